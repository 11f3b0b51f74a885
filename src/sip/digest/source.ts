/** Calls the credentials function of an application with a time limit (RFC 3261 §22). */

import type { Clock } from '../base/clock.js';
import type { ChallengeInfo, Credentials, CredentialsFunction } from './credentials.js';

/** The credentials function failed, timed out or was canceled; a later call may succeed. */
export class CredentialsUnavailable extends Error {
  override readonly name = 'CredentialsUnavailable';
}

/** The time limit of a credentials function, milliseconds. */
export const SOURCE_LIMIT = 30_000;

/**
 * Resolves with the result of the function. Rejects with CredentialsUnavailable when it throws or rejects, after 30 s, and
 * when `signal` aborts. The exception is not passed on, as it may contain a secret.
 */
export async function askSource(
  source: CredentialsFunction,
  info: Omit<ChallengeInfo, 'signal'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal | undefined },
): Promise<Credentials | undefined> {
  const over = new AbortController();
  const given = signal ?? over.signal;
  if (given.aborted) throw new CredentialsUnavailable('The request was canceled');
  let stop = (): void => undefined;
  const limit = new Promise<never>((_, reject) => {
    const end = (why: string): void => reject(new CredentialsUnavailable(why));
    const aborted = (): void => end('The request was canceled');
    const timer = clock.after(SOURCE_LIMIT, () =>
      end(`The credentials source did not answer in ${SOURCE_LIMIT / 1000} s`),
    );
    given.addEventListener('abort', aborted);
    stop = () => {
      timer.cancel();
      given.removeEventListener('abort', aborted);
    };
  });
  const asked = (async () => source({ ...info, signal: over.signal }))().catch((error: unknown) => {
    const name = error instanceof Error ? error.name : typeof error;
    throw new CredentialsUnavailable(`The credentials source failed (${name})`);
  });
  try {
    return await Promise.race([asked, limit]);
  } finally {
    stop();
    // Tells the function that its result is no longer needed; no effect after it has settled.
    over.abort();
  }
}
