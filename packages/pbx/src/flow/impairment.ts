/**
 * Delays and loses messages on demand, as a bad network does: for demos and tests.
 * Subjects: bad network; delay and loss of messages.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';

/** Read at each message, so that it can be changed at any time. */
export interface Impairment {
  /** Milliseconds that each message waits, in each direction. Order is kept. */
  delay: number;
  /** Fraction of messages that are lost, 0 to 1. */
  loss: number;
}

/** One direction of one flow. */
export class Line<T> {
  #lastAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly impairment: Readonly<Impairment>,
    private readonly deliver: (item: T) => void,
  ) {}

  push(item: T): void {
    const { delay, loss } = this.impairment;
    if (loss > 0 && Math.random() < loss) return;
    const now = this.clock.elapsed();
    // A message must not overtake one that was sent while the delay was longer: a WebSocket keeps the order (RFC 6455 §1.2).
    const at = Math.max(now + delay, this.#lastAt);
    if (at <= now) return this.deliver(item);
    this.#lastAt = at;
    this.clock.after(at - now, () => this.deliver(item));
  }
}
