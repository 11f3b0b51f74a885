/** Challenges, credentials and Authentication-Info (RFC 3261 §20.7, §20.27; RFC 7616 §3.3 to §3.5; RFC 8898 §3). */

import { TOKEN, VALUE, isToken, quote, skip, skipQuoted, skipSpace, unquote } from '../scanner.js';

/** A scheme with its parameters: what a challenge and an answer to it both are. */
export interface AuthHeader {
  /** As written: `Digest`, `Bearer`, … */
  readonly scheme: string;
  /** Names in lower case, values unquoted. Of a name that is there twice the first counts. */
  readonly params: ReadonlyMap<string, string>;
  /** What stands behind a scheme that takes one token in the place of parameters, such as Bearer. */
  readonly token: string | undefined;
}

/** Parameters whose values are quoted (RFC 7616 §3.3, §3.4); the others must not be. */
const QUOTED = new Set([
  'realm',
  'domain',
  'nonce',
  'opaque',
  'username',
  'uri',
  'response',
  'cnonce',
  'nextnonce',
  'rspauth',
  'authz_server',
  'scope',
  'error',
]);

/** One challenge or one set of credentials; undefined where it is broken. */
export function parseAuth(text: string): AuthHeader | undefined {
  const start = skipSpace(text, 0, text.length);
  const end = skip(text, start, text.length, TOKEN);
  if (end === start) return undefined;
  const scheme = text.slice(start, end);
  const rest = text.slice(end).trim();
  if (rest === '' || !rest.includes('=') || /^[\w\-.~+/]+=*$/.test(rest)) {
    return { scheme, params: new Map(), token: rest === '' ? undefined : rest };
  }
  const params = parseAuthParams(rest);
  return params && { scheme, params, token: undefined };
}

/** `name=value, name="value"`, as Authentication-Info has it alone (RFC 7616 §3.5). Undefined where it is broken. */
export function parseAuthParams(text: string): Map<string, string> | undefined {
  const params = new Map<string, string>();
  const end = text.length;
  let i = skipSpace(text, 0, end);
  while (i < end) {
    const nameEnd = skip(text, i, end, TOKEN);
    const equals = skipSpace(text, nameEnd, end);
    if (nameEnd === i || text.charCodeAt(equals) !== 0x3d) return undefined;
    const open = skipSpace(text, equals + 1, end);
    const quoted = text.charCodeAt(open) === 0x22;
    const valueEnd = quoted ? skipQuoted(text, open, end) : skip(text, open, end, VALUE);
    if (valueEnd < 0) return undefined;
    const name = text.slice(i, nameEnd).toLowerCase();
    if (!params.has(name)) params.set(name, unquote(text.slice(open, valueEnd)));
    i = skipSpace(text, valueEnd, end);
    if (i < end && text.charCodeAt(i) !== 0x2c) return undefined;
    while (i < end && (text.charCodeAt(i) === 0x2c || text.charCodeAt(i) === 0x20 || text.charCodeAt(i) === 0x09)) i++;
  }
  return params;
}

/**
 * Credentials, or a challenge: there `qop` is a list and quoted, in credentials it is one token and bare (RFC 7616 §3.3,
 * §3.4). Throws TypeError for a value with a line break, or one that must stand bare and is no token.
 */
export function printAuth(scheme: string, params: Iterable<readonly [name: string, value: string]>): string {
  return `${scheme} ${printAuthParams(params)}`;
}

export function printChallenge(scheme: string, params: Iterable<readonly [name: string, value: string]>): string {
  return `${scheme} ${printAuthParams(params, true)}`;
}

export function printAuthParams(params: Iterable<readonly [name: string, value: string]>, challenge = false): string {
  const parts: string[] = [];
  for (const [name, value] of params) {
    const quoted = QUOTED.has(name) || (challenge && name === 'qop');
    if (!quoted && !isToken(value)) throw new TypeError(`${name} must be a token`);
    parts.push(`${name}=${quoted ? quote(value) : value}`);
  }
  return parts.join(', ');
}
