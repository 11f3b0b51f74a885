/**
 * The media of a phone: one microphone, one speaker and one ringer for all of its calls, and their state.
 * Subjects: one microphone and speaker for all calls; permission asked before a call; media of a phone; ICE servers given to a
 * call; call without a microphone, permitted; DTLS role of a continued call.
 */

import { createSessionDescriptionHandlerFactory } from '../../media/handler-factory.js';
import type { AudioLease, AudioSource, MediaOptions, Tone } from '../../media/index.js';
import { Microphone } from '../../media/microphone.js';
import { Speaker } from '../../media/speaker.js';
import { Tones } from '../../media/tones/tones.js';
import type { LoggerFactory } from '../../sip/base/logger.js';
import type { SessionDescriptionHandler } from '../../sip/session/description-handler.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import { withoutPrompt } from './call-microphone.js';
import type { Recordings } from './recordings.js';
import { iceServersOf } from '../settings.js';
import { PhoneDevices } from './devices.js';
import { whenIdle } from '../late-code.js';
import { prefetchMedia } from './late-media.js';
import { mediaKit, type MediaKit } from './media-kit.js';
import { CallProgressTones, type ToneMaker } from './call-progress-tones.js';
import { toneMaker } from './tone-maker.js';
import type { PhoneCore } from '../phone-core.js';
import type { MicrophoneState } from '../state.js';

/** The media that a call requests. */
export interface MediaWishes {
  /** Without a microphone. Default: `listenOnly` of the phone. */
  readonly listenOnly?: boolean;
  /** With the camera. Default false. */
  readonly video?: boolean;
}

/** The part of a `Call` that its media need. */
interface CallWithMedia {
  /** The session; undefined while an outgoing call waits for the connection. */
  readonly session: Session | undefined;
  /** Opens the microphone until the call ends. Rejects with the reason where it cannot be opened, or when the call ends. */
  openMicrophone(source: AudioSource): Promise<void>;
  /** Opens the camera. Never rejects. */
  prepareCamera(): Promise<void>;
}

/** Time in which the tones are checked also where the page is busy, ms. */
const CHECK_WITHIN = 2000;

export class PhoneMedia {
  readonly devices: PhoneDevices;
  /** Devices, mixer and recorder for calls. */
  readonly kit: MediaKit;
  readonly #microphone: Microphone;
  readonly #speaker = new Speaker();
  readonly #ringer = new Speaker();
  readonly #tones = new Tones({ speaker: this.#speaker, ringer: this.#ringer });
  readonly #progressTones: CallProgressTones;
  readonly #toneMaker: ToneMaker;
  readonly #core: PhoneCore;
  /** Sessions whose calls were answered with `listenOnly`. */
  readonly #listening = new WeakSet<Session>();
  #listensNext: boolean | undefined;
  /** Options of the media of calls that continue from an earlier page. */
  #resumesNext: Pick<MediaOptions, 'offerSetup'> = {};
  #cancelPrefetch: (() => void) | undefined;
  #cancelCheck: (() => void) | undefined;

