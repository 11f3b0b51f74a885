/**
 * How long to wait before a server is asked again: the one rule for connections and registrations. The wait grows with each
 * failure, is varied so that not all phones come at once (RFC 5626 §4.5), and is never shorter than its step, whatever
 * Retry-After a server sends (RFC 3261 §20.33).
 */

/** Part of the delay by which it may be shorter or longer. */
const JITTER = 0.2;

export class RetryDelay {
  #failures = 0;

  /** `steps`: milliseconds after the first, second, … failure; the last one goes on. `random` gives [0, 1). */
  constructor(
    private readonly steps: readonly number[],
    private readonly random: () => number,
    private readonly longest = Infinity,
  ) {}

  /** Milliseconds to wait after one more failure; at least `asked` ms, the wish of the server, unless that is beyond all measure. */
  next(asked = 0): number {
    const step = this.steps[Math.min(this.#failures++, this.steps.length - 1)] ?? 0;
    const varied = Math.round(step * (1 - JITTER + 2 * JITTER * this.random()));
    return Math.max(varied, Math.min(asked || 0, this.longest));
  }

  /** The last failure is to count no more: it was told twice. */
  takeBack(): void {
    this.#failures = Math.max(0, this.#failures - 1);
  }

  /** It went well: the next failure is a first one. */
  forget(): void {
    this.#failures = 0;
  }
}
