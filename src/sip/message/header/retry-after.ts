/**
 * Retry-After: when a request may be retried (RFC 3261 §20.33).
 * Subjects: Retry-After header field, parsed.
 */

import { Params } from '../params.js';
import { DIGIT, parseDecimal, skip, skipQuoted, skipSpace } from '../scanner.js';

export interface RetryAfter {
  /** Seconds. */
  readonly seconds: number;
  /** How long the service will then be available, in seconds. */
  readonly duration: number | undefined;
  readonly comment: string | undefined;
}

export function parseRetryAfter(text: string): RetryAfter | undefined {
  const start = skipSpace(text, 0, text.length);
  const after = skip(text, start, text.length, DIGIT);
  const seconds = parseDecimal(text.slice(start, after), 2 ** 32 - 1);
  if (seconds === undefined) return undefined;
  const open = skipSpace(text, after, text.length);
  const close = text.charCodeAt(open) === 0x28 ? endOfComment(text, open) : open;
  const params = new Params();
  if (close < 0 || !params.read(text, close)) return undefined;
  return {
    seconds,
    duration: parseDecimal(params.get('duration') ?? ''),
    comment: close > open ? text.slice(open + 1, close - 1) : undefined,
  };
}

/** Returns the index after the comment at `open`, or -1 where it is not closed; comments nest (RFC 3261 §25.1). */
function endOfComment(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) {
      const after = skipQuoted(text, i, text.length);
      if (after < 0) return -1;
      i = after - 1;
    } else if (code === 0x28) depth++;
    else if (code === 0x29 && --depth === 0) return i + 1;
  }
  return -1;
}
