/**
 * The waiting times between attempts to connect (RFC 5626 §4.5).
 * Subjects: reconnection intervals; wait between attempts to connect; longest wait during a call; blocked server, for how long.
 */

import { RetryDelay } from '../base/retry-delay.js';

/** Milliseconds before the first, second, … attempt after a failure; the last value repeats. */
export const DEFAULT_BACKOFF: readonly number[] = [1000, 2000, 4000, 8000, 15_000];

/** The longest wait while there is a call, milliseconds, before jitter of 20 %: with the wait for a server that starts, signalling is back within 2 s. */
export const LONGEST_IN_CALL = 1300;

/** The shortest time that a server is blocked after the first, second, … consecutive refusal, milliseconds, even where Retry-After is shorter. */
const LEAST_BLOCK: readonly number[] = [5000, 10_000, 20_000, 40_000, 60_000];
/** The longest Retry-After that is followed, milliseconds. */
const LONGEST_BLOCK = 3_600_000;

/** Creates the back-off for the consecutive refusals of one server. */
export const newRefusals = (random: () => number): RetryDelay => new RetryDelay(LEAST_BLOCK, random, LONGEST_BLOCK);
