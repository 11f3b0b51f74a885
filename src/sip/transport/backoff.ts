/** How long to wait before the next attempt to connect (RFC 5626 §4.5): longer each time, and not all phones at once. */

import { RetryDelay } from '../base/retry-delay.js';

/** Milliseconds before the first, second, … attempt after a failure; the last one goes on. */
export const DEFAULT_BACKOFF: readonly number[] = [1000, 2000, 4000, 8000, 15_000];

/** Milliseconds for which a server that refused is left alone at least, whatever its Retry-After says: the first, second, … time in a row. */
const LEAST_BLOCK: readonly number[] = [5000, 10_000, 20_000, 40_000, 60_000];
/** No server keeps a phone away for longer than this by one word, milliseconds. */
const LONGEST_BLOCK = 3_600_000;

/** The refusals of one server in a row. */
export const newRefusals = (random: () => number): RetryDelay => new RetryDelay(LEAST_BLOCK, random, LONGEST_BLOCK);
