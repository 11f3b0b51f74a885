/**
 * Records the start of conditions for which the state of the phone has no time: when the element first rendered them.
 * Subjects: start time of a condition shown; held since.
 */

import { elementClock } from '../shared/time/time.js';

export class Since {
  readonly #times = new Map<string, number>();

  /** Sets the conditions that hold now, by name; the others have ended. */
  watch(names: readonly string[]): void {
    for (const name of this.#times.keys()) if (!names.includes(name)) this.#times.delete(name);
    for (const name of names) if (!this.#times.has(name)) this.#times.set(name, elementClock().now());
  }

  /** Returns the start in ms of `elementClock()`; undefined if the condition does not hold. */
  of(name: string): number | undefined {
    return this.#times.get(name);
  }
}
