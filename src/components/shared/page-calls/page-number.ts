/**
 * Numbers from the content of a page: links, values of buttons, messages of the page around a frame (RFC 3966, RFC 3261
 * §19.1). Parses the number, refuses service codes, and compares the number with the visible text.
 * Subjects: number of the page, read; service codes refused; number shown differs from number called; premium and * codes in
 * links; longest address of a link; invisible characters in a link; pauses in the number of a link.
 */

type PageNumber =
  /** `address` is the target of the call, `shown` is the same without the scheme. */
  | { readonly kind: 'number'; readonly address: string; readonly shown: string }
  /** A service code, digits to send after the answer, or an invalid address. */
  | { readonly kind: 'refused'; readonly shown: string };

/** A telephone number without `*` and `#` (RFC 3966 §3 allows both; networks read them as service codes). */
const TELEPHONE = /^\+?[\d\s().-]*\d[\d\s().-]*$/;
/** A number with a pause and further digits, in the dialling notation `123p45`, `123,45`. */
const POST_DIAL = /^\+?[\d().\s-]*\d[().\s-]*[pw,;][\dpw,().\s-]*$/i;
/** Characters that are invisible, or that change the direction of others (Unicode §23.2, UAX 9). */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const SEPARATORS = /[\s().\-\u2010-\u2015\u2212]/g;
/** The maximum length of an address, in characters. */
const LONGEST = 256;

/** Parses an address or a bare number. Drops header fields and a method, which a page must not set (RFC 3261 §19.1.5). */
export function readPageNumber(text: string): PageNumber {
  const [plain = ''] = text
    .trim()
    .replace(/^callto:/i, 'tel:')
    .split('?');
  const address = plain.replace(/;method=[^;]*/gi, '');
  const decoded = decodeFully(address);
  const scheme = /^(tel|sips?):/i.exec(address)?.[1]?.toLowerCase();
  const sayable = withoutScheme(decoded ?? address)
    .replace(INVISIBLE, '')
    .slice(0, LONGEST);
  if (decoded === undefined || decoded.length > LONGEST || decoded.search(INVISIBLE) >= 0) return refused(sayable);
  // Full-width forms equal ASCII for a server that normalizes (NFKC).
  const body = withoutScheme(decoded).normalize('NFKC').trim();
  if (body === '' || /[*#]/.test(body) || /;postd=/i.test(body)) return refused(sayable);
  const isTelephone = scheme === 'tel' || (scheme === undefined && TELEPHONE.test(subscriberOf(body)));
  if (isTelephone ? !TELEPHONE.test(subscriberOf(body)) : POST_DIAL.test(userOf(body))) return refused(sayable);
  return { kind: 'number', address: scheme === 'tel' ? decoded : address, shown: sayable };
}

/** Returns the address to call, or undefined if the number is refused. */
export function pageAddress(text: string): string | undefined {
  const number = readPageNumber(text);
  return number.kind === 'number' ? number.address : undefined;
}

/** Whether the text shows the complete number: `+1 (555) 010-4477` for `tel:+15550104477`. */
export function showsNumber(text: string, { shown }: PageNumber): boolean {
  const seen = withoutScheme(text.normalize('NFKC').trim()).replace(INVISIBLE, '');
  if (seen === '') return false;
  return TELEPHONE.test(shown)
    ? seen.replace(SEPARATORS, '') === shown.replace(SEPARATORS, '')
    : seen.toLowerCase() === shown.toLowerCase();
}

/**
 * Returns the text of an element that is both visible and its accessible name (ARIA 1.2 §5.2.8); undefined if the two can
 * differ.
 */
export function textShownBy(element: Element): string | undefined {
  const text = element instanceof HTMLElement ? element.innerText : '';
  const label = element.getAttribute('aria-label');
  if (element.hasAttribute('aria-labelledby') || !showsInOrder(element)) return undefined;
  return label === null || label.trim() === text.trim() ? text : undefined;
}

/**
 * Whether each digit of the text has a place, after the digit before it: direction characters, `bdo` and the text around can show a
 * number backwards (UAX 9), styles can show none.
 */
function showsInOrder(element: Element): boolean {
  const range = document.createRange();
  const nodes = document.createNodeIterator(element, NodeFilter.SHOW_TEXT);
  let last: DOMRect | undefined;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode())
    for (const { index } of node.nodeValue!.matchAll(/\d/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || (last && box.left < last.left && box.top < last.top + last.height / 2)) return false;
      last = box;
    }
  return true;
}

const refused = (shown: string): PageNumber => ({ kind: 'refused', shown });
const withoutScheme = (address: string): string => address.replace(/^(?:tel|sips?|callto):/i, '');
/** Returns a telephone number without its parameters. */
const subscriberOf = (body: string): string => body.split(';')[0] ?? '';
const userOf = (body: string): string => body.split('@')[0] ?? '';

/** Returns undefined for invalid and for nested percent-encoding, which two decoders can read differently. */
function decodeFully(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text);
    return /%[\da-f]{2}/i.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
