/** The header fields without which nothing works: there, once, and whole (RFC 3261 §8.1.1, §16.3, §20). */

import type { Limits } from './limits.js';
import type { Message } from './message.js';
import { parseCSeq } from './header/cseq.js';
import { NameAddrHeader } from './name-addr.js';
import { IncomingRequest } from './request.js';
import { parseDecimal, splitList } from './scanner.js';

/** Why a message is not taken, with the status that says so where it is a request. */
export interface Fault {
  readonly statusCode: number;
  readonly reason: string;
}

const REQUIRED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'] as const;
const SINGLE = ['From', 'To', 'Call-ID', 'CSeq', 'Content-Length', 'Max-Forwards', 'Content-Type'] as const;

/** The first fault, or undefined: then `via`, `from`, `to`, `callId` and `cseq` are there. */
export function checkMessage(message: Message, limits: Readonly<Limits>): Fault | undefined {
  const { headers } = message;
  for (const name of REQUIRED) if (!headers.get(name)) return bad(`${name} is missing`);
  for (const name of SINGLE) if (headers.count(name) > 1) return bad(`${name} is there twice`);
  if (!message.via) return bad('Via is broken');
  if (!NameAddrHeader.parse(headers.get('From')!)) return bad('From is broken');
  if (!NameAddrHeader.parse(headers.get('To')!)) return bad('To is broken');
  const cseq = parseCSeq(headers.get('CSeq')!);
  if (!cseq) return bad('CSeq is broken');
  const length = headers.get('Content-Length');
  if (length !== undefined && parseDecimal(length) === undefined) return bad('Content-Length is no number');
  if (headers.values('Via').length > limits.viaCount) return { statusCode: 513, reason: 'Too many Via header fields' };
  return message instanceof IncomingRequest ? checkRequest(message, cseq.method) : undefined;
}

function checkRequest(request: IncomingRequest, method: string): Fault | undefined {
  if (request.method !== method) return bad('CSeq names another method');
  const { headers } = request;
  if (headers.has('Max-Forwards') && request.maxForwards === undefined)
    return bad('Max-Forwards is no number up to 255');
  // A request with a Contact that cannot be read would make a dialog or a binding that nobody can reach.
  for (const line of headers.getAll('Contact')) {
    if (line === '*') continue;
    if (!splitList(line).every((element) => NameAddrHeader.parse(element))) return bad('Contact is broken');
  }
  return undefined;
}

function bad(reason: string): Fault {
  return { statusCode: 400, reason };
}
