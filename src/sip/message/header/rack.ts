/**
 * RSeq and RAck: reliable provisional responses (RFC 3262 §7.1, §7.2).
 * Subjects: RAck; RSeq.
 */

import { parseDecimal } from '../scanner.js';
import { parseCSeq, type CSeq } from './cseq.js';

/** The reliable provisional response that a PRACK acknowledges. */
export interface RAck {
  readonly rseq: number;
  readonly cseq: CSeq;
}

export function parseRSeq(text: string): number | undefined {
  const rseq = parseDecimal(text.trim(), 2 ** 32 - 1);
  return rseq === 0 ? undefined : rseq;
}

export function parseRAck(text: string): RAck | undefined {
  const trimmed = text.trim();
  const space = trimmed.search(/[ \t]/);
  if (space < 0) return undefined;
  const rseq = parseRSeq(trimmed.slice(0, space));
  const cseq = parseCSeq(trimmed.slice(space).trimStart());
  return rseq === undefined || cseq === undefined ? undefined : { rseq, cseq };
}

export function printRAck(rack: RAck): string {
  return `${rack.rseq} ${rack.cseq.sequence} ${rack.cseq.method}`;
}
