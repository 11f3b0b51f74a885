/**
 * The back-off of connections, registrations, subscriptions, publications and lost media: the wait grows with each failure, has jitter so that clients do not
 * retry at the same time (RFC 5626 §4.5), and is never shortened by a Retry-After (RFC 3261 §20.33).
 * Subjects: back-off; jitter of retries; wait after a failure.
 */

/** The fraction by which a delay may be shorter or longer. */
const JITTER = 0.2;

export class RetryDelay {
  #failures = 0;

  /** `steps`: milliseconds after the first, second, … failure; the last one repeats. `random` returns [0, 1). `longest`: upper limit of `asked`, milliseconds. */
  constructor(
    private readonly steps: readonly number[],
    private readonly random: () => number,
    private readonly longest = Infinity,
  ) {}

  /**
   * Counts a failure and returns the milliseconds to wait: at least `asked` ms (Retry-After), limited to `longest`. Steps
   * above `most` ms are shortened to it.
   */
  next(asked = 0, most = Infinity): number {
    const step = Math.min(this.steps[Math.min(this.#failures++, this.steps.length - 1)] ?? 0, most);
    const varied = Math.round(step * (1 - JITTER + 2 * JITTER * this.random()));
    return Math.max(varied, Math.min(asked || 0, this.longest));
  }

  /** Counts a failure where none was counted: the next wait is the second step at least. */
  count(): void {
    this.#failures = Math.max(1, this.#failures);
  }

  /** Uncounts the last failure, which was counted twice. */
  takeBack(): void {
    this.#failures = Math.max(0, this.#failures - 1);
  }

  /** Resets the count after a success. */
  forget(): void {
    this.#failures = 0;
  }
}
