/** The devices of a phone: one microphone and one speaker for all of its calls, and what the state says of them. */

import {
  createSessionDescriptionHandlerFactory,
  Microphone,
  MicrophoneError,
  Speaker,
  Tones,
  type AudioLease,
  type AudioSource,
  type MediaOptions,
} from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { LoggerFactory } from '../../sip/base/logger.js';
import type { SessionDescriptionHandler } from '../../sip/session/description-handler.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import type { Recordings } from './recordings.js';
import { isIceServers, optionOf } from '../settings.js';
import { PhoneDevices } from './devices.js';
import { mediaKit, type MediaKit } from './media-kit.js';
import { CUES, NotificationTones } from './notification-tones.js';
import { CallProgressTones } from './call-progress-tones.js';
import { toneMaker } from './tone-maker.js';
import type { MicrophoneState, PhoneState, Problem } from '../state.js';
import type { Store } from '../store.js';

/** Which media one call asks for. */
export interface MediaWishes {
  /** Without a microphone. Default: `listenOnly` of the phone. */
  readonly listenOnly?: boolean;
  /** With the camera. Default false. */
  readonly video?: boolean;
}

/** A call, as far as its media need it. */
export interface CallWithMedia {
  /** Undefined while an outgoing call waits for the connection. */
  readonly session: Session | undefined;
  /** Opens the microphone for as long as the call lasts. Rejects with why it cannot be had, or when the call is over. */
  openMicrophone(source: AudioSource): Promise<void>;
  /** Opens the camera. Never rejects. */
  prepareCamera(): Promise<void>;
}

export class PhoneMedia {
  readonly devices: PhoneDevices;
  /** What calls use of all this. */
  readonly kit: MediaKit;
  readonly #microphone: Microphone;
  readonly #speaker = new Speaker();
  readonly #ringer = new Speaker();
  readonly #tones = new Tones({ speaker: this.#speaker, ringer: this.#ringer });
  readonly #sounds: CallProgressTones;
  readonly #cues: NotificationTones;
  readonly #store: Store<PhoneState>;
  readonly #configuration: () => PhoneConfiguration;
  readonly #clock: Clock;
  /** Sessions whose calls were answered to listen. */
  readonly #listening = new WeakSet<object>();
  #listensNext: boolean | undefined;

  constructor(
    store: Store<PhoneState>,
    configuration: () => PhoneConfiguration,
    clock: Clock,
    problem: (problem: Problem) => void,
    recordings: Recordings,
  ) {
    this.#store = store;
    this.#configuration = configuration;
    this.#clock = clock;
    this.#microphone = new Microphone({}, { clock });
    this.#microphone.on('state', (microphone) => store.update({ microphone }));
    for (const speaker of [this.#speaker, this.#ringer]) speaker.on('locked', () => this.#showLock());
    this.#tones.on('locked', () => this.#showLock());
    this.devices = new PhoneDevices(
      store,
      { microphone: this.#microphone, speaker: this.#speaker, ringer: this.#ringer, tones: this.#tones },
      clock,
    );
    this.kit = mediaKit({
      microphone: this.#microphone,
      clock,
      configuration,
      recordings,
      soundKey: (digit) => this.playKey(digit),
      camera: () => this.devices.camera.deviceId,
      onCamera: (listener) => this.devices.camera.onSelect(listener),
    });
    const tones = toneMaker({
      tones: this.#tones,
      ringer: this.#ringer,
      clock,
      volume: () => store.state.devices.volume.ringer,
      country: () => optionOf(configuration(), 'country'),
    });
    this.#sounds = new CallProgressTones(store, tones, clock, () => this.makesSounds);
    this.#cues = new NotificationTones(store, clock, (cue) => {
      if (this.makesSounds) tones.cue(CUES[cue]);
    });
    this.#tones.on('ringtoneFailed', () =>
      problem({
        kind: 'bad-attribute',
        attribute: 'ringtone',
        detail: 'The file cannot be played; the built-in ring is heard.',
      }),
    );
  }

  /** Takes the options that are about sound. */
  configure(configuration: PhoneConfiguration): void {
    this.#tones.country = optionOf(configuration, 'country');
    this.#tones.ringtone = optionOf(configuration, 'ringtone') || undefined;
    this.devices.configure(configuration);
  }

