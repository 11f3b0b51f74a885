/** CSeq: the number of a request in its dialog, and its method (RFC 3261 §20.16, §8.1.1.5). */

import { knownMethod } from '../method.js';

export interface CSeq {
  /** Below 2^31. */
  readonly sequence: number;
  readonly method: string;
}

const CSEQ = /^(\d{1,20})[ \t]+([\w\-.!%*+`'~]+)$/;

/** Undefined where the number is missing or not below 2^31, or the method is no token. */
export function parseCSeq(text: string): CSeq | undefined {
  const match = CSEQ.exec(text);
  const sequence = match === null ? NaN : Number(match[1]);
  return sequence < 2 ** 31 ? { sequence, method: knownMethod(match![2]!) ?? match![2]! } : undefined;
}

export function printCSeq(cseq: CSeq): string {
  return `${cseq.sequence} ${cseq.method}`;
}
