/** Lengths in bytes of UTF-8: SIP counts octets, strings count UTF-16 units (RFC 3261 §20.14, RFC 3629). */

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Whether every character takes one byte. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** How many bytes a text takes in UTF-8. Half of a surrogate pair counts as the replacement character, as TextEncoder writes it. */
export function byteLength(text: string): number {
  let bytes = text.length;
  if (isAscii(text)) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(i + 1))) {
      i++; // A pair: two units, four bytes.
    }
  }
  return bytes;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/**
 * The index of the UTF-16 unit at which the first `bytes` bytes of `text` end; -1 where the text is shorter. A character
 * that the count would cut in two is left out.
 */
export function indexAfterBytes(text: string, bytes: number): number {
  let left = bytes;
  let i = 0;
  while (i < text.length && left > 0) {
    const code = text.charCodeAt(i);
    const pair = code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(i + 1));
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : pair ? 4 : 3;
    if (size > left) return i;
    left -= size;
    i += pair ? 2 : 1;
  }
  return left > 0 ? -1 : i;
}
