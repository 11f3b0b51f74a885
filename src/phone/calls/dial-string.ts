/**
 * Parses a dial string into a target and post-dial digits: visual separators, extensions, pauses (RFC 3966 §5.1.1).
 * Subjects: dial string; post-dial digits, read; extension in a number; separators in a number; trunk zero in brackets, (0); digits of
 * other scripts; pauses in a typed number, read; vanity number.
 */

/** A parsed dial string. */
export interface Dialled {
  /** A number, a user name or a URI; empty where the text has none. */
  readonly target: string;
  /** DTMF to send after the answer, with the pauses `,` and `;`; often empty. */
  readonly postDial: string;
  /** The `phone-context` of a local number (RFC 3966 §5.1.5): a domain, or `+` and digits. */
  readonly context?: string;
}

const NOTHING: Dialled = { target: '', postDial: '' };

/** First code points of the decimal digits in other scripts; ten follow one another. */
const OTHER_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0xff10];

/** The letters of each key (ITU-T E.161). */
const KEYS = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];
/** Minimum of digits of a number with letters; shorter text is a user name (E.164 §6). */
const SHORTEST_WORDED = 9;

const EXTENSION = /(?:; ?ext ?=|[,;]? ?(?:extension|ext\.?|x\.?|# ?ext\.?)) ?(\d{1,10})$/i;
/** A domain name, or `+` and the first digits of global numbers. */
const CONTEXT = /^(?:\+[\d().-]{1,20}|(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){0,10}[a-z][a-z\d-]{0,62}\.?)$/i;
const NUMBER = /^\+?[\d*#A-D]+$/;

/** Converts digits of any script to ASCII. */
function asciiDigits(text: string): string {
  return text.replace(/[\p{Nd}\uFF0B\uFF0A\uFF03]/gu, (digit) => {
    if (digit === '\uFF0B') return '+';
    if (digit === '\uFF0A') return '*';
    if (digit === '\uFF03') return '#';
    const code = digit.codePointAt(0)!;
    const zero = OTHER_ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/**
 * Reads a dial string: `(020) 7946-0123 ext 4`, `+44 (0)20 7946 0123`, `tel:+1-201-555-0123;ext=22`, `5551234,,4#`,
 * `alice`, `sip:alice@example.com`. A number loses its separators; a name or SIP URI is only trimmed.
 */
export function readDialString(text: string): Dialled {
  const rest = asciiDigits(text.slice(0, 1024))
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (rest === '') return NOTHING;
  if (/^sips?:/i.test(rest) || rest.includes('@')) return { target: rest.replace(/\s+/g, ''), postDial: '' };
  if (/^(tel|callto):/i.test(rest)) return readTel(rest.slice(rest.indexOf(':') + 1));
  return readNumber(fromKeys(rest));
}

function readNumber(text: string): Dialled {
  let rest = text;
  if (!/\d|[*#]/.test(rest)) return { target: rest.replace(/\s+/g, ''), postDial: '' };

  const extension = findExtension(rest);
  let postDial = extension ? `,${extension[1]}` : '';
  if (extension) rest = rest.slice(0, extension.index);
  const pause = rest.search(/[,;]/);
  if (pause >= 0) {
    postDial = cleanDigits(rest.slice(pause)) + postDial;
    rest = rest.slice(0, pause);
  }
  // "+44 (0)20": the trunk prefix in parentheses is for national calls only.
  if (rest.startsWith('+')) rest = rest.replace(/\(\s*0\s*\)/, '');
  const number = rest.replace(/[\s().\-/\u2010-\u2015\u2212\u00A0[\]]+/gu, '');
  if (NUMBER.test(number.toUpperCase()) && /\d|[*#]/.test(number)) return { target: number, postDial };
  return { target: rest.replace(/\s+/g, ''), postDial };
}

/** Finds an extension after a number; "Alex 12" has none. */
function findExtension(text: string): RegExpExecArray | null {
  const found = EXTENSION.exec(text);
  return found && /^[\d\s+().\-/,*#]*\d[\s)]*$/.test(text.slice(0, found.index)) ? found : null;
}

/** Returns the DTMF characters of a text: digits, `*`, `#`, `A` to `D`, and the pauses `,` and `;`. */
export function cleanDigits(text: string): string {
  return asciiDigits(text)
    .toUpperCase()
    .replace(/[^0-9*#A-D,;]/g, '');
}

/** Converts the capitals of `1-800-FLOWERS` to the digits of their keys. `Alice` and `2-alice` are names. */
function fromKeys(text: string): string {
  const start = text.search(/[A-Z]/);
  const [prefix, word] = [text.slice(0, start), text.slice(start)];
  const isWorded = /^\+?[\d\s().-]*[\s)-]$/.test(prefix) && /\d/.test(prefix) && /^[A-Z]{2}[A-Z\s-]*$/.test(word);
  if (start < 0 || !isWorded || text.replace(/[^\dA-Z]/g, '').length < SHORTEST_WORDED) return text;
  return text.replace(/[A-Z]/g, (letter) => String(2 + KEYS.findIndex((letters) => letters.includes(letter))));
}

/** Reads the number, extension and context of a `tel:` URI; other parameters are ignored. */
function readTel(opaque: string): Dialled {
  const [number = '', ...params] = opaque.split(';');
  const param = (name: RegExp): string | undefined => params.find((one) => name.test(one))?.replace(/^[^=]*=/, '');
  const extension = param(/^ext=/i)?.replace(/\D/g, '');
  let decoded = number;
  try {
    decoded = decodeURIComponent(number);
  } catch {
    // An invalid percent-encoding is dialled as written.
  }
  const dialled = readNumber(extension ? `${decoded} ext ${extension}` : decoded);
  const context = param(/^phone-context=/i)?.trim() ?? '';
  // A global number has no context (§5.1.4).
  if (dialled.target.startsWith('+') || !CONTEXT.test(context)) return dialled;
  return { ...dialled, context: context.startsWith('+') ? context.replace(/[().-]/g, '') : context };
}
