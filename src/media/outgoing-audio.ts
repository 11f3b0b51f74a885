/**
 * The audio that one call sends: a lease of the microphone, muted with `track.enabled` by the rules of `media-by-status.ts`,
 * or another track without a new offer (WebRTC §5.2, replaceTrack).
 * Subjects: sent audio; mute of the microphone track; call without a microphone (listenOnly); silence sent while held.
 */

import { SipError } from '../sip/base/errors.js';
import type { SessionStatus } from '../sip/session/state.js';
import type { AudioLease, AudioSource } from './audio-source.js';
import { MicrophoneError } from './errors.js';
import { mayCapture, maySendAudio, type SendingConditions } from './media-by-status.js';

interface OutgoingAudioOptions {
  readonly microphone: AudioSource;
  /** Audio is sent before the session is established. */
  readonly earlyAudio: boolean;
  /** The call continues where the microphone cannot be opened. */
  readonly listenOnly: boolean;
  /** The sent track has changed. */
  onTrack(): void;
  /** The call continues without a microphone. */
  onMicrophone(error: MicrophoneError): void;
}

export class OutgoingAudio {
  readonly #options: OutgoingAudioOptions;
  #use:
    | { status: 'none' }
    | { status: 'asking'; result: Promise<void>; giveUp: AbortController }
    | { status: 'leased'; lease: AudioLease }
    | { status: 'released' } = { status: 'none' };
  #sender: RTCRtpSender | undefined;
  /** Sent instead of the microphone, as a mix of a conference is. */
  #instead: MediaStreamTrack | undefined;
  /** Sent instead of both, as a file is: it is not muted with the microphone. */
  #played: { readonly track: MediaStreamTrack; readonly onHold: boolean } | undefined;
  /** Whether nothing is sent at all; a disabled track sends packets of silence. */
  #isPaused = false;
  #conditions: SendingConditions;
  #status: SessionStatus;

  constructor(options: OutgoingAudioOptions, status: SessionStatus) {
    this.#options = options;
    this.#status = status;
    this.#conditions = { muted: false, held: false, earlyAudio: options.earlyAudio };
  }

  get track(): MediaStreamTrack | undefined {
    return this.#played?.track ?? this.#instead ?? this.#microphoneTrack;
  }

  get #sent(): MediaStreamTrack | null {
    return this.#isPaused ? null : (this.track ?? null);
  }

  get #microphoneTrack(): MediaStreamTrack | undefined {
    return this.#use.status === 'leased' ? this.#use.lease.track : undefined;
  }

  get muted(): boolean {
    return this.#conditions.muted;
  }

  set muted(muted: boolean) {
    this.#conditions = { ...this.#conditions, muted };
    this.#gate();
  }

  /** Disables the track during local hold, in any negotiated direction. */
  set held(held: boolean) {
    this.#conditions = { ...this.#conditions, held };
    this.#gate();
  }

  /** The status of the session. */
  set status(status: SessionStatus) {
    this.#status = status;
    this.#gate();
  }

  /**
   * Acquires the lease if there is none and the call may capture. Rejects with a `MicrophoneError`, after which it can be
   * called again, or with a `canceled` SipError when released meanwhile.
   */
  open(): Promise<void> {
    if (this.#use.status === 'asking') return this.#use.result;
    if (this.#use.status !== 'none' || !mayCapture(this.#status)) return Promise.resolve();
    const giveUp = new AbortController();
    const result = this.#options.microphone.acquire(giveUp.signal).then(
      (lease) => this.#adopt(lease),
      (error: unknown) => {
        if (this.#use.status === 'asking') this.#use = { status: 'none' };
        throw error;
      },
    );
    this.#use = { status: 'asking', result, giveUp };
    return result;
  }

  /** Opens the microphone. Rejects with a `MicrophoneError` where it cannot be opened, unless `listenOnly` is set. */
  async openOrListen(): Promise<void> {
    try {
      await this.open();
    } catch (error) {
      if (!this.#options.listenOnly || !(error instanceof MicrophoneError)) throw error;
      this.#options.onMicrophone(error);
    }
  }

  /** Opens the microphone after the description; the track is added with replaceTrack. */
  join(): void {
    this.open().catch((error: unknown) => {
      if (error instanceof MicrophoneError && this.#use.status !== 'released') this.#options.onMicrophone(error);
    });
  }

  /** Uses this sender. */
  async bind(sender: RTCRtpSender): Promise<void> {
    this.#sender = sender;
    if (sender.track !== this.#sent) await sender.replaceTrack(this.#sent);
  }

  /** Sends no packet until it is called with false. */
  async pause(on: boolean): Promise<void> {
    this.#isPaused = on;
    await this.#sender?.replaceTrack(this.#sent);
  }

  /** Sends another track instead of that of the lease; undefined sends the lease's again. Does not stop the given track. */
  async sendInstead(track: MediaStreamTrack | undefined): Promise<void> {
    this.#instead = track;
    await this.#change();
  }

  /**
   * Sends a played track instead of any other, also while the microphone is muted; during local hold only with `onHold`. Undefined ends
   * it. Does not stop the given track.
   */
  async play(track: MediaStreamTrack | undefined, onHold = false): Promise<void> {
    const isSame = this.#played?.track === track && this.#played?.onHold === onHold;
    if (isSame || (!track && !this.#played)) return;
    this.#played = track && { track, onHold };
    await this.#change();
  }

  /** Releases the microphone, also while it is being opened. */
  release(): void {
    const use = this.#use;
    this.#use = { status: 'released' };
    this.#sender = undefined;
    if (use.status === 'leased') use.lease.release();
    if (use.status === 'asking') use.giveUp.abort(new SipError('canceled', 'the media of this call is closed'));
  }

  #adopt(lease: AudioLease): void {
    if (this.#use.status === 'released') return lease.release();
    this.#use = { status: 'leased', lease };
    lease.onTrack(() => this.#follow());
    this.#follow();
  }

  #follow(): void {
    this.#gate();
    // replaceTrack() rejects on a closed connection, where nothing is sent any more.
    this.#sender?.replaceTrack(this.#sent).catch(() => undefined);
    this.#options.onTrack();
  }

  async #change(): Promise<void> {
    this.#gate();
    this.#options.onTrack();
    await this.#sender?.replaceTrack(this.#sent);
  }

  #gate(): void {
    const { track } = this;
    if (!track) return;
    const conditions = this.#conditions;
    const played = this.#played;
    track.enabled = maySendAudio(
      this.#status,
      played ? { ...conditions, muted: false, held: conditions.held && !played.onHold } : conditions,
    );
  }
}
