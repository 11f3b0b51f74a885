/**
 * The video that one call sends: a camera, a screen or none, replaced without a new offer once it is negotiated (WebRTC §5.2).
 * Subjects: sent video; black frames while muted.
 */

import type { SessionStatus } from '../sip/session/state.js';
import { maySendVideo } from './media-by-status.js';

export class OutgoingVideo {
  #track: MediaStreamTrack | undefined;
  #sender: RTCRtpSender | undefined;
  #muted = false;
  #status: SessionStatus;

  constructor(status: SessionStatus) {
    this.#status = status;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Sends black frames while muted; the camera stays open. */
  set muted(muted: boolean) {
    this.#muted = muted;
    this.#gate();
  }

  /** The status of the session. */
  set status(status: SessionStatus) {
    this.#status = status;
    this.#gate();
  }

  async show(track: MediaStreamTrack | undefined): Promise<void> {
    this.#track = track;
    this.#gate();
    await this.#sender?.replaceTrack(track ?? null);
  }

  async bind(sender: RTCRtpSender): Promise<void> {
    this.#sender = sender;
    const track = this.#track ?? null;
    if (sender.track !== track) await sender.replaceTrack(track);
  }

  release(): void {
    this.#sender = undefined;
    this.#track = undefined;
  }

  #gate(): void {
    if (this.#track) this.#track.enabled = maySendVideo(this.#status, { muted: this.#muted });
  }
}
