/** What one call sends: a lease of the microphone, muted or held by `track.enabled`, moved to another track without a new offer (WebRTC §5.2, replaceTrack). */

import type { AudioLease, AudioSource } from './audio-source.js';

export class OutgoingSound {
  readonly #source: AudioSource;
  readonly #onTrack: () => void;
  #use:
    | { status: 'none' }
    | { status: 'asking'; result: Promise<void> }
    | { status: 'leased'; lease: AudioLease }
    | { status: 'released' } = { status: 'none' };
  #sender: RTCRtpSender | undefined;
  #instead: MediaStreamTrack | undefined;
  #muted = false;
  #held = false;

  /** `onTrack` is called when another track is sent. */
  constructor(source: AudioSource, onTrack: () => void = () => undefined) {
    this.#source = source;
    this.#onTrack = onTrack;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#instead ?? this.#microphoneTrack;
  }

  get #microphoneTrack(): MediaStreamTrack | undefined {
    return this.#use.status === 'leased' ? this.#use.lease.track : undefined;
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.#gate();
  }

  /** While the far side is on hold it hears nothing, whatever its direction says. */
  set held(held: boolean) {
    this.#held = held;
    this.#gate();
  }

  /** Takes the lease if there is none. Rejects with a `MicrophoneError`; a later call asks again. */
  open(): Promise<void> {
    if (this.#use.status === 'asking') return this.#use.result;
    if (this.#use.status !== 'none') return Promise.resolve();
    const result = this.#source.acquire().then(
      (lease) => this.#adopt(lease),
      (error: unknown) => {
        if (this.#use.status === 'asking') this.#use = { status: 'none' };
        throw error;
      },
    );
    this.#use = { status: 'asking', result };
    return result;
  }

  /** Sends through this sender from now on. */
  async bind(sender: RTCRtpSender): Promise<void> {
    this.#sender = sender;
    const track = this.track ?? null;
    if (sender.track !== track) await sender.replaceTrack(track);
  }

  /** Sends another track than that of the lease; undefined for the lease's again. Who gives it owns it. */
  async sendInstead(track: MediaStreamTrack | undefined): Promise<void> {
    this.#instead = track;
    this.#gate();
    this.#onTrack();
    await this.#sender?.replaceTrack(this.track ?? null);
  }

  release(): void {
    if (this.#use.status === 'leased') this.#use.lease.release();
    this.#use = { status: 'released' };
    this.#sender = undefined;
  }

  #adopt(lease: AudioLease): void {
    if (this.#use.status === 'released') return lease.release();
    this.#use = { status: 'leased', lease };
    lease.onTrack(() => this.#follow());
    this.#follow();
  }

  #follow(): void {
    this.#gate();
    // A sender of a closed connection refuses; then nobody is left to hear the track.
    this.#sender?.replaceTrack(this.track ?? null).catch(() => undefined);
    this.#onTrack();
  }

  #gate(): void {
    if (this.track) this.track.enabled = !this.#muted && !this.#held;
  }
}
