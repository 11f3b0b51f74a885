/** Escaped octets of URIs (RFC 3261 §19.1.2, RFC 3986 §2.1). */

/** `user` without its escapes: unreserved and user-unreserved (RFC 3261 §25.1). */
export const USER_SAFE = /[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/gu;
/** `password`. */
export const PASSWORD_SAFE = /[^A-Za-z0-9\-_.!~*'()&=+$,]/gu;
/** `paramchar`. */
export const PARAM_SAFE = /[^A-Za-z0-9\-_.!~*'()[\]/:&+$]/gu;
/** `hname` and `hvalue`. */
export const HEADER_SAFE = /[^A-Za-z0-9\-_.!~*'()[\]/?:+$]/gu;

function escapeOne(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 128) return `%${code < 16 ? '0' : ''}${code.toString(16).toUpperCase()}`;
  // A half of a surrogate pair has no UTF-8 form.
  return code >= 0xd800 && code <= 0xdfff ? '%EF%BF%BD' : encodeURIComponent(character);
}

/** Escapes every character that matches `unsafe` (one of the sets above), as UTF-8 octets. */
export function encodePercent(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, escapeOne);
}

/** Resolves escapes; text whose escapes are malformed or not UTF-8 is returned as it is. */
export function decodePercent(text: string): string {
  if (text.indexOf('%') < 0) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
