/**
 * Maps the end of a SIP session (RFC 3261 §13 to §15) to the end of a call with its `Cause`.
 * Subjects: cause of the end of a call; calling again after Retry-After; limit of an unconfirmed hang-up; longest Retry-After
 * that is awaited; remote hang-up or local, cause; 4 s limit of a hang-up.
 */

import { defined } from '../../sip/base/defined.js';
import type { SipErrorKind } from '../../sip/base/errors.js';
import { causes } from '../../sip/core/constants.js';
import { retryAfterOf } from '../../sip/core/retry-after.js';
import type { SessionEnd } from '../../sip/session/state.js';
import type { End } from './call-state.js';
import { cleanText } from './party.js';
import { causeOfCancel, causeOfFailure } from '../failure-causes.js';
import { causeOfChallenge, causeOfError } from '../error-causes.js';
import type { AccountState, CallState, Cause } from '../state.js';

/** Time that the remote party has to confirm the end of a call, ms. */
export const ENDING_LIMIT = 4000;

/** Causes by the remote user; other causes come from the network or from this phone. */
const BY_PERSON: ReadonlySet<Cause> = new Set<Cause>(['busy', 'declined', 'no-answer', 'missed']);

const REFUSALS: ReadonlySet<SipErrorKind> = new Set<SipErrorKind>(['rejected', 'authentication']);

/** The longest Retry-After that the phone waits for, seconds. */
const LONGEST_WAIT = 120;
/** The same where the callee, not a server, asks for it (RFC 3261 §21.4.18). */
const LONGEST_WAIT_FOR_CALLEE = 10;

/** Returns the end of a call whose session was not ended locally. `before`: the state of the call before; `account`: of its account. */
export function endOf(end: SessionEnd, before: CallState, account: AccountState): End {
  const { statusCode, reasonPhrase } = end;
  const cause = causeOfEnd(end, before, account);
  return {
    cause,
    endedBy: end.endedBy === 'remote' && end.statusCode !== undefined && !BY_PERSON.has(cause) ? 'system' : end.endedBy,
    ...defined({
      statusCode,
      reason: reasonPhrase ? cleanText(reasonPhrase) : undefined,
      retryAfter: cause === 'server-error' || statusCode === 480 ? redialDelayOf(end) : undefined,
    }),
  };
}

/** Returns the delay of Retry-After in seconds, where it is short enough to wait. */
function redialDelayOf({ message, statusCode }: SessionEnd): number | undefined {
  const longest = statusCode === 480 ? LONGEST_WAIT_FOR_CALLEE : LONGEST_WAIT;
  const seconds = retryAfterOf(message);
  return seconds === undefined || seconds > longest ? undefined : Math.max(1, seconds);
}

function causeOfEnd(end: SessionEnd, before: CallState, account: AccountState): Cause {
  if (end.error?.challenge && end.cause !== causes.CANCELED) {
    const cause = causeOfChallenge(end.error.challenge);
    // Without an accepted REGISTER no realm is known: the challenge is most likely that of the server itself.
    const isRefused = account.status === 'refused' && !account.challenge;
    return cause === 'password-withheld' && isRefused ? 'sign-in-refused' : cause;
  }
  // A final response is more specific than the error made of it.
  if (end.error && !REFUSALS.has(end.error.kind)) return causeOfError(end.error, wasRinging(before));
  if (end.cause === causes.BYE) return 'hung-up';
  if (end.cause === causes.CONNECTION_ERROR) return 'no-connection';
  if (end.cause === causes.RTP_TIMEOUT) return 'no-audio-path';
  // The status names what a proxy knows of the remote party, not why a call that was answered ended (RFC 5057 §5.1).
  if (end.cause === causes.DIALOG_ERROR && end.statusCode !== 481) return 'connection-lost';
  if (end.cause === causes.NO_ACK || end.cause === causes.NO_PRACK) return 'timeout';
  // Failure causes apply to unanswered calls; an answered call cannot be missed (RFC 5057 §5.1, RFC 3261 §12.2.1.2).
  if (wasAnswered(before)) return causeOfFailure({ statusCode: end.statusCode, reasons: end.reasons, rang: false });
  if (before.direction === 'incoming') return end.statusCode === 488 ? 'incompatible' : causeOfCancel(end.reasons);
  return causeOfFailure({ statusCode: end.statusCode, reasons: end.reasons, rang: wasRinging(before) });
}

function wasAnswered(call: CallState): boolean {
  return 'answeredAt' in call && call.answeredAt !== undefined;
}

function wasRinging(call: CallState): boolean {
  return call.status === 'ringing' || call.status === 'early';
}
