/** Asking a credentials function, which an application wrote and which may fail or never settle. */

import type { Clock } from '../base/clock.js';
import type { ChallengeInfo, Credentials, CredentialsFunction } from './credentials.js';

/** The source failed, took too long, or was given up: what it would have said is not known, and it may say it later. */
export class CredentialsUnavailable extends Error {
  override readonly name = 'CredentialsUnavailable';
}

/** How long a credentials function may take, milliseconds. */
export const SOURCE_LIMIT = 30_000;

/**
 * Resolves with what the function finds. Rejects with CredentialsUnavailable when it throws or rejects, after 30 s, and when
 * `signal` aborts. What it throws is not passed on, as a secret may be in it.
 */
export async function askSource(
  source: CredentialsFunction,
  info: Omit<ChallengeInfo, 'signal'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal | undefined },
): Promise<Credentials | undefined> {
  const over = new AbortController();
  const given = signal ?? over.signal;
  if (given.aborted) throw new CredentialsUnavailable('The request was given up');
  let stop = (): void => undefined;
  const limit = new Promise<never>((_, reject) => {
    const end = (why: string): void => reject(new CredentialsUnavailable(why));
    const aborted = (): void => end('The request was given up');
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
    // Tells the source that nobody waits any more; of no effect where it has answered.
    over.abort();
  }
}
