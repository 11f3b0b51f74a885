/** Why a 401 or 407 reached its request's owner unanswered, kept beside the response (RFC 3261 §8.1.3.5). */

import type { ChallengeOutcome } from '../base/errors.js';
import type { IncomingResponse } from '../message/response.js';
import type { WithheldReason } from './policy.js';

/** A challenge that was not answered, for an application and a log: nothing secret is in it, but what the network wrote is. */
export interface WithheldChallenge {
  /** Of the request that was challenged. */
  readonly method: string;
  readonly statusCode: number;
  readonly scheme: 'Digest' | 'Bearer';
  readonly realm: string;
  readonly reason: WithheldReason;
  /** Whether the request belongs to a dialog. */
  readonly inDialog: boolean;
  readonly callId: string;
}

const noted = new WeakMap<IncomingResponse, ChallengeOutcome>();

export function noteUnanswered(response: IncomingResponse, why: ChallengeOutcome): void {
  noted.set(response, why);
}

/** Undefined where credentials were missing or refused, and for every other response. */
export function whyUnanswered(response: IncomingResponse | undefined): ChallengeOutcome | undefined {
  return response && noted.get(response);
}

/** The same as an option of a SipError. */
export function challengeOf(response: IncomingResponse): { challenge?: ChallengeOutcome } {
  const challenge = noted.get(response);
  return challenge ? { challenge } : {};
}
