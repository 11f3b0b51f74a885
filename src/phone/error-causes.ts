/**
 * Converts an error of the media or of the SIP stack into the cause and the `PhoneError` of the phone.
 * Subjects: error to cause; device error to cause; challenge that was not answered, cause; refused message, cause.
 */

import { DeviceError, type DeviceErrorReason } from '../media/errors.js';
import { messageOf, type ChallengeOutcome, type SipError } from '../sip/base/errors.js';
import { isLocalResponse } from '../sip/core/local-response.js';
import { whyUnanswered } from '../sip/digest/unanswered.js';
import type { IncomingResponse } from '../sip/message/response.js';
import { PhoneError } from './phone-error.js';
import { causeOfFailure } from './failure-causes.js';
import type { Cause } from './state.js';

const BY_DEVICE: Readonly<Record<DeviceErrorReason, Cause>> = {
  denied: 'microphone-denied',
  missing: 'microphone-missing',
  insecure: 'microphone-insecure',
  'blocked-by-frame': 'microphone-frame',
  'blocked-by-sandbox': 'microphone-sandbox',
  'blocked-by-policy': 'microphone-policy',
  'in-use': 'microphone-missing',
  unsupported: 'no-webrtc',
  unknown: 'failed',
};

/** Returns the cause for an error of the media or the SIP stack. `rang`: a 180 was received before. */
export function causeOfError(error: unknown, rang = false): Cause {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof DeviceError) return BY_DEVICE[at.reason];
  }
  const { kind, statusCode, challenge } = error as Partial<SipError>;
  if (challenge) return causeOfChallenge(challenge);
  if (kind === 'transport') return 'no-connection';
  if (kind === 'timeout') return rang ? 'no-answer' : 'timeout';
  if (kind === 'authentication') return 'not-allowed';
  if (kind === 'canceled') return 'already-ended';
  if (kind === 'media') return 'incompatible';
  return statusCode === undefined ? 'failed' : causeOfFailure({ statusCode, rang });
}

/** Throws a `PhoneError` for the local 503 of a request that was sent over a broken connection, or over none. */
export function checkConnected(response: IncomingResponse): void {
  if (response.statusCode === 503 && isLocalResponse(response)) throw new PhoneError('no-connection');
}

/** Throws a `PhoneError` with its cause for a response that is no 2xx. */
export function checkAccepted(response: IncomingResponse): void {
  checkConnected(response);
  const { statusCode } = response;
  const challenge = whyUnanswered(response);
  if (challenge) throw new PhoneError(causeOfChallenge(challenge), { statusCode });
  if (statusCode >= 300) throw new PhoneError(causeOfFailure({ statusCode, rang: false }), { statusCode });
}

/** Returns the cause of a request that failed as its challenge was not answered. */
export function causeOfChallenge(outcome: ChallengeOutcome): Cause {
  return outcome === 'withheld' ? 'password-withheld' : 'password-unavailable';
}

/** Converts a thrown value to a `PhoneError`. */
export function phoneError(error: unknown): PhoneError {
  if (error instanceof PhoneError) return error;
  const statusCode = (error as Partial<SipError> | undefined)?.statusCode;
  return new PhoneError(causeOfError(error), { statusCode, detail: messageOf(error), cause: error });
}
