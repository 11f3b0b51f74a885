/** Since when something holds that the state of the phone only says to hold: since this element has first seen it. */

import { elementClock } from '../shared/time/time.js';

export class Since {
  readonly #times = new Map<string, number>();

  /** Takes note of what holds now, by name; what is not named has ended. */
  watch(names: readonly string[]): void {
    for (const name of this.#times.keys()) if (!names.includes(name)) this.#times.delete(name);
    for (const name of names) if (!this.#times.has(name)) this.#times.set(name, elementClock().now());
  }

  /** ms of the clock of elements; undefined for what does not hold. */
  of(name: string): number | undefined {
    return this.#times.get(name);
  }
}
