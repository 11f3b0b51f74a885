/**
 * Timers and waits of a session, which end with it.
 * Subjects: timers of a session.
 */

import type { Clock, Timer } from '../base/clock.js';
import { SipError } from '../base/errors.js';

export class Lifetime {
  readonly #timers = new Set<Timer>();
  readonly #endings = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Starts a timer that is canceled when the session ends. */
  after(delay: number, callback: () => void): Timer {
    const timer = this.clock.after(delay, () => {
      this.#timers.delete(entry);
      callback();
    });
    const entry: Timer = {
      cancel: () => {
        this.#timers.delete(entry);
        timer.cancel();
      },
    };
    this.#timers.add(entry);
    return entry;
  }

  /** Waits; rejects with `canceled` if the session ends first. */
  pause(delay: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = this.onEnd(() => reject(new SipError('canceled', 'The call has ended')));
      this.after(delay, () => {
        forget();
        resolve();
      });
    });
  }

  /** Calls back once when the session ends. Returns a function that withdraws the callback. */
  onEnd(callback: () => void): () => void {
    this.#endings.add(callback);
    return () => void this.#endings.delete(callback);
  }

  /** Cancels the timers and calls back all that wait for the end. */
  end(): void {
    for (const timer of [...this.#timers]) timer.cancel();
    const endings = [...this.#endings];
    this.#endings.clear();
    for (const ending of endings) ending();
  }
}
