/**
 * The recordings of calls, from the end of a recording until the user saves or dismisses it.
 * Subjects: recording offered for saving.
 */

import type { ReactiveControllerHost } from 'lit';
import type { CallState } from '../../phone/state.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

export class Recorded {
  readonly #host: ReactiveControllerHost;
  /** Ids of the calls that were being recorded at the last check. */
  readonly #running = new Set<string>();
  readonly #files = new Map<string, File>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Fetches the file of each recording that has ended since the last call. */
  watch(phone: PhoneLike | undefined, calls: readonly CallState[]): void {
    for (const call of calls) {
      if (call.status === 'active' && call.recording && call.recording.status !== 'failed') this.#running.add(call.id);
      else if (this.#running.delete(call.id)) this.#fetch(phone, call.id);
    }
    for (const id of this.#files.keys()) if (!calls.some((call) => call.id === id)) this.#files.delete(id);
  }

  #fetch(phone: PhoneLike | undefined, id: string): void {
    phone
      ?.getCall(id)
      ?.recording()
      .then(
        (file) => {
          if (!file) return;
          this.#files.set(id, file);
          this.#host.requestUpdate();
        },
        () => {}, // the phone has reported it as a problem
      );
  }

  of(id: string): File | undefined {
    return this.#files.get(id);
  }

  forget(id: string): void {
    this.#files.delete(id);
    this.#host.requestUpdate();
  }
}
