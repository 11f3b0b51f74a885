/** Message → text: the only place that writes CRLF (RFC 3261 §7, §20.14). */

import { byteLength } from './bytes.js';
import type { Headers } from './headers.js';

// oxlint-disable-next-line no-control-regex -- what must not be there
const BREAK = /[\0\r\n]/;

/** What the printer needs to know of a message. */
export interface Printable {
  readonly startLine: string;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * The text of a message, with Content-Length set to the bytes of the body in UTF-8. Throws TypeError for a start line with
 * a line break or a NUL in it; header values have been checked as they were set.
 */
export function printMessage(message: Printable): string {
  const { startLine, headers, body } = message;
  if (BREAK.test(startLine)) throw new TypeError('A start line must not hold CR, LF or NUL');
  return `${startLine}\r\n${headers.print('Content-Length')}Content-Length: ${byteLength(body)}\r\n\r\n${body}`;
}