  /** Finds out, without asking anybody, what is known of the permission and whether a ring would be heard. */
  check(): void {
    if (this.#isOurs) void this.#microphone.check();
    if (this.#isOurs) void this.devices.refresh();
    if (this.makesSounds) void this.#tones.check();
  }

  /** What makes the media of a session; ICE servers and the like count from the next call on. */
  makeHandler(session: unknown, loggerFactory: LoggerFactory): SessionDescriptionHandler {
    const configuration = this.#configuration();
    const { sessionDescriptionHandlerFactory, sessionDescriptionHandlerFactoryOptions } = configuration;
    if (sessionDescriptionHandlerFactory) {
      return sessionDescriptionHandlerFactory(session, sessionDescriptionHandlerFactoryOptions);
    }
    const { iceServers, video, listenOnly, earlyAudio } = configuration;
    const listens = this.#listensNext ?? this.#listening.has(session as object);
    const make = createSessionDescriptionHandlerFactory({
      microphone: this.#microphone,
      speaker: this.#speaker,
      iceServers: isIceServers(iceServers) ? iceServers : [],
      clock: this.#clock,
      loggerFactory,
      listenOnly,
      earlyAudio,
      video,
      audioCodecs: optionOf(configuration, 'codecs'),
      ...sessionDescriptionHandlerFactoryOptions,
      ...(listens ? { listenOnly: true, microphone: askingNobody(this.#microphone) } : {}),
    });
    return make(session);
  }

  /**
   * Opens the microphone for a call that this side makes. Resolves when the call may leave: where nobody has to be asked
   * at once, and should the device then fail to start, the media of the call says so; else with the person's consent.
   * Rejects with a `MicrophoneError`.
   */
  async permitted(call: CallWithMedia, { listenOnly, video }: MediaWishes): Promise<void> {
    await Promise.all([this.#permitted(call, listenOnly), video && this.#isOurs ? call.prepareCamera() : undefined]);
  }

  /**
   * Opens the microphone for a call that is answered. Resolves at once where the user need not be asked and a microphone is
   * connected, as the answer need not wait for it to start; else with the user's consent. Rejects with a `MicrophoneError`
   * where there is none and the call is not content to listen.
   */
  async readyToTalk(call: CallWithMedia, { listenOnly = this.#listenOnly }: MediaWishes): Promise<void> {
    if (!this.#isOurs) return;
    if (listenOnly) {
      if (call.session) this.#listening.add(call.session);
      return this.#openIfGranted(call);
    }
    if (this.#microphone.granted && this.devices.hasMicrophone) return this.#openIfGranted(call);
    await this.#openFor(call);
  }

  /** Whatever session `make` makes is content to listen, if that is wanted. */
  listening<T>(listenOnly: boolean | undefined, make: () => T): T {
    this.#listensNext = listenOnly;
    try {
      return make();
    } finally {
      this.#listensNext = undefined;
    }
  }

  async #permitted(call: CallWithMedia, listenOnly: boolean | undefined): Promise<void> {
    if (this.#microphone.granted || listenOnly) return this.#openIfGranted(call);
    const opened = this.#openFor(call);
    await (this.#listenOnly ? opened.catch(() => undefined) : opened);
  }

  /** Opens the microphone beside the description, which need not wait for it: what becomes of it the media tells. */
  #openIfGranted(call: CallWithMedia): void {
    if (this.#microphone.granted) this.#openFor(call).catch(() => undefined);
  }

  async #openFor(call: CallWithMedia): Promise<void> {
    if (this.#isOurs) await call.openMicrophone(this.#microphone);
  }

  get #listenOnly(): boolean {
    const { listenOnly, sessionDescriptionHandlerFactoryOptions } = this.#configuration();
    const options: Partial<MediaOptions> | undefined = sessionDescriptionHandlerFactoryOptions;
    return (options?.listenOnly ?? listenOnly) === true;
  }

  /** Asks the person. Resolves with what came of it. */
  async request(): Promise<MicrophoneState> {
    if (!this.#isOurs) return this.#store.state.microphone;
    let lease: AudioLease | undefined;
    try {
      lease = await this.#microphone.acquire();
    } catch {
      // The state says why.
    }
    lease?.release();
    return this.#microphone.state;
  }

  /** A call rings: finds out whether the ring is heard and whether there is a microphone to answer with; opens none. */
  checkSound(): void {
    if (this.makesSounds) void this.#tones.check();
    if (this.#isOurs) void this.devices.refresh();
  }

  /** The sound of a key of a telephone; none for anything else. */
  playKey(key: string): void {
    if (this.makesSounds) this.#tones.key(key);
  }

  async unlock(): Promise<void> {
    if (this.makesSounds) await this.#tones.unlock();
    else await this.#speaker.unlock();
  }

  /** Lets every device go at once, whatever uses it. */
  release(): void {
    this.devices.close();
    this.#microphone.close();
  }

  close(): void {
    this.release();
    this.#sounds.close();
    this.#cues.close();
    this.#tones.close();
    this.#speaker.close();
  }

  #showLock(): void {
    this.#store.update({ audioLocked: this.#speaker.locked || this.#ringer.locked || this.#tones.locked });
  }

  /** Whether the phone is heard by itself. */
  get makesSounds(): boolean {
    return this.#isOurs && this.#configuration().sounds !== false;
  }

  /** Whether calls use our microphone; with another description handler they do what it does. */
  get #isOurs(): boolean {
    return this.#configuration().sessionDescriptionHandlerFactory === undefined;
  }
}

/** The microphone where it may be used already; who wants to listen is not to be asked for it. */
function askingNobody(microphone: Microphone): AudioSource {
  return {
    get granted() {
      return microphone.granted;
    },
    acquire: (signal) =>
      microphone.granted ? microphone.acquire(signal) : Promise.reject(new MicrophoneError('denied')),
  };
}
