/**
 * A number while it is typed: its value, its formatted text, and the position of the caret.
 * Subjects: formatting while typing; caret while typing; pasted number; invisible characters in pasted text.
 */

/** A text of digits and separators, which a number plan can format. */
const NUMBER = /^\+?[\d\s().\-/]*$/;
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const DASHES = /[\u2010-\u2015\u2212]/g;
const EASTERN_DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g;
/** A label such as "Phone: " before a number, but not the scheme of a URI. */
const LABEL = /^(?!sips?:)\p{L}[\p{L}\s.]*:\s*(?=[+(\d])/iu;

type Format = (text: string) => string;

/** Normalizes pasted text: one line, ASCII digits and dashes; removes a label, `tel:` and invisible characters. */
export function cleanPaste(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .replace(EASTERN_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
    .replace(/^tel:/i, '')
    .replace(LABEL, '');
}

/**
 * Returns the value of typed text: digits only if the number plan formats them, as the separators then belong to the format.
 *
 * @param written whether the previous text was formatted: the plan does not format a number that has become too long
 */
export function keptOf(text: string, format: Format, written: boolean): string {
  if (!NUMBER.test(text)) return text;
  const digits = digitsOf(text);
  return written || format(digits) !== digits ? digits : text;
}

/**
 * Returns the text after a deletion. If only a separator was deleted, which the format would restore, deletes the adjacent digit.
 *
 * @param before the text that was shown
 * @param after the present text of the field
 */
export function afterDeletion(
  before: string,
  after: { readonly text: string; readonly caret: number },
  forward: boolean,
): { readonly text: string; readonly caret: number } {
  const { text, caret } = after;
  if (!NUMBER.test(text) || text.length >= before.length || digitsOf(text) !== digitsOf(before)) return after;
  const at = forward ? text.slice(caret).search(/\d/) + caret : text.slice(0, caret).search(/[+\d]\D*$/);
  if (at < 0 || (forward && at < caret)) return after;
  return { text: text.slice(0, at) + text.slice(at + 1), caret: forward ? caret : at };
}

/** Returns the position in `shown` behind as many digits as stand before `caret` in `text`. */
export function caretIn(shown: string, text: string, caret: number): number {
  if (shown === text) return caret;
  let left = digitsOf(text.slice(0, caret)).length;
  let at = 0;
  while (left > 0 && at < shown.length) if (/[+\d]/.test(shown[at++]!)) left--;
  return at;
}

const digitsOf = (text: string): string => text.replace(/[^+\d]/g, '');
