/**
 * Custom header fields of servers and callers, such as `X-Customer` (RFC 3261 §7.3.1 permits extension header fields).
 * Subjects: X- header fields of a call; custom header fields read; limits of custom header fields.
 */

import type { Headers } from '../../sip/message/headers.js';
import { cleanText } from './party.js';

/** Limits: further fields and longer names are skipped, longer values are cut. */
const MOST = 32;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 1024;

/** Returns the fields that begin with `X-`, names in lower case, the first of each name; undefined where there are none. */
export function customHeaders(headers: Headers): Readonly<Record<string, string>> | undefined {
  const found = new Map<string, string>();
  for (const [written, value] of headers.entries()) {
    const name = written.toLowerCase();
    if (!/^x-[\w.-]+$/.test(name) || name.length > LONGEST_NAME || found.has(name)) continue;
    found.set(name, cleanText(value, LONGEST_VALUE));
    if (found.size === MOST) break;
  }
  return found.size > 0 ? Object.fromEntries(found) : undefined;
}
