/**
 * The microphone: opened once, shared by all calls, released with the last lease (Media Capture and Streams §10).
 * Subjects: microphone opened; microphone shared by calls; microphone released; another microphone opened when the one in use is unplugged; time limit of a microphone that does not start.
 */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { Emitter } from '../sip/base/emitter.js';
import { deviceErrorReason, MicrophoneError } from './errors.js';
import type { AudioLease, AudioSource } from './audio-source.js';
import { DeviceRequest, openPreferred, unlessAborted } from './device-request.js';
import { LevelMeter } from './level-meter.js';
import { MicrophoneLease } from './microphone-lease.js';
import type { MicrophoneEvents, MicrophoneOptions, MicrophoneTiming } from './microphone-options.js';
import { blockedReason, MicrophonePermission, type MicrophoneState } from './microphone-permission.js';

type Device = { status: 'closed' } | Opening | { status: 'open'; track: MediaStreamTrack };
type Opening = { status: 'opening'; request: DeviceRequest };

export class Microphone extends Emitter<MicrophoneEvents> implements AudioSource {
  readonly #clock: Clock;
  readonly #startLimit: number;
  readonly #promptLimit: number;
  readonly #leases = new Set<MicrophoneLease>();
  #device: Device = { status: 'closed' };
  /** The options of the device in use, and after them those of changes that are under way, the last one last. */
  #wished: MicrophoneOptions[];
  readonly #permission = new MicrophonePermission((state) => this.emit('state', state));
  #generation = 0;
  #meter: LevelMeter | undefined;

  constructor(options: MicrophoneOptions = {}, timing: MicrophoneTiming = {}) {
    super();
    this.#wished = [options];
    const { clock = systemClock, startLimit = 10_000, promptLimit = 60_000 } = timing;
    this.#clock = clock;
    this.#startLimit = startLimit;
    this.#promptLimit = promptLimit;
  }

