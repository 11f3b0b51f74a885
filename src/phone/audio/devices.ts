/**
 * Implements `phone.devices`: choice, volume, processing and test of devices (Media Capture and Streams §9).
 * Subjects: phone.devices; choice of devices; volume commands; level meter of a device, opened; audioInput and audioOutput,
 * applied.
 */

import { LevelMeter } from '../../media/level-meter.js';
import { DeviceList, findNamed, storageMemory } from '../../media/device-list.js';
import type { Device, DeviceUse, Ringer, Tones } from '../../media/index.js';
import { Speaker } from '../../media/speaker.js';
import { isRinger } from '../../media/tones/plans.js';
import type { Clock } from '../../sip/base/clock.js';
import { phoneError } from '../error-causes.js';
import type { PhoneConfiguration } from '../configuration.js';
import { DEVICE_KEYS } from '../account/storage-area.js';
import { PhoneError } from '../phone-error.js';
import { optionOf } from '../settings.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { CameraChoice } from './camera-choice.js';
import type { DeviceChanges, NoticedDevices } from './device-changes.js';
import type { DeviceTests } from './device-tests.js';
import type { OneOrMore } from './further-outputs.js';
import { pageStorage, readAudioSettings, writeAudioSettings } from './audio-settings.js';
import { mediaCode } from './late-media.js';
import { suppliedMediaCode, whenMediaSupplied } from './media-slot.js';
import { MicrophoneProcessing } from './microphone-processing.js';
import type { AudioTest, DevicesState, AudioProcessing } from './media-state.js';

/** The media objects that use the devices. */
type DeviceUsers = NoticedDevices & { readonly tones: Tones };

const USES = ['microphone', 'speaker', 'ringer', 'camera'] as const satisfies readonly DeviceUse[];

/** Options that name a device, by id or label. */
const OPTIONS = { audioInput: 'microphone', audioOutput: 'speaker', ringOutput: 'ringer' } as const;

export class PhoneDevices {
  readonly camera = new CameraChoice();
  readonly #store: Store<PhoneState>;
  readonly #users: DeviceUsers;
  readonly #list: DeviceList;
  /** Loaded when the page is idle; a device that is lost before is replaced without a notice. */
  #notices: DeviceChanges | undefined;
  readonly #cancelNotices: () => void;
  readonly #clock: Clock;
  #tests: DeviceTests | undefined;
  /** Counts the requested and stopped tests: a test that waits for its code is canceled by the next one. */
  #turn = 0;
  readonly #storage = pageStorage();
  /** Devices of the options that are not connected yet. */
  readonly #wanted = new Map<DeviceUse, string>();
  readonly #processing: MicrophoneProcessing;
  #configuration: PhoneConfiguration = {};

