/**
 * Challenges, credentials and Authentication-Info (RFC 3261 §20.7, §20.27; RFC 7616 §3.3 to §3.5; RFC 8898 §3).
 * Subjects: WWW-Authenticate and Authorization syntax; Authentication-Info syntax; challenge, parsed.
 */

import { TOKEN, VALUE, isToken, quote, skip, skipQuoted, skipSpace, unquote } from '../scanner.js';

/** The scheme and parameters of a challenge or of credentials. */
export interface AuthHeader {
  /** As written: `Digest`, `Bearer`, … */
  readonly scheme: string;
  /** Names in lower case, values unquoted. Of repeated names the first counts. */
  readonly params: ReadonlyMap<string, string>;
  /** The token of a scheme without parameters, such as Bearer. */
  readonly token: string | undefined;
}

/** Parameters whose values must be quoted (RFC 7616 §3.3, §3.4); others must not. */
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

/** Parses one challenge or one set of credentials; undefined where it is broken. */
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

/** Parses `name=value, name="value"`, the value of Authentication-Info (RFC 7616 §3.5). Undefined where it is broken. */
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
 * Returns credentials, in which `qop` is an unquoted token; `printChallenge` quotes it as a list (RFC 7616 §3.3, §3.4).
 * Throws TypeError for a value with a line break, or an unquoted one that is not a token.
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
