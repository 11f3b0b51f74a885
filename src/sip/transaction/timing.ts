/**
 * The timer values of transactions (RFC 3261 table 4, Appendix A; RFC 6026 §7.1).
 * Subjects: timer values T1, T2, T4; Timer D, I, J and K; 64*T1; delay of 100 Trying.
 */

/** The three base values in milliseconds (RFC 3261 §17.1.1.1), and whether the transport is reliable. */
export interface Timing {
  /** The estimated round-trip time. */
  readonly t1: number;
  /** The longest interval between retransmissions of a non-INVITE request or an INVITE response. */
  readonly t2: number;
  /** The longest time a message remains in the network. */
  readonly t4: number;
  /** On a reliable transport timers A, E and G do not run, and D, I, J and K are zero. */
  readonly reliable: boolean;
}

export const DEFAULT_TIMING: Timing = { t1: 500, t2: 4000, t4: 5000, reliable: true };

/** The delay of an automatic 100, milliseconds (RFC 3261 §17.2.1). */
export const TRYING_DELAY = 200;

/** The timer letters of the RFC, and `trying` for the 200 ms of §17.2.1. */
export type TimerName = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M' | 'trying';

export function transactionTimeout(timing: Timing): number {
  return 64 * timing.t1;
}

/** Timer D: at least 32 s on an unreliable transport, so that retransmitted responses get an ACK (RFC 3261 §17.1.1.2). */
export function waitD(timing: Timing): number {
  return timing.reliable ? 0 : Math.max(32_000, 64 * timing.t1);
}

/** Timers I and K. */
export function waitT4(timing: Timing): number {
  return timing.reliable ? 0 : timing.t4;
}

/** Timer J. */
export function waitJ(timing: Timing): number {
  return timing.reliable ? 0 : 64 * timing.t1;
}
