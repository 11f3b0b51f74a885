/**
 * Byte lengths in UTF-8 of strings, which count UTF-16 units (RFC 3261 §20.14, RFC 3629).
 * Subjects: byte length of a text; UTF-8 length.
 */

// oxlint-disable-next-line no-control-regex -- includes all of ASCII
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Whether a text is ASCII. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** Returns the length of a text in UTF-8, bytes. A lone surrogate counts as the replacement character, as in TextEncoder. */
export function byteLength(text: string): number {
  let bytes = text.length;
  if (isAscii(text)) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(i + 1))) {
      i++; // A surrogate pair has two units and four bytes.
    }
  }
  return bytes;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/**
 * Returns the index of the UTF-16 unit after the first `bytes` bytes of `text`; -1 where the text is shorter. Excludes a
 * character that would be split.
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
