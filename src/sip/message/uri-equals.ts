/**
 * Compares SIP URIs (RFC 3261 §19.1.4).
 * Subjects: equality of SIP URIs; comparison of URIs.
 */

import type { Params } from './params.js';

/** The compared parts of a URI, with escapes resolved and scheme and host in lower case. */
interface SipUriParts {
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  readonly params: Params;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Parameters that must be equal even when only one URI has them; others in only one URI are ignored. */
const NEVER_IGNORED = ['user', 'ttl', 'method', 'maddr', 'transport'];

export function sameSipUri(a: SipUriParts, b: SipUriParts): boolean {
  return (
    a.scheme === b.scheme &&
    a.user === b.user &&
    a.password === b.password &&
    a.host === b.host &&
    a.port === b.port &&
    sameParams(a.params, b.params) &&
    sameHeaders(a.headers, b.headers)
  );
}

function lower(value: string | null | undefined): string | null | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function sameParams(a: Params, b: Params): boolean {
  if (a.size === 0 && b.size === 0) return true;
  for (const name of NEVER_IGNORED) {
    if (lower(a.get(name)) !== lower(b.get(name))) return false;
  }
  // Of a repeated name, which §19.1.1 forbids, the first counts in both URIs.
  for (const [name] of a.entries()) {
    if (b.has(name) && lower(a.get(name)) !== lower(b.get(name))) return false;
  }
  return true;
}

function sameHeaders(a: SipUriParts['headers'], b: SipUriParts['headers']): boolean {
  if (a.length !== b.length) return false;
  if (a.length === 0) return true;
  const flat = (headers: SipUriParts['headers']): string =>
    JSON.stringify(headers.map(([name, value]) => [name.toLowerCase(), value]).sort());
  return flat(a) === flat(b);
}
