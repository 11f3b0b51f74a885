/**
 * A lease of the microphone: a clone of the device's track, replaced when the device changes.
 * Subjects: lease of the microphone.
 */

import type { AudioLease } from './audio-source.js';

export class MicrophoneLease implements AudioLease {
  readonly #listeners = new Set<(track: MediaStreamTrack | undefined) => void>();
  readonly #onRelease: (lease: MicrophoneLease) => void;
  track: MediaStreamTrack | undefined;

  constructor(onRelease: (lease: MicrophoneLease) => void) {
    this.#onRelease = onRelease;
  }

  onTrack(listener: (track: MediaStreamTrack | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces the track with a clone of this track of the device, and stops the previous one. */
  follow(device: MediaStreamTrack | undefined): void {
    const before = this.track;
    this.track = device?.clone();
    for (const listener of [...this.#listeners]) listener(this.track);
    before?.stop();
  }

  release(): void {
    this.#listeners.clear();
    this.track?.stop();
    this.track = undefined;
    this.#onRelease(this);
  }
}
