/** CSeq: the number of a request in its dialog, and its method (RFC 3261 §20.16, §8.1.1.5). */

import { internMethod } from '../method.js';
import { DIGIT, TOKEN, skip, skipSpace, trimEnd } from '../scanner.js';

export interface CSeq {
  /** Below 2^31. */
  readonly sequence: number;
  readonly method: string;
}

/** Undefined where the number is missing or not below 2^31, or the method is no token. */
export function parseCSeq(text: string): CSeq | undefined {
  const end = trimEnd(text, 0, text.length);
  const start = skipSpace(text, 0, end);
  const digits = skip(text, start, end, DIGIT);
  const method = skipSpace(text, digits, end);
  if (digits === start || method === digits || method === end || skip(text, method, end, TOKEN) !== end)
    return undefined;
  let sequence = 0;
  for (let i = start; i < digits; i++) {
    sequence = sequence * 10 + text.charCodeAt(i) - 0x30;
    if (sequence >= 2 ** 31) return undefined;
  }
  return { sequence, method: internMethod(text.slice(method, end)) };
}

export function printCSeq(cseq: CSeq): string {
  return `${cseq.sequence} ${cseq.method}`;
}
