/**
 * The received media of a call: one audio and one video stream for the whole call, independent of the peer connection.
 * Subjects: received audio and video streams.
 */

import type { Playback, Speaker } from './speaker.js';

export class IncomingMedia {
  readonly audio = new MediaStream();
  readonly video = new MediaStream();
  readonly #speaker: Speaker;
  readonly #onTrack: (track: MediaStreamTrack) => void;
  #playback: Playback | undefined;

  /** `onTrack` is called for each added track. */
  constructor(speaker: Speaker, onTrack: (track: MediaStreamTrack) => void) {
    this.#speaker = speaker;
    this.#onTrack = onTrack;
  }

  /** Adds a track; the first audio track starts the playback. */
  add(track: MediaStreamTrack): void {
    const stream = track.kind === 'video' ? this.video : this.audio;
    if (stream.getTracks().includes(track)) return;
    stream.addTrack(track);
    if (track.kind === 'audio') this.#playback ??= this.#speaker.play(this.audio);
    this.#onTrack(track);
  }

  /** Replaces all tracks with these. */
  replaceWith(tracks: readonly MediaStreamTrack[]): void {
    this.#keep((track) => tracks.includes(track));
    for (const track of tracks) this.add(track);
  }

  close(): void {
    this.#playback?.stop();
    this.#keep(() => false);
  }

  #keep(isKept: (track: MediaStreamTrack) => boolean): void {
    for (const stream of [this.audio, this.video])
      for (const track of stream.getTracks()) if (!isKept(track)) stream.removeTrack(track);
  }
}
