/**
 * Checks that the mandatory header fields are present, single and valid (RFC 3261 §8.1.1, §16.3, §20).
 * Subjects: mandatory header fields; repeated header fields that must be single.
 */

import { badRequest, type Fault } from './fault.js';
import { CALL_ID, CONTACT, CONTENT_LENGTH, CONTENT_TYPE, CSEQ, FROM, MAX_FORWARDS, TO } from './header-names.js';
import type { Limits } from './limits.js';
import type { Message } from './message.js';
import { IncomingRequest } from './request.js';
import { parseDecimal } from './scanner.js';
import type { Typed } from './typed.js';

/** Fields that must not be repeated. */
const SINGLE = bits(FROM, TO, CALL_ID, CSEQ, MAX_FORWARDS, CONTENT_LENGTH, CONTENT_TYPE);

/** The length of the shortest Via, `SIP/2.0/X h`. */
const SHORTEST_VIA = 11;

function bits(...slots: number[]): number {
  return slots.reduce((sum, slot) => sum | (1 << slot), 0);
}

/** Returns the first fault; without one, `via`, `from`, `to`, `callId` and `cseq` are valid. */
export function checkMessage(
  message: Message,
  typed: Typed,
  viaLength: number,
  limits: Readonly<Limits>,
): Fault | undefined {
  const { first, repeated, cseq } = typed;
  if ((repeated & SINGLE) !== 0) return badRequest('A header field that may occur once occurs twice');
  if (!first[CALL_ID]) return badRequest('Call-ID is missing');
  if (!typed.via) return badRequest('Via is missing or malformed');
  if (!typed.from) return badRequest('From is missing or malformed');
  if (!typed.to) return badRequest('To is missing or malformed');
  if (!cseq) return badRequest('CSeq is missing or malformed');
  const length = first[CONTENT_LENGTH];
  if (length !== undefined && parseDecimal(length) === undefined) return badRequest('Content-Length is not a number');
  if (viaLength > SHORTEST_VIA * limits.viaCount && message.headers.values('Via').length > limits.viaCount) {
    return { statusCode: 513, reason: 'Too many Via header fields' };
  }
  if (!(message instanceof IncomingRequest)) return undefined;
  if (message.method !== cseq.method) return badRequest('The method of CSeq differs from the request');
  const hops = first[MAX_FORWARDS];
  if (hops !== undefined && parseDecimal(hops, 255) === undefined)
    return badRequest('Max-Forwards is not a number from 0 to 255');
  // A broken Contact would create a dialog or binding without a usable target.
  return first[CONTACT] !== undefined && message.contactsBroken ? badRequest('Contact is malformed') : undefined;
}
