/** How long to wait before the next attempt to connect (RFC 5626 §4.5): longer each time, and not all phones at once. */

/** Milliseconds before the first, second, … attempt after a failure; the last one goes on. */
export const DEFAULT_BACKOFF: readonly number[] = [1000, 2000, 4000, 8000, 15_000];

/** Part of the delay by which it may be shorter or longer. */
const JITTER = 0.2;

/** Delay in milliseconds after `failures` failures before this one; `random` gives [0, 1). */
export function reconnectDelay(failures: number, random: () => number, delays = DEFAULT_BACKOFF): number {
  const base = delays[Math.min(failures, delays.length - 1)] ?? 0;
  return Math.round(base * (1 - JITTER + 2 * JITTER * random()));
}
