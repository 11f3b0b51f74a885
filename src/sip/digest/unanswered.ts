/**
 * Records, per response, why a 401 or 407 was not answered (RFC 3261 §8.1.3.5), and makes the error of a rejected request.
 * Subjects: challenge not answered, reason.
 */

import { SipError, type ChallengeOutcome, type SipErrorKind } from '../base/errors.js';
import type { IncomingResponse } from '../message/response.js';
import type { WithheldReason } from './policy.js';

/** A challenge that was not answered. Contains no secret, but unverified text from the network. */
export interface WithheldChallenge {
  /** The method of the challenged request. */
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

/** Returns why a challenge was not answered; undefined where credentials were missing or rejected, and for other responses. */
export function whyUnanswered(response: IncomingResponse | undefined): ChallengeOutcome | undefined {
  return response && noted.get(response);
}

/** The error of a rejected request, with the result of `whyUnanswered`. */
export function rejection(kind: SipErrorKind, response: IncomingResponse, text: string): SipError {
  const { statusCode, reasonPhrase } = response;
  const challenge = noted.get(response);
  return new SipError(kind, text, { statusCode, reasonPhrase, ...(challenge && { challenge }) });
}
