/**
 * Calls the credentials function of an application with a time limit (RFC 3261 §22).
 * Subjects: credentials function called; time limit of the credentials function.
 */

import type { Clock } from '../base/clock.js';
import { TimeLimitError, withTimeLimit } from '../base/time-limit.js';
import type { RealmChallenges } from './challenge.js';
import type { ChallengeInfo, Credentials, CredentialsFunction } from './credentials.js';

/** The credentials function failed, timed out or was canceled; a later call may succeed. */
export class CredentialsUnavailable extends Error {
  override readonly name = 'CredentialsUnavailable';
}

/** The time limit of a credentials function, milliseconds. */
const SOURCE_LIMIT = 30_000;

/**
 * Resolves with the result of the function. Rejects with CredentialsUnavailable when it throws or rejects, after 30 s, and
 * when `signal` aborts. The exception is not passed on, as it may contain a secret.
 */
export async function askSource(
  source: CredentialsFunction,
  info: Omit<ChallengeInfo, 'signal'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal | undefined },
): Promise<Credentials | undefined> {
  const ask = (over: AbortSignal): ReturnType<CredentialsFunction> => source({ ...info, signal: over });
  try {
    return await withTimeLimit(ask, { clock, limit: SOURCE_LIMIT, signal });
  } catch (error) {
    throw new CredentialsUnavailable(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof TimeLimitError))
    return `The credentials source failed (${error instanceof Error ? error.name : typeof error})`;
  return error.reason === 'canceled'
    ? 'The request was canceled'
    : `The credentials source did not answer in ${SOURCE_LIMIT / 1000} s`;
}

/** Returns the data of a challenge for the credentials function. `refused`: its last credentials were rejected. */
export function infoOf(challenged: RealmChallenges, refused: boolean): Omit<ChallengeInfo, 'signal'> {
  const [best] = challenged.challenges;
  const bearer = best?.scheme === 'Bearer' ? best : undefined;
  return {
    scheme: bearer ? 'Bearer' : 'Digest',
    realm: challenged.realm,
    algorithm: best?.scheme === 'Digest' ? best.algorithm : undefined,
    proxy: challenged.proxy,
    refused,
    authzServer: bearer?.authzServer,
    scope: bearer?.scope,
  };
}
