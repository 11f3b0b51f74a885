/**
 * Digits in the body of an INFO: `application/dtmf-relay` and `application/dtmf`, which telephones send without an INFO package
 * (RFC 6086 §3 permits it).
 * Subjects: INFO digits at an extension.
 */

import type { IncomingRequest } from '../../../../src/sip/message/request.js';

const DIGIT = /^[0-9*#A-D]$/i;

/** Returns the digit of an INFO as a list, which is empty without a digit. */
export function digitsOf(request: IncomingRequest): string[] {
  const { contentType, body } = request;
  let digit: string | undefined;
  if (contentType === 'application/dtmf-relay') digit = /^\s*signal\s*=\s*(\S+)/im.exec(body.slice(0, 256))?.[1];
  else if (contentType === 'application/dtmf') digit = body.slice(0, 16).trim();
  if (digit === '10') digit = '*';
  if (digit === '11') digit = '#';
  return digit !== undefined && DIGIT.test(digit) ? [digit.toUpperCase()] : [];
}
