/** The microphone of a call before its media has one: from the moment of dialling or answering until the call is over. */

import type { AudioLease, AudioSource } from '../../media/index.js';
import { PhoneError } from '../errors.js';

export class CallMicrophone {
  readonly #over = new AbortController();
  readonly #leases = new Set<AudioLease>();

  /**
   * Opens it. Rejects with a `MicrophoneError`, or with `already-ended` as soon as the call is over, also where the browser
   * never answers.
   */
  async open(source: AudioSource): Promise<void> {
    const { signal } = this.#over;
    signal.throwIfAborted();
    const lease = await source.acquire(signal);
    if (signal.aborted) lease.release();
    signal.throwIfAborted();
    this.#leases.add(lease);
  }

  /** Lets it go at once. */
  close(): void {
    this.#over.abort(new PhoneError('already-ended'));
    for (const lease of this.#leases) lease.release();
    this.#leases.clear();
  }
}
