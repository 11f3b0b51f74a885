/** The body of NOTIFY in the package `refer`: the first line of a response, as `message/sipfrag` (RFC 3515 §2.4.5, RFC 3420). */

import { REASON_PHRASE } from '../../message/status.js';

export const REFER = { package: 'refer', contentType: 'message/sipfrag' } as const;

export interface SipFrag {
  /** 100 to 699. */
  statusCode: number;
  /** May be empty. */
  reasonPhrase: string;
}

/** Reads the status line that the body begins with; undefined where there is none. */
export function parseSipFrag(body: string): SipFrag | undefined {
  const end = body.search(/[\r\n]/);
  const line = end < 0 ? body : body.slice(0, end);
  const match = /^SIP\/2\.0[ \t]+([1-6][0-9]{2})(?:[ \t]+(.*))?$/i.exec(line.trim());
  return match ? { statusCode: Number(match[1]), reasonPhrase: match[2] ?? '' } : undefined;
}

/** Throws TypeError for a phrase of more than one line. */
export function printSipFrag(statusCode: number, reasonPhrase: string = REASON_PHRASE[statusCode] ?? ''): string {
  if (/[\r\n\0]/.test(reasonPhrase)) throw new TypeError('A reason phrase is one line');
  return `SIP/2.0 ${statusCode} ${reasonPhrase}\r\n`;
}
