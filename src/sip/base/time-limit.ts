/**
 * A time limit for a function of the application, whose promise may never settle.
 * Subjects: time limit of a function of the application.
 */

import type { Clock } from './clock.js';

interface TimeLimit {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly limit: number;
  /** Cancels the call. */
  readonly signal?: AbortSignal | undefined;
}

/** The function was canceled or did not settle in time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';

  constructor(readonly reason: 'canceled' | 'too-late') {
    super(reason);
  }
}

/**
 * Resolves or rejects with the result of `run`. Rejects with a TimeLimitError after `limit` ms, and when `signal` aborts. The
 * signal that `run` receives aborts when its result is no longer needed.
 */
export async function withTimeLimit<T>(
  run: (signal: AbortSignal) => T | Promise<T>,
  { clock, limit, signal }: TimeLimit,
): Promise<T> {
  if (signal?.aborted) throw new TimeLimitError('canceled');
  const over = new AbortController();
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const aborted = (): void => reject(new TimeLimitError('canceled'));
    const timer = clock.after(limit, () => reject(new TimeLimitError('too-late')));
    signal?.addEventListener('abort', aborted);
    stop = () => {
      timer.cancel();
      signal?.removeEventListener('abort', aborted);
    };
  });
  try {
    return await Promise.race([(async () => run(over.signal))(), ended]);
  } finally {
    stop();
    // No effect after `run` has settled.
    over.abort();
  }
}
