/**
 * Prints a message (RFC 3261 §7, §20.14).
 * Subjects: printer of messages; Content-Length, written.
 */

import { byteLength } from './bytes.js';
import type { Headers } from './headers.js';

// oxlint-disable-next-line no-control-regex -- forbidden characters
const BREAK = /[\0\r\n]/;

/** The printed parts of a message. */
export interface Printable {
  readonly startLine: string;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * Returns the text of a message, with Content-Length as the bytes of the body in UTF-8. Throws TypeError for a start line
 * with a line break or NUL; header values were checked when they were set.
 */
export function printMessage(message: Printable): string {
  const { startLine, headers, body } = message;
  if (BREAK.test(startLine)) throw new TypeError('A start line must not hold CR, LF or NUL');
  return `${startLine}\r\n${headers.print('Content-Length')}Content-Length: ${byteLength(body)}\r\n\r\n${body}`;
}