  constructor(core: PhoneCore, recordings: Recordings) {
    const { store, clock } = core;
    this.#core = core;
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
      option: core.option,
      recordings,
      soundKey: (digit) => this.playKey(digit),
      camera: () => this.devices.camera.deviceId,
      onCamera: (listener) => this.devices.camera.onSelect(listener),
      musicFailed: (detail) => core.report({ kind: 'bad-attribute', attribute: 'hold-music', detail }),
    });
    const tones = (this.#toneMaker = toneMaker({
      tones: this.#tones,
      ringer: this.#ringer,
      clock,
      volume: () => store.state.devices.volume.ringer,
      country: () => this.#core.option('country'),
      chosen: () => store.state.devices.ringer,
    }));
    this.#progressTones = new CallProgressTones(store, tones, clock, () => this.playsTones);
    this.#tones.on('ringtoneFailed', (url) =>
      core.report({
        kind: 'bad-attribute',
        attribute: url === core.option('ringtone') ? 'ringtone' : 'ring-rules',
        detail: 'The file cannot be played; the built-in ringtone is used.',
      }),
    );
    core.on('configured', (configuration) => this.#configure(configuration));
    core.on('rings', () => this.#checkRinger());
    core.on('ready', (line) => line && (this.#cancelPrefetch ??= prefetchMedia()));
  }

  /** Takes the options of devices and tones. */
  #configure(configuration: PhoneConfiguration): void {
    this.#tones.country = this.#core.option('country');
    this.#tones.ringtone = this.#core.option('ringtone') || undefined;
    this.devices.configure(configuration);
  }

  /** Reads the permission of the microphone, without a permission prompt. */
  checkMicrophone(): void {
    if (this.#isOurs) void this.#microphone.check();
  }

  /** Reads the devices and whether the ringer is audible, without a permission prompt. */
  check(): void {
    if (this.#isOurs) void this.devices.refresh();
    const checkTones = (): void => void (this.#hasTones && this.#tones.check());
    // The first audio context blocks the page until the audio service of the browser runs.
    if (typeof AudioContext === 'undefined') checkTones();
    else this.#cancelCheck = whenIdle(checkTones, CHECK_WITHIN);
  }

  /** Creates the media handler of a session; changed options apply to later calls. */
  makeHandler(session: Session, loggerFactory: LoggerFactory): SessionDescriptionHandler {
    const factory = this.#core.option('sessionDescriptionHandlerFactory');
    const factoryOptions = this.#core.option('sessionDescriptionHandlerFactoryOptions');
    if (factory) return factory(session, factoryOptions);
    const listens = this.#listensNext ?? this.#listening.has(session);
    const make = createSessionDescriptionHandlerFactory({
      microphone: this.#microphone,
      speaker: this.#speaker,
      iceServers: () => iceServersOf(this.#core.option('iceServers')) ?? [],
      clock: this.#core.clock,
      loggerFactory,
      listenOnly: this.#core.option('listenOnly'),
      earlyAudio: this.#core.option('earlyAudio'),
      video: this.#core.option('video'),
      audioCodecs: this.#core.option('codecs'),
      ...this.#resumesNext,
      ...factoryOptions,
      ...(listens ? { listenOnly: true, microphone: withoutPrompt(this.#microphone) } : {}),
    });
    return make(session);
  }

  /**
   * Opens the microphone for an outgoing call. Where permission is granted or `listenOnly` is set, resolves at once, and the
   * media of the call reports a device that fails to start; else with the user's consent. Rejects with a `MicrophoneError`.
   */
  async permitted(call: CallWithMedia, { listenOnly, video }: MediaWishes): Promise<void> {
    await Promise.all([this.#permitted(call, listenOnly), video && this.#isOurs ? call.prepareCamera() : undefined]);
  }

  /**
   * Opens the microphone for a call that is being answered. Where permission is granted and a microphone is connected, resolves
   * at once, as the answer need not wait for it; else with the user's consent. Rejects with a `MicrophoneError` where there is
   * none and the call is not `listenOnly`.
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

  /** Opens the microphone for a call. Resolves when it is open; rejects with a `MicrophoneError`, unless calls need none. */
  async opened(call: CallWithMedia): Promise<void> {
    const opened = this.#openFor(call);
    await (this.#listenOnly ? opened.catch(() => undefined) : opened);
  }

  /** Runs `make` so that the session it creates has this `listenOnly`. */
  listening<T>(listenOnly: boolean | undefined, make: () => T): T {
    this.#listensNext = listenOnly;
    try {
      return make();
    } finally {
      this.#listensNext = undefined;
    }
  }

  /**
   * Runs `make` so that the session it creates offers this DTLS role. `active`: it begins the handshake itself, as a server that
   * keeps its active role from the earlier page sends its ClientHello before ICE is ready, and repeats it after 1 s (RFC 6347 §4.2.4).
   */
  resuming(make: () => Session, offerSetup: 'active' | 'actpass'): Session {
    this.#resumesNext = { offerSetup };
    try {
      const session = make();
      // Its media are created on first access.
      void session.sessionDescriptionHandler;
      return session;
    } finally {
      this.#resumesNext = {};
    }
  }

  async #permitted(call: CallWithMedia, listenOnly: boolean | undefined): Promise<void> {
    if (this.#microphone.granted || listenOnly) return this.#openIfGranted(call);
    await this.opened(call);
  }

  /** Opens the microphone while the description is created; the media reports an error. */
  #openIfGranted(call: CallWithMedia): void {
    if (this.#microphone.granted) this.#openFor(call).catch(() => undefined);
  }

  async #openFor(call: CallWithMedia): Promise<void> {
    if (this.#isOurs) await call.openMicrophone(this.#microphone);
  }

  get #listenOnly(): boolean {
    const options: Partial<MediaOptions> | undefined = this.#core.option('sessionDescriptionHandlerFactoryOptions');
    return (options?.listenOnly ?? this.#core.option('listenOnly')) === true;
  }

  /** Requests permission for the microphone. Resolves with the resulting state. */
  async request(): Promise<MicrophoneState> {
    if (!this.#isOurs) return this.#core.store.state.microphone;
    let lease: AudioLease | undefined;
    try {
      lease = await this.#microphone.acquire();
    } catch {
      // The state has the reason.
    }
    lease?.release();
    return this.#microphone.state;
  }

  /** Checks for a ringing call whether the ringer is audible and a microphone is connected; opens none. */
  #checkRinger(): void {
    if (this.#hasTones) void this.#tones.check();
    if (this.#isOurs) void this.devices.refresh();
  }

  /** Plays the DTMF tone of a key; nothing for other text. */
  playKey(key: string): void {
    if (this.#hasTones) this.#tones.key(key);
  }

  /** Plays notes in sequence, quietly. */
  cue(notes: readonly Tone[]): void {
    if (this.playsTones) this.#toneMaker.cue(notes);
  }

  async unlock(): Promise<void> {
    if (this.#hasTones) await this.#tones.unlock();
    else await this.#speaker.unlock();
  }

  /** Releases all devices. */
  release(): void {
    this.devices.close();
    this.#microphone.close();
  }

  close(): void {
    this.release();
    this.#cancelPrefetch?.();
    this.#cancelCheck?.();
    this.#progressTones.close();
    this.#tones.close();
    this.#speaker.close();
  }

  #showLock(): void {
    this.#core.store.update({ audioLocked: this.#speaker.locked || this.#ringer.locked || this.#tones.locked });
  }

  /** Whether this tab plays the tones of calls: one of several tabs does. */
  get playsTones(): boolean {
    return this.#hasTones && !this.#core.otherTab?.sounds;
  }

  /** Whether a microphone is permitted, or calls need none. */
  get mayTalk(): boolean {
    return !this.#isOurs || this.#listenOnly || this.#core.state.microphone === 'granted';
  }

  get #hasTones(): boolean {
    return this.#isOurs && this.#core.option('sounds');
  }

  /** Whether calls use the built-in media handler. */
  get #isOurs(): boolean {
    return this.#core.option('sessionDescriptionHandlerFactory') === undefined;
  }
}
