/** From how a session ended to how a person calls it (RFC 3261 §13 to §15 on the one side, `Cause` on the other). */

import type { SipErrorKind } from '../../sip/base/errors.js';
import { causes } from '../../sip/core/constants.js';
import { parseRetryAfter } from '../../sip/message/header/retry-after.js';
import type { SessionEnd } from '../../sip/session/state.js';
import type { End } from './call-state.js';
import { causeOfCancel, causeOfFailure } from '../failure-causes.js';
import { causeOfChallenge, causeOfError } from '../phone-error.js';
import type { CallState, Cause } from '../state.js';

/** Ends that the far person caused; the others came from the network or from us. */
const BY_PERSON: ReadonlySet<Cause> = new Set<Cause>(['busy', 'declined', 'no-answer', 'missed']);

const REFUSALS: ReadonlySet<SipErrorKind> = new Set<SipErrorKind>(['rejected', 'authentication']);

/** Nobody waits longer before a phone, seconds. */
const LONGEST_WAIT = 120;

/** The end of a call whose session ended without our having decided so. `before` is the call as it was. */
export function endOf(end: SessionEnd, before: CallState): End {
  const { statusCode, reasonPhrase } = end;
  const cause = causeOfEnd(end, before);
  return {
    cause,
    endedBy: end.endedBy === 'remote' && end.statusCode !== undefined && !BY_PERSON.has(cause) ? 'system' : end.endedBy,
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(reasonPhrase ? { reason: reasonPhrase } : {}),
    ...(cause === 'server-error' ? retryOf(end) : {}),
  };
}

/** When the server wants to be asked again, if that is worth waiting for. */
function retryOf({ message }: SessionEnd): Pick<End, 'retryAfter'> {
  const seconds = parseRetryAfter(message?.headers.get('Retry-After') ?? '')?.seconds;
  return seconds === undefined || seconds > LONGEST_WAIT ? {} : { retryAfter: Math.max(1, seconds) };
}

function causeOfEnd(end: SessionEnd, before: CallState): Cause {
  if (end.error?.challenge && end.cause !== causes.CANCELED) return causeOfChallenge(end.error.challenge);
  // A refusal says more than the error that was made of it.
  if (end.error && !REFUSALS.has(end.error.kind)) return causeOfError(end.error, wasRinging(before));
  if (end.cause === causes.BYE) return 'hung-up';
  if (end.cause === causes.CONNECTION_ERROR) return 'no-connection';
  if (end.cause === causes.RTP_TIMEOUT) return 'no-audio-path';
  if (end.cause === causes.NO_ACK || end.cause === causes.NO_PRACK) return 'timeout';
  // What follows is about a call that was not answered; one that was is not missed (RFC 5057 §5.1, RFC 3261 §12.2.1.2).
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