  get #options(): MicrophoneOptions {
    return this.#wished.at(-1)!;
  }

  get state(): MicrophoneState {
    return this.#permission.state;
  }

  /** Whether the permission is known to be granted. */
  get granted(): boolean {
    return this.state === 'granted';
  }

  /** Whether the device is open; the browser then shows its recording indicator. */
  get open(): boolean {
    return this.#device.status === 'open';
  }

  /** Whether something holds a lease, also where the device was unplugged. */
  get inUse(): boolean {
    return this.#leases.size > 0;
  }

  /** The label of the device in use. */
  get label(): string | undefined {
    return this.#device.status === 'open' ? this.#device.track.label : undefined;
  }

  /** Returns the input level, 0 to 1, also while calls are muted; undefined while closed. The first call starts a meter, which runs until the release. */
  level(): number | undefined {
    if (this.#device.status !== 'open') return undefined;
    this.#meter ??= new LevelMeter(this.#device.track, 0.6);
    return this.#meter.read();
  }

  /** The selected device; undefined for the system's default. */
  get deviceId(): string | undefined {
    return this.#options.deviceId;
  }

  /** Reads the permission without a prompt, and observes its changes. Resolves with the state. */
  check(): Promise<MicrophoneState> {
    return this.#permission.check();
  }

  /**
   * Opens the device, with a permission prompt where needed (call it in a user gesture), or shares the open one. Rejects with a
   * `MicrophoneError`, or with the reason of `signal` as soon as it is aborted; without a `signal` also when the user does not answer the prompt
   * within `promptLimit`. A request without a remaining caller is given up: its track is stopped when it arrives, and the next call makes a new request.
   */
  async acquire(signal?: AbortSignal): Promise<AudioLease> {
    if (!signal) return this.#acquireInTime();
    signal.throwIfAborted();
    const lease = new MicrophoneLease((released) => this.#drop(released));
    this.#leases.add(lease);
    try {
      const generation = this.#generation;
      const track = await unlessAborted(this.#openDevice(), signal, () => lease.release());
      if (generation !== this.#generation)
        throw new MicrophoneError('unknown', new Error('the microphone was closed before it was opened'));
      // A lease that waited for the device has its track already; one that shares an open device has not.
      if (!lease.track) lease.follow(track);
      return lease;
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  async #acquireInTime(): Promise<AudioLease> {
    const over = new AbortController();
    const late = new Error(`the permission prompt had no answer in ${this.#promptLimit} ms`);
    const timer = this.#clock.after(this.#promptLimit, () => over.abort(new MicrophoneError('denied', late)));
    try {
      return await this.acquire(over.signal);
    } finally {
      timer.cancel();
    }
  }

  /** Selects a device. Calls switch to it without a new offer. Rejects with a `MicrophoneError`. */
  async select(deviceId: string | undefined): Promise<void> {
    await this.configure({ deviceId });
  }

  /**
   * Changes the device or the audio processing; an open device is opened again. Where that fails, the previous device
   * stays in use and the promise rejects with a `MicrophoneError`. Of concurrent changes the last one that succeeds counts.
   */
  async configure(changes: MicrophoneOptions): Promise<void> {
    const options = { ...this.#options, ...changes };
    this.#wished.push(options);
    if (this.#device.status === 'closed') return void (this.#wished = [options]);
    if (this.#device.status === 'opening') await this.#device.request.result;
    let track: MediaStreamTrack;
    try {
      track = await this.#limited().result;
    } catch (error) {
      this.#wished = this.#wished.filter((other) => other !== options);
      if (this.open) this.#permission.become('granted');
      throw error;
    }
    const index = this.#wished.indexOf(options);
    this.#wished.splice(0, index);
    // All leases may have been released during the permission prompt.
    if (index < 0 || this.#leases.size === 0) return track.stop();
    const last = this.#device.status === 'open' ? this.#device.track : undefined;
    this.#adopt(track);
    last?.stop();
  }

  /** Releases all leases and the device. */
  close(): void {
    this.#generation += 1;
    this.#permission.close();
    for (const lease of [...this.#leases]) lease.release();
    this.#shut();
  }

  async #openDevice(): Promise<MediaStreamTrack> {
    if (this.#device.status === 'open') return this.#device.track;
    if (this.#device.status === 'opening') return this.#device.request.result;
    const opening = this.#request();
    try {
      const track = await opening.request.result;
      // The device may have been closed and opened again meanwhile.
      if (!this.#isStill(opening)) track.stop();
      else if (this.#leases.size > 0) this.#adopt(track);
      else this.#shut(track);
      return track;
    } catch (error) {
      if (this.#isStill(opening)) this.#device = { status: 'closed' };
      throw error;
    }
  }

  #request(): Opening {
    const opening: Opening = { status: 'opening', request: this.#limited() };
    this.#device = opening;
    return opening;
  }

  /** Requests the device from the browser. Without a permission prompt it has a limited time to start. */
  #limited(): DeviceRequest {
    const needsNoPrompt = this.granted;
    const request = new DeviceRequest(this.#ask());
    if (!needsNoPrompt) return request;
    const limit = this.#clock.after(this.#startLimit, () => {
      this.#permission.become('in-use');
      request.giveUp(new MicrophoneError('in-use', new Error(`it did not start in ${this.#startLimit} ms`)));
    });
    request.result.finally(() => limit.cancel()).catch(() => undefined);
    return request;
  }

  async #ask(): Promise<MediaStreamTrack> {
    if (typeof RTCPeerConnection === 'undefined') throw new MicrophoneError('unsupported');
    const blocked = blockedReason();
    if (blocked) {
      this.#permission.become(blocked);
      throw new MicrophoneError(blocked);
    }
    if (!this.granted) this.#permission.become('asking');
    try {
      const { deviceId, echoCancellation = true, noiseSuppression = true, autoGainControl = true } = this.#options;
      const stream = await openPreferred(deviceId, (id) =>
        navigator.mediaDevices.getUserMedia({ audio: { echoCancellation, noiseSuppression, autoGainControl, ...id } }),
      );
      this.#permission.become('granted');
      return stream.getAudioTracks()[0]!;
    } catch (error) {
      const reason = deviceErrorReason(error, 'microphone');
      this.#permission.become(reason === 'unknown' ? 'unknown' : reason);
      throw new MicrophoneError(reason, error);
    }
  }

  #adopt(track: MediaStreamTrack): void {
    this.#stopMeter();
    this.#device = { status: 'open', track };
    track.onended = () => void this.#onLost(track);
    for (const lease of this.#leases) lease.follow(track);
    this.emit('device', track.label);
  }

  /** Opens another device after the device was unplugged; `stop()` does not fire `ended`. */
  async #onLost(track: MediaStreamTrack): Promise<void> {
    if (this.#device.status !== 'open' || this.#device.track !== track) return;
    const opening = this.#request();
    try {
      const next = await opening.request.result;
      if (!this.#isStill(opening)) return next.stop();
      if (this.#leases.size === 0) return this.#shut(next);
      this.#adopt(next);
      this.emit('fallback', track.label, next.label);
    } catch {
      if (!this.#isStill(opening)) return;
      this.#device = { status: 'closed' };
      for (const lease of this.#leases) lease.follow(undefined);
      this.emit('fallback', track.label, undefined);
    }
  }

  #drop(lease: MicrophoneLease): void {
    this.#leases.delete(lease);
    if (this.#leases.size > 0) return;
    if (this.#device.status === 'open') this.#shut();
    else if (this.#device.status === 'opening') this.#giveUp(this.#device.request);
  }

  /** Gives up a request without a remaining caller. A visible permission prompt remains, and its result still counts. */
  #giveUp(request: DeviceRequest): void {
    this.#device = { status: 'closed' };
    request.giveUp(new MicrophoneError('unknown', new Error('the request was canceled')));
    this.#permission.stopAsking();
  }

  /** Whether this request is still the current one. */
  #isStill(opening: Opening): boolean {
    return this.#device === opening;
  }

  #shut(track?: MediaStreamTrack): void {
    this.#stopMeter();
    const held = track ?? (this.#device.status === 'open' ? this.#device.track : undefined);
    this.#device = { status: 'closed' };
    if (!held) return;
    held.onended = null;
    held.stop();
    this.emit('device', undefined);
  }

  #stopMeter(): void {
    this.#meter?.close();
    this.#meter = undefined;
  }
}
