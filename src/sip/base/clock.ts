/** Time for everything under `src/sip`: one place that asks the platform, so that tests can run in virtual time. */

/** A planned call. `cancel()` after it ran does nothing. */
export interface Timer {
  cancel(): void;
}

/** Source of time. All durations are milliseconds. */
export interface Clock {
  /** Milliseconds of a clock that goes on during sleep (wall clock). */
  now(): number;
  /** Calls `callback` once, `delay` ms from now (at once in a later task when `delay` is 0 or less). */
  after(delay: number, callback: () => void): Timer;
}

/** The longest delay that `setTimeout` takes; a longer one would fire at once (HTML, timers, step 11). */
export const MAX_TIMEOUT = 2 ** 31 - 1;

interface Pending {
  readonly deadline: number;
  readonly callback: () => void;
  handle: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The platform's clock. A delay longer than 2^31-1 ms is split, and every deadline is compared with the wall clock
 * when a timer fires or `recheck()` is called, because `setTimeout` stands still while a machine sleeps.
 */
export class SystemClock implements Clock {
  readonly #pending = new Set<Pending>();

  now(): number {
    return Date.now();
  }

  after(delay: number, callback: () => void): Timer {
    const entry: Pending = { deadline: this.now() + Math.max(0, delay), callback, handle: undefined };
    this.#pending.add(entry);
    this.#arm(entry);
    return { cancel: () => this.#drop(entry) };
  }

  /** Fires what fell due while the machine slept or the page was frozen. Call it on `resume`, `pageshow` and `online`. */
  recheck(): void {
    for (const entry of [...this.#pending]) this.#arm(entry);
  }

  #arm(entry: Pending): void {
    clearTimeout(entry.handle);
    const left = Math.max(0, entry.deadline - this.now());
    entry.handle = setTimeout(() => this.#fire(entry), Math.min(left, MAX_TIMEOUT));
  }

  #fire(entry: Pending): void {
    // A timer may fire a little early, and a split one fires only at the end of its part.
    if (entry.deadline - this.now() > 1) return this.#arm(entry);
    this.#drop(entry);
    entry.callback();
  }

  #drop(entry: Pending): void {
    clearTimeout(entry.handle);
    this.#pending.delete(entry);
  }
}

/** The clock that everything uses unless it is given another. */
export const systemClock: SystemClock = new SystemClock();
