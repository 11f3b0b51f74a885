/**
 * CSeq: sequence number and method of a request (RFC 3261 §20.16, §8.1.1.5).
 * Subjects: CSeq, parsed.
 */

import { knownMethod } from '../method.js';
import { DIGIT, isToken, parseDecimal, skip, skipSpace } from '../scanner.js';

export interface CSeq {
  /** Below 2^31. */
  readonly sequence: number;
  readonly method: string;
}

/** Parses CSeq; undefined where the number is missing or not below 2^31, or the method is not a token. */
export function parseCSeq(text: string): CSeq | undefined {
  const end = text.length;
  const space = skip(text, 0, end, DIGIT);
  const sequence = parseDecimal(text.slice(0, space), 2 ** 31 - 1);
  const start = skipSpace(text, space, end);
  if (sequence === undefined || start === space) return undefined;
  const written = text.slice(start);
  const method = knownMethod(written) ?? (isToken(written) ? written : undefined);
  return method === undefined ? undefined : { sequence, method };
}

export function printCSeq(cseq: CSeq): string {
  return `${cseq.sequence} ${cseq.method}`;
}
