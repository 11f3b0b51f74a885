/**
 * Holds the microphone for a call before its media does: from dialling or answering until the call ends.
 * Subjects: microphone held for a call; open microphone before the media.
 */

import type { AudioLease, AudioSource } from '../../media/index.js';
import { MicrophoneError } from '../../media/errors.js';
import type { Microphone } from '../../media/microphone.js';
import { PhoneError } from '../phone-error.js';

export class CallMicrophone {
  readonly #over = new AbortController();
  readonly #leases = new Set<AudioLease>();

  /**
   * Opens the microphone. Rejects with a `MicrophoneError`, or with `already-ended` when the call ends, also while the permission
   * prompt is open.
   */
  async open(source: AudioSource): Promise<void> {
    const { signal } = this.#over;
    signal.throwIfAborted();
    const lease = await source.acquire(signal);
    if (signal.aborted) lease.release();
    signal.throwIfAborted();
    this.#leases.add(lease);
  }

  /** Releases the microphone. */
  close(): void {
    this.#over.abort(new PhoneError('already-ended'));
    for (const lease of this.#leases) lease.release();
    this.#leases.clear();
  }
}

/** Opens the microphone only where permission is granted: `listenOnly` must not prompt for it. */
export function withoutPrompt(microphone: Microphone): AudioSource {
  return {
    get granted() {
      return microphone.granted;
    },
    acquire: (signal) =>
      microphone.granted ? microphone.acquire(signal) : Promise.reject(new MicrophoneError('denied')),
  };
}
