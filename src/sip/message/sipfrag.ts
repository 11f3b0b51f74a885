/**
 * `message/sipfrag` with the status line of a referred call (RFC 3420 §2, RFC 3515 §2.4.5).
 * Subjects: message/sipfrag; status line of a referred call.
 */

import { assertHeaderValue } from './headers.js';
import { REASON_PHRASE } from './status.js';

export const SIPFRAG = 'message/sipfrag;version=2.0';

export interface StatusFragment {
  readonly statusCode: number;
  readonly reasonPhrase: string;
}

/** Parses the status line of a fragment; undefined where there is none. */
export function parseSipfrag(body: string): StatusFragment | undefined {
  const match = /^SIP\/2\.0[ \t]+([1-6]\d\d)\b(?:[ \t]+([^\r\n]*))?/i.exec(body);
  return match === null ? undefined : { statusCode: Number(match[1]), reasonPhrase: match[2] ?? '' };
}

/** Returns a fragment with a status line. Throws TypeError for a reason phrase with CR, LF or NUL. */
export function printSipfrag(statusCode: number, reasonPhrase: string = REASON_PHRASE[statusCode] ?? ''): string {
  assertHeaderValue(reasonPhrase);
  return `SIP/2.0 ${statusCode} ${reasonPhrase}\r\n`;
}
