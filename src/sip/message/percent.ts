/**
 * Percent-encoding of URIs (RFC 3261 §19.1.2, RFC 3986 §2.1).
 * Subjects: percent-encoding.
 */

/** Characters to escape in `user`: all but unreserved and user-unreserved (RFC 3261 §25.1). */
export const USER_SAFE = /[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/gu;
/** Characters to escape in `password`. */
export const PASSWORD_SAFE = /[^A-Za-z0-9\-_.!~*'()&=+$,]/gu;
/** Characters to escape in `paramchar`. */
export const PARAM_SAFE = /[^A-Za-z0-9\-_.!~*'()[\]/:&+$]/gu;
/** Characters to escape in `hname` and `hvalue`. */
export const HEADER_SAFE = /[^A-Za-z0-9\-_.!~*'()[\]/?:+$]/gu;

function escapeOne(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 128) return `%${code < 16 ? '0' : ''}${code.toString(16).toUpperCase()}`;
  // A lone surrogate has no UTF-8 form.
  return code >= 0xd800 && code <= 0xdfff ? '%EF%BF%BD' : encodeURIComponent(character);
}

/** Escapes every character that matches `unsafe` (one of the sets above), as UTF-8 octets. */
export function encodePercent(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, escapeOne);
}

/** Resolves escapes; returns text with malformed or non-UTF-8 escapes unchanged. */
export function decodePercent(text: string): string {
  if (text.indexOf('%') < 0) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
