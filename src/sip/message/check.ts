/** The header fields without which nothing works: there, once, and whole (RFC 3261 §8.1.1, §16.3, §20). */

import type { Head } from './head.js';
import { CALL_ID, CONTACT, CONTENT_LENGTH, CONTENT_TYPE, CSEQ, FROM, MAX_FORWARDS, TO, VIA } from './header-names.js';
import type { Limits } from './limits.js';
import type { Message } from './message.js';
import { IncomingRequest } from './request.js';
import { parseDecimal } from './scanner.js';

/** Why a message is not taken, with the status that says so where it is a request. */
export interface Fault {
  readonly statusCode: number;
  readonly reason: string;
}

/** Fields that must not be there twice: which would be meant? */
const SINGLE = bits(FROM, TO, CALL_ID, CSEQ, MAX_FORWARDS, CONTENT_LENGTH, CONTENT_TYPE);

function bits(...slots: number[]): number {
  return slots.reduce((sum, slot) => sum | (1 << slot), 0);
}

/** The first fault, or undefined: then `via`, `from`, `to`, `callId` and `cseq` are there. */
export function checkMessage(message: Message, head: Head, limits: Readonly<Limits>): Fault | undefined {
  const { first, repeated } = head;
  if ((repeated & SINGLE) !== 0) return bad('A header field that must be single is there twice');
  if (!first[CALL_ID]) return bad('Call-ID is missing');
  if (!message.via) return bad('Via is missing or broken');
  if (!message.findFrom()) return bad('From is missing or broken');
  if (!message.findTo()) return bad('To is missing or broken');
  const cseq = message.findCSeq();
  if (!cseq) return bad('CSeq is missing or broken');
  const length = first[CONTENT_LENGTH];
  if (length !== undefined && parseDecimal(length) === undefined) return bad('Content-Length is no number');
  if ((repeated & (1 << VIA)) !== 0 || first[VIA]!.length > limits.viaCount) {
    const count = message.headers.values('Via').length;
    if (count > limits.viaCount) return { statusCode: 513, reason: 'Too many Via header fields' };
  }
  return message instanceof IncomingRequest ? checkRequest(message, first, cseq.method) : undefined;
}

function checkRequest(request: IncomingRequest, first: Head['first'], method: string): Fault | undefined {
  if (request.method !== method) return bad('CSeq names another method');
  if (first[MAX_FORWARDS] !== undefined && request.maxForwards === undefined)
    return bad('Max-Forwards is no number up to 255');
  // A request with a Contact that cannot be read would make a dialog or a binding that nobody can reach.
  if (first[CONTACT] === undefined || first[CONTACT] === '*') return undefined;
  return request.contacts.length === request.headers.values('Contact').length ? undefined : bad('Contact is broken');
}

function bad(reason: string): Fault {
  return { statusCode: 400, reason };
}
