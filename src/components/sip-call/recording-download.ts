/** What was recorded of a call, from the end of the recording until it is saved or put away. */

import type { ReactiveControllerHost } from 'lit';
import type { CallState } from '../../phone/state.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

export class Recorded {
  readonly #host: ReactiveControllerHost;
  /** Ids of calls that were being recorded when they were last looked at. */
  readonly #running = new Set<string>();
  readonly #files = new Map<string, File>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Takes note of what is recorded now; what has just ended is fetched. */
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
        () => {}, // the phone has told of it as a problem
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