  constructor(store: Store<PhoneState>, users: DeviceUsers, clock: Clock) {
    this.#store = store;
    this.#users = users;
    const { microphone, speaker, ringer } = users;
    this.#list = new DeviceList({
      users: { microphone, speaker, ringer, camera: this.camera },
      memory: this.#storage && storageMemory(this.#storage, DEVICE_KEYS.devices),
      clock,
    });
    const show = (notice: DevicesState['notice']): void => this.#update({ notice });
    const ringOutput = (): OneOrMore => optionOf(this.#configuration, 'ringOutput');
    this.#cancelNotices = whenMediaSupplied(
      (code) => (this.#notices = code.deviceChanges(this.#list, users, clock, show, ringOutput)),
    );
    this.#clock = clock;
    this.#processing = new MicrophoneProcessing(microphone, this.#state.processing, (processing) =>
      this.#update({ processing }),
    );
    this.#update({
      canChooseSpeaker: typeof HTMLMediaElement !== 'undefined' && Speaker.canSelect,
      chosen: this.#chosen,
    });
    this.#takeSettings();
    this.#watch();
  }

  /** Takes the options of devices and audio processing; each is applied once, when it is set. */
  configure(configuration: PhoneConfiguration): void {
    const before = this.#configuration;
    this.#configuration = configuration;
    this.#processing.configure(configuration, before);
    for (const [option, use] of Object.entries(OPTIONS) as [keyof typeof OPTIONS, DeviceUse][]) {
      const [wanted, further] = [optionOf(configuration, option)].flat();
      // Their code; what rings before is played there as soon as it is loaded.
      if (further) void mediaCode().catch(() => undefined);
      // Further entries do not change the choice of the user.
      if (wanted === [optionOf(before, option)].flat()[0]) continue;
      if (!wanted) this.#wanted.delete(use);
      else this.#wanted.set(use, wanted);
    }
    // Before a permission devices have no labels; an id can be selected all the same, and an unknown one has no effect.
    const audioInput = optionOf(configuration, 'audioInput');
    if (audioInput && this.#wanted.has('microphone') && !findNamed(this.#devicesFor('microphone'), audioInput))
      void this.#users.microphone.select(audioInput).catch(() => undefined);
    void this.#takeWanted();
  }

  /** Reads the connected devices. Never rejects: an error gives an empty list. */
  async refresh(): Promise<void> {
    await this.#list.refresh().catch(() => undefined);
    await this.#takeWanted();
    this.#showLists();
  }

  /** Whether a microphone is connected, as far as the browser reports it. */
  get hasMicrophone(): boolean {
    return this.#list.lists.microphone.length > 0;
  }

  /** Chooses a device for a use, `undefined` for the system's default; also during a call. Rejects with a `PhoneError`. */
  async choose(use: DeviceUse, deviceId: string | undefined): Promise<void> {
    if (!USES.includes(use)) throw bad(`"${String(use)}" is not one of ${USES.join(', ')}.`);
    const device = deviceId ? this.#devicesFor(use).find((one) => one.deviceId === deviceId) : undefined;
    if (deviceId && !device) throw bad('The device is not connected.');
    this.#wanted.delete(use);
    try {
      await this.#list.choose(use, device);
    } catch (error) {
      throw phoneError(error);
    } finally {
      this.#showLists();
    }
  }

  /** Sets a volume, clamped to 0 to 1. Throws a `PhoneError` for an unknown use, or where the number is not finite. */
  setVolume(use: 'speaker' | 'ringer', volume: number): void {
    if ((use !== 'speaker' && use !== 'ringer') || !Number.isFinite(volume))
      throw bad('The volume of "speaker" or "ringer" must be a number from 0 to 1.');
    const value = Math.min(1, Math.max(0, volume));
    this.#users[use].volume = value;
    this.#update({ volume: { ...this.#state.volume, [use]: value } });
    this.#keepSettings();
  }

  /** Changes the browser's processing of the microphone, also during a call. Rejects with a `PhoneError`, and nothing has changed. */
  async setProcessing(changes: Partial<AudioProcessing>): Promise<void> {
    try {
      await this.#processing.choose(changes);
    } catch (error) {
      throw phoneError(error);
    }
    this.#keepSettings();
  }

  /** Chooses the ringer; undefined for the ringtone of the page, or the built-in one. Throws a `PhoneError` for an unknown name. */
  setRinger(ringer: Ringer | undefined): void {
    if (ringer !== undefined && !isRinger(ringer)) throw bad('It must be the name of a built-in ringer.');
    this.#update({ ringer });
    this.#keepSettings();
  }

  dismissNotice(): void {
    this.#notices?.dismiss();
  }

  /** Plays a test tone, or five seconds of the microphone. Resolves at the end or when stopped; rejects with a `PhoneError`. */
  async test(kind: AudioTest['kind']): Promise<void> {
    this.stopTest();
    const turn = this.#turn;
    try {
      const { deviceTests } = suppliedMediaCode() ?? (await mediaCode());
      if (turn !== this.#turn) return;
      this.#tests ??= deviceTests(this.#users, this.#clock, {
        show: (test) => this.#update({ test }),
        ringer: () => this.#state.ringer,
      });
      await this.#tests.run(kind);
    } catch (error) {
      throw phoneError(error);
    }
  }

  stopTest(): void {
    this.#turn += 1;
    this.#tests?.stop();
  }

  /** Opens the microphone to measure its level, also during a call; call `close()` afterwards. Rejects with a `PhoneError`. */
  async meter(): Promise<{ level(): number; close(): void }> {
    const lease = await this.#users.microphone.acquire().catch((error: unknown) => {
      throw phoneError(error);
    });
    let meter: LevelMeter | undefined;
    const follow = (track: MediaStreamTrack | undefined): void => {
      meter?.close();
      meter = track && new LevelMeter(track);
    };
    follow(lease.track);
    lease.onTrack(follow);
    return {
      level: () => Math.min(1, meter?.read() ?? 0),
      close: () => {
        follow(undefined);
        lease.release();
      },
    };
  }

  close(): void {
    this.#cancelNotices();
    this.stopTest();
    globalThis.removeEventListener?.('storage', this.#onStorage);
    this.#list.close();
  }

  #takeSettings(): void {
    const { speaker, ringer } = this.#users;
    const defaults = { volume: this.#state.volume, processing: this.#processing.chosen, ringer: undefined };
    const { volume, processing, ...chosen } = readAudioSettings(this.#storage, defaults);
    this.#update({ volume, ...chosen });
    Object.assign(speaker, { volume: volume.speaker });
    Object.assign(ringer, { volume: volume.ringer });
    this.#processing.takeStored(processing);
  }

  /** Another tab of the site has changed a volume or a device: it is the same for all. */
  readonly #onStorage = ({ key, newValue }: StorageEvent): void => {
    if (newValue === null) return;
    if (key === DEVICE_KEYS.sound) this.#takeSettings();
    if (key !== DEVICE_KEYS.devices) return;
    void this.#list
      .recall()
      .catch(() => undefined)
      .then(() => this.#showLists());
  };

  #watch(): void {
    globalThis.addEventListener?.('storage', this.#onStorage);
    const { microphone } = this.#users;
    this.#list.on('change', () => {
      void this.#takeWanted();
      this.#showLists();
      // Calls without a microphone may get one now, if permission was granted before.
      const isMissed = microphone.state === 'missing' || microphone.state === 'in-use';
      if (isMissed && this.#list.lists.microphone.length > 0) void microphone.check();
    });
    // Permission reveals the labels, in some browsers only while the device is open.
    microphone.on('state', (state) => {
      if (state === 'granted') void this.refresh();
    });
    microphone.on('device', (label) => {
      if (label !== undefined && this.#list.lists.microphone.every((device) => device.label === ''))
        void this.refresh();
    });
  }

  async #takeWanted(): Promise<void> {
    for (const [use, wanted] of this.#wanted) {
      const device = findNamed(this.#devicesFor(use), wanted);
      if (!device) continue;
      this.#wanted.delete(use);
      await this.#list.choose(use, device).catch(() => undefined);
      this.#showLists();
    }
  }

  #keepSettings(): void {
    const { volume, ringer } = this.#state;
    writeAudioSettings(this.#storage, { volume, ringer, processing: this.#processing.chosen });
  }

  #devicesFor(use: DeviceUse): readonly Device[] {
    return this.#list.lists[use === 'ringer' ? 'speaker' : use];
  }

  get #chosen(): DevicesState['chosen'] {
    const ids = USES.flatMap((use) => {
      const device = this.#list.chosen(use);
      return device ? [[use, device.deviceId] as const] : [];
    });
    return Object.fromEntries(ids);
  }

  #showLists(): void {
    const { microphone: microphones, speaker: speakers, camera: cameras } = this.#list.lists;
    this.#update({ microphones, speakers, cameras, chosen: this.#chosen });
  }

  get #state(): DevicesState {
    return this.#store.state.devices;
  }

  #update(changes: Partial<DevicesState>): void {
    this.#store.update({ devices: { ...this.#state, ...changes } });
  }
}

const bad = (detail: string): PhoneError => new PhoneError('bad-attribute', { detail });
