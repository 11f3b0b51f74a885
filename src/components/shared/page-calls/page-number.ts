/**
 * Numbers from the content of a page: links, values of buttons, messages of the page around a frame (RFC 3966, RFC 3261
 * §19.1). Parses the number, and refuses service codes.
 * Subjects: number of the page, read; service codes refused; premium and * codes in links; longest address of a link; invisible
 * characters in a link; pauses in the number of a link.
 */

export type PageNumber =
  /** `address` is the target of the call, `shown` is the same without the scheme. */
  | { readonly kind: 'number'; readonly address: string; readonly shown: string }
  /** A service code, digits to send after the answer, or an invalid address. */
  | { readonly kind: 'refused'; readonly shown: string };

/** A telephone number without `*` and `#` (RFC 3966 §3 allows both; networks read them as service codes). */
export const TELEPHONE = /^\+?[\d\s().-]*\d[\d\s().-]*$/;
/** A number with a pause and further digits, in the dialling notation `123p45`, `123,45`. */
const POST_DIAL = /^\+?[\d().\s-]*\d[().\s-]*[pw,;][\dpw,().\s-]*$/i;
/** Characters that are invisible, or that change the direction of others (Unicode §23.2, UAX 9). */
export const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
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

const refused = (shown: string): PageNumber => ({ kind: 'refused', shown });
export const withoutScheme = (address: string): string => address.replace(/^(?:tel|sips?|callto):/i, '');
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
