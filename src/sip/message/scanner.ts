/**
 * Scans SIP text: character classes, white space, quoted strings and lists (RFC 3261 §25.1).
 * Subjects: quoted strings; comma-separated lists; token characters; character classes.
 */

/** `token` of RFC 3261 §25.1. */
export const TOKEN = 1;
/** An unquoted parameter value: all but white space, controls and `" , ; < >`. */
export const VALUE = 2;
/** URI text: all but white space, controls and `" < >`. */
export const URI_TEXT = 4;
/** An unquoted display name: tokens and white space. */
export const NAME = 8;
export const DIGIT = 16;

/** The classes that include all non-ASCII characters. */
const BEYOND_ASCII = NAME | VALUE | URI_TEXT;

const CLASS = new Uint8Array(128);

function mark(bit: number, characters: string): void {
  for (let i = 0; i < characters.length; i++) CLASS[characters.charCodeAt(i)]! |= bit;
}

const DIGITS = '0123456789';
const TOKENS = `${DIGITS}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.!%*_+\`'~`;
mark(DIGIT, DIGITS);
mark(TOKEN, TOKENS);
mark(NAME, `${TOKENS} \t`);
for (let code = 0x21; code < 0x7f; code++) {
  const character = String.fromCharCode(code);
  if (!'"<>'.includes(character)) mark(URI_TEXT, character);
  if (!'",;<>'.includes(character)) mark(VALUE, character);
}

/**
 * Returns the first index at or after `from` (at most `end`) whose character is not in the class. Non-ASCII characters are
 * in NAME, VALUE and URI_TEXT.
 */
export function skip(text: string, from: number, end: number, bit: number): number {
  let i = from;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 ? (CLASS[code]! & bit) === 0 : (bit & BEYOND_ASCII) === 0) break;
  }
  return i;
}

/** Returns the first index at or after `from` (at most `end`) that is neither space nor tab. */
export function skipSpace(text: string, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x09) break;
    i++;
  }
  return i;
}

/** Returns the index after the last character of `text[from, end)` that is neither space nor tab. */
export function trimEnd(text: string, from: number, end: number): number {
  let i = end;
  while (i > from) {
    const code = text.charCodeAt(i - 1);
    if (code !== 0x20 && code !== 0x09) break;
    i--;
  }
  return i;
}

/** Returns `text[from, end)` without surrounding white space. */
export function trimmed(text: string, from: number, end: number): string {
  const start = skipSpace(text, from, end);
  return text.slice(start, trimEnd(text, start, end));
}

/** Whether a text is not empty and all characters are in one class. */
export function isAll(text: string, bit: number): boolean {
  return text.length > 0 && skip(text, 0, text.length, bit) === text.length;
}

export function isToken(text: string): boolean {
  return isAll(text, TOKEN);
}

/** Returns the index after the quoted string that begins at `open`, or -1 where it is not closed (RFC 3261 §25.1). */
export function skipQuoted(text: string, open: number, end: number): number {
  const close = text.indexOf('"', open + 1);
  if (close < 0 || close >= end) return -1;
  if (text.charCodeAt(close - 1) !== 0x5c) return close + 1;
  for (let i = open + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code === 0x5c) i++;
  }
  return -1;
}

/** Returns the content of the quoted string `text[start, end)` with quoted pairs resolved; other text unchanged. */
export function unquote(text: string, start = 0, end = text.length): string {
  if (text.charCodeAt(start) !== 0x22) return text.slice(start, end);
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? inner.replace(/\\([^])/g, '$1') : inner;
}

/**
 * Returns a quoted string; quotes, backslashes and controls become quoted pairs (RFC 3261 §25.1). Throws TypeError for CR
 * or LF, which a quoted string cannot contain.
 */
export function quote(content: string): string {
  if (/[\r\n]/.test(content)) throw new TypeError('A quoted string cannot hold a line break');
  // oxlint-disable-next-line no-control-regex -- escapes control characters
  return `"${content.replace(/["\\\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '\\$&')}"`;
}

const NOTHING: readonly string[] = [];

/** Splits a list at `separator` outside quoted strings and angle brackets; trims the elements and keeps empty ones. */
export function splitElements(text: string, separator = ','): string[] {
  const elements: string[] = [];
  const end = text.length;
  let start = 0;
  let i = 0;
  // Searches again only after the last match was passed, so that the time stays linear.
  let quote = text.indexOf('"');
  let bracket = text.indexOf('<');
  for (;;) {
    const next = text.indexOf(separator, i);
    if (next < 0) break;
    if (quote >= 0 && quote < i) quote = text.indexOf('"', i);
    if (bracket >= 0 && bracket < i) bracket = text.indexOf('<', i);
    if (quote >= 0 && quote < next && (bracket < 0 || quote < bracket)) {
      i = skipQuoted(text, quote, end);
      if (i < 0) break;
    } else if (bracket >= 0 && bracket < next) {
      i = text.indexOf('>', bracket);
      if (i < 0) break;
    } else {
      elements.push(trimmed(text, start, next));
      start = i = next + 1;
    }
  }
  elements.push(trimmed(text, start, end));
  return elements;
}

/** Returns the non-empty elements of a comma-separated header field value (RFC 3261 §7.3.1). */
export function splitList(text: string): readonly string[] {
  if (text.indexOf(',') < 0) return text === '' ? NOTHING : [text];
  return splitElements(text).filter((element) => element !== '');
}

/** Parses a number of decimal digits; undefined for other text and for values above `limit`. */
export function parseDecimal(text: string, limit = Number.MAX_SAFE_INTEGER): number | undefined {
  const end = text.length;
  if (end === 0 || end > 20 || skip(text, 0, end, DIGIT) < end) return undefined;
  const value = Number(text);
  return value <= limit ? value : undefined;
}
