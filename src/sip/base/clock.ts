/**
 * The clock and timers of the stack, replaceable so that tests run in virtual time (HTML timers, High Resolution Time).
 * Subjects: clock; timers of a hidden page; virtual time; timers longer than 24 days; sleep of the device, detected by clocks.
 */

/** A scheduled callback. `cancel()` after it ran does nothing. */
export interface Timer {
  cancel(): void;
}

/** Source of time. All durations are milliseconds. */
export interface Clock {
  /**
   * Returns the time of day in milliseconds since 1970. For display and storage, not for durations: the user or a time
   * server may set it back or forward.
   */
  now(): number;
  /** Returns monotonic time in milliseconds from an arbitrary origin (High Resolution Time §4). For durations and deadlines. */
  elapsed(): number;
  /** Calls `callback` once, after `delay` ms of `elapsed()`; in a later task when `delay` is 0 or less. */
  after(delay: number, callback: () => void): Timer;
}

/** The longest delay of `setTimeout`, milliseconds; a longer one fires at once (HTML, timers, step 11). */
export const MAX_TIMEOUT = 2 ** 31 - 1;

interface Pending {
  readonly deadline: number;
  readonly callback: () => void;
  handle: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The clock of the platform. Splits delays longer than 2^31-1 ms. Compares each deadline with elapsed time when a timer
 * fires and when `recheck()` is called, because `setTimeout` does not advance while a page is frozen. Changes of the
 * time of day have no effect on timers.
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

  /** Runs the timers that became due while the page was frozen. Call it on `resume`, `pageshow` and `online`. */
  recheck(): void {
    for (const entry of [...this.#pending]) this.#arm(entry);
  }

  #arm(entry: Pending): void {
    clearTimeout(entry.handle);
    const left = Math.max(0, entry.deadline - this.elapsed());
    entry.handle = setTimeout(() => this.#fire(entry), Math.min(left, MAX_TIMEOUT));
  }

  #fire(entry: Pending): void {
    // A timer may fire slightly early, and a split one fires at the end of each part.
    if (entry.deadline - this.elapsed() > 1) return this.#arm(entry);
    const isHidden = (globalThis as { document?: { hidden?: boolean } }).document?.hidden;
    // A document of a test may be hidden without that class (jsdom in Jest).
    if (!isHidden || typeof MessageChannel === 'undefined') return this.#run(entry);
    // Chromium runs a timer of a hidden page once a minute where timers have set one another. A message is no timer (HTML, nesting level).
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      this.#run(entry);
    };
    port2.postMessage(0);
  }

  #run(entry: Pending): void {
    if (this.#pending.delete(entry)) entry.callback();
  }

  #drop(entry: Pending): void {
    clearTimeout(entry.handle);
    this.#pending.delete(entry);
  }
}

/** The default clock. */
export const systemClock: SystemClock = new SystemClock();

/** How far the time of day must run ahead of elapsed time, in milliseconds, to count as a sleep. */
const SLEPT = 5000;

/**
 * Detects that the device may have slept: the time of day advanced while elapsed time did not. Setting the time of day
 * forward looks the same, so the result is only a reason to check timers and connections.
 */
export class SleepWatch {
  #ahead: number;

  constructor(private readonly clock: Clock) {
    this.#ahead = clock.now() - clock.elapsed();
  }

  /** Returns whether the device may have slept since the last call. */
  slept(): boolean {
    const before = this.#ahead;
    this.#ahead = this.clock.now() - this.clock.elapsed();
    return this.#ahead - before > SLEPT;
  }
}
