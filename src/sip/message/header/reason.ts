/**
 * Reason: why a request was sent or a call failed (RFC 3326 §2).
 * Subjects: Reason header field.
 */

import { parseParameterized } from './parameterized.js';
import { Params } from '../params.js';
import { isToken, parseDecimal, splitList } from '../scanner.js';

export interface Reason {
  /** Upper case: `SIP`, `Q.850`, `PREEMPTION`, … */
  readonly protocol: string;
  readonly cause: number | undefined;
  readonly text: string | undefined;
}

/** Returns all reasons of a header field value, without broken ones. */
export function parseReasons(text: string): Reason[] {
  const reasons: Reason[] = [];
  for (const element of splitList(text)) {
    const parts = parseParameterized(element);
    if (!parts || !isToken(parts.value)) continue;
    reasons.push({
      protocol: parts.value.toUpperCase(),
      cause: parseDecimal(parts.params.get('cause') ?? ''),
      text: parts.params.get('text') ?? undefined,
    });
  }
  return reasons;
}

/** Returns a Reason value. Throws TypeError for a protocol that is not a token or a text with a line break. */
export function printReason(reason: {
  protocol: string;
  cause?: number | undefined;
  text?: string | undefined;
}): string {
  if (!isToken(reason.protocol)) throw new TypeError('The protocol of a Reason must be a token');
  const params = new Params();
  if (reason.cause !== undefined) params.set('cause', `${reason.cause}`);
  if (reason.text !== undefined) params.set('text', reason.text, { quoted: true });
  return `${reason.protocol}${params.toString()}`;
}
