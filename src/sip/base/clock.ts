/** Time for everything under `src/sip`: one place that asks the platform, so that tests can run in virtual time. */

/** A planned call. `cancel()` after it ran does nothing. */
export interface Timer {
  cancel(): void;
}

/** Source of time. All durations are milliseconds. */
export interface Clock {
  /**
   * The time of day: milliseconds since 1970. For what a user reads and what is stored, never for a duration: a user or
   * a time server may set it back or forward.
   */
  now(): number;
  /** Milliseconds since some moment in the past, which only ever grow (High Resolution Time §4). For durations and deadlines. */
  elapsed(): number;
  /** Calls `callback` once, after `delay` ms of `elapsed()` (in a later task when `delay` is 0 or less). */
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
 * The platform's clock. A delay longer than 2^31-1 ms is split. Each deadline is compared with elapsed time when a timer
 * fires and when `recheck()` is called, because `setTimeout` stands still while a page is frozen. The time of day fires
 * and delays nothing.
 */
export class SystemClock implements Clock {
  readonly #pending = new Set<Pending>();

  now(): number {
    return Date.now();
  }

  elapsed(): number {
    return performance.now();
  }

  after(delay: number, callback: () => void): Timer {
    const entry: Pending = { deadline: this.elapsed() + Math.max(0, delay), callback, handle: undefined };
    this.#pending.add(entry);
    this.#arm(entry);
    return { cancel: () => this.#drop(entry) };
  }

  /** Fires what fell due while the page was frozen. Call it on `resume`, `pageshow` and `online`. */
  recheck(): void {
    for (const entry of [...this.#pending]) this.#arm(entry);
  }

  #arm(entry: Pending): void {
    clearTimeout(entry.handle);
    const left = Math.max(0, entry.deadline - this.elapsed());
    entry.handle = setTimeout(() => this.#fire(entry), Math.min(left, MAX_TIMEOUT));
  }

  #fire(entry: Pending): void {
    // A timer may fire a little early, and a split one fires only at the end of its part.
    if (entry.deadline - this.elapsed() > 1) return this.#arm(entry);
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

/** The time of day that passes beyond elapsed time, in milliseconds, before the machine counts as having slept. */
const SLEPT = 5000;

/**
 * Notices that the machine may have slept: the time of day went on while elapsed time stood still. A time of day that was
 * set forward looks the same, so that the answer is a reason to check what may have ended, not a measure of time.
 */
export class SleepWatch {
  #ahead: number;

  constructor(private readonly clock: Clock) {
    this.#ahead = clock.now() - clock.elapsed();
  }

  /** Whether the machine may have slept since the last call. */
  slept(): boolean {
    const before = this.#ahead;
    this.#ahead = this.clock.now() - this.clock.elapsed();
    return this.#ahead - before > SLEPT;
  }
}
