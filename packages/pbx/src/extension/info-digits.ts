/** Digits in the body of an INFO: `application/dtmf-relay` and `application/dtmf`, as telephones have long sent them (RFC 6086 §3 lets them). */

import type { IncomingRequest } from '../../../../src/sip/message/request.js';

const DIGIT = /^[0-9*#A-D]$/i;

/** The digit of an INFO, in a list; empty where there is none. */
export function digitsOf(request: IncomingRequest): string[] {
  const { contentType, body } = request;
  let digit: string | undefined;
  if (contentType === 'application/dtmf-relay') digit = /^\s*signal\s*=\s*(\S+)/im.exec(body.slice(0, 256))?.[1];
  else if (contentType === 'application/dtmf') digit = body.slice(0, 16).trim();
  if (digit === '10') digit = '*';
  if (digit === '11') digit = '#';
  return digit !== undefined && DIGIT.test(digit) ? [digit.toUpperCase()] : [];
}
