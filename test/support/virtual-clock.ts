/**
 * A clock whose time the test moves.
 * Subjects: clock moved by a test.
 */

import type { Clock, Timer } from '../../src/sip/base/clock.js';

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Ends the present task, so that all pending promises settle, in chains of any length. */
export const settle: () => Promise<void> =
  typeof setImmediate === 'function'
    ? () => new Promise((resolve) => setImmediate(resolve))
    : () =>
        new Promise((resolve) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            channel.port1.close();
            resolve();
          };
          channel.port2.postMessage(undefined);
        });

/** A clock that stands still until `advance`. Timers of the same time fire in the order in which they were set. */
export class VirtualClock implements Clock {
  readonly #planned = new Set<Planned>();
  /** Elapsed time. */
  #now = 0;
  /** The time of day minus elapsed time. */
  #ahead: number;
  #order = 0;

  constructor(start = 1_000_000) {
    this.#ahead = start;
  }

  now(): number {
    return this.#now + this.#ahead;
  }

  elapsed(): number {
    return this.#now;
  }

  after(delay: number, callback: () => void): Timer {
    const planned = { at: this.#now + Math.max(0, delay), order: this.#order++, callback };
    this.#planned.add(planned);
    return { cancel: () => void this.#planned.delete(planned) };
  }

  /** The number of pending timers, which must be 0 at the end of a test. */
  get pending(): number {
    return this.#planned.size;
  }

  /** The time of the next timer; undefined without one. */
  get nextAt(): number | undefined {
    return this.#next()?.at;
  }

  /** Lets `ms` pass. Pending promises settle before the first timer and after each one. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) {
      this.#now = Math.max(this.#now, next.at);
      this.#planned.delete(next);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  /** The page is frozen: time passes, and no timer fires before the next `advance`. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Sets the time of day forward, or back with a negative number; elapsed time does not notice. A machine that sleeps looks the same. */
  shiftTimeOfDay(ms: number): void {
    this.#ahead += ms;
  }

  /** Fires timers until none is left, at most `limit` ms of virtual time. */
  async drain(limit = 600_000): Promise<void> {
    const end = this.#now + limit;
    await settle();
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) await this.advance(next.at - this.#now);
  }

  #next(): Planned | undefined {
    let first: Planned | undefined;
    for (const planned of this.#planned) {
      if (!first || planned.at < first.at || (planned.at === first.at && planned.order < first.order)) first = planned;
    }
    return first;
  }
}
