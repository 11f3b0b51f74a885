/** What a bad network does to messages, on demand: for demos and tests of what a phone does then. */

import type { Clock } from '../../../../src/sip/base/clock.js';

/** Read at each message, so that it can be changed at any time. */
export interface Impairment {
  /** Milliseconds that each message waits, in each direction. Order is kept. */
  delay: number;
  /** Share of messages that vanish, 0 to 1. */
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
    // What was sent while the delay was longer must not be overtaken: a WebSocket keeps the order (RFC 6455 §1.2).
    const at = Math.max(now + delay, this.#lastAt);
    if (at <= now) return this.deliver(item);
    this.#lastAt = at;
    this.clock.after(at - now, () => this.deliver(item));
  }
}
