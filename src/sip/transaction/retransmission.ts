/**
 * Retransmission of a response whose acknowledgement is a request of its own: a 2xx until its ACK (RFC 3261 §13.3.1.4), a reliable
 * provisional response until its PRACK (RFC 3262 §3). Reliable transports need it too.
 * Subjects: 2xx repeated until the ACK; 32 s without an ACK or a PRACK.
 */

import type { Clock, Timer } from '../base/clock.js';
import { DEFAULT_TIMING, transactionTimeout } from './timing.js';

const { t1, t2 } = DEFAULT_TIMING;

/** The longest interval between two repetitions of a 2xx, milliseconds. */
export const LONGEST_INTERVAL = t2;

/**
 * Calls `send` after T1, and each time after twice the interval, at most `longest` milliseconds. After 64*T1 it calls `giveUp` and ends. Returns
 * the timer that ends it before.
 */
export function retransmit(clock: Clock, send: () => unknown, giveUp: () => void, longest = Infinity): Timer {
  let next: Timer;
  const repeat = (interval: number): void => {
    next = clock.after(interval, () => {
      send();
      repeat(Math.min(interval * 2, longest));
    });
  };
  const cancel = (): void => {
    next.cancel();
    limit.cancel();
  };
  const limit = clock.after(transactionTimeout(DEFAULT_TIMING), () => {
    cancel();
    giveUp();
  });
  repeat(t1);
  return { cancel };
}
