/** A number while it is typed: what is kept of it, how it is shown, and where the caret stands afterwards. */

/** Text that is written in digits: what a plan of numbers can write in its own way. */
const NUMBER = /^\+?[\d\s().\-/]*$/;
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const DASHES = /[\u2010-\u2015\u2212]/g;
const EASTERN_DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g;
/** "Phone: " before a number; not the scheme of an address. */
const LABEL = /^(?!sips?:)\p{L}[\p{L}\s.]*:\s*(?=[+(\d])/iu;

type Format = (text: string) => string;

/** What stands in text that is pasted: one line, plain digits and dashes, no label, no `tel:`, nothing invisible. */
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
 * What is kept: where numbers are written by a plan only the digits, as every other sign comes from the plan.
 *
 * @param written whether what stood there before was written by a plan: a number that has become too long for it is not
 */
export function keptOf(text: string, format: Format, written: boolean): string {
  if (!NUMBER.test(text)) return text;
  const digits = digitsOf(text);
  return written || format(digits) !== digits ? digits : text;
}

/**
 * What stays when a sign of the plan was deleted: that would come back at once, so the digit beside it goes instead.
 *
 * @param before what was shown
 * @param after what stands in the field now
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

/** Where in `shown` the caret stands that stood behind so many digits of `text`. */
export function caretIn(shown: string, text: string, caret: number): number {
  if (shown === text) return caret;
  let left = digitsOf(text.slice(0, caret)).length;
  let at = 0;
  while (left > 0 && at < shown.length) if (/[+\d]/.test(shown[at++]!)) left--;
  return at;
}

const digitsOf = (text: string): string => text.replace(/[^+\d]/g, '');
