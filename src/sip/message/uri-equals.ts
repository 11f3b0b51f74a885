/** When two SIP URIs are the same (RFC 3261 §19.1.4). */

import type { Params } from './params.js';

/** The parts of a URI that the comparison reads, with escapes resolved and scheme and host in lower case. */
interface SipUriParts {
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  readonly params: Params;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A parameter of these names in only one of two URIs makes them differ; any other is ignored then. */
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
  // Of a name that is there twice, against §19.1.1, the first counts on both sides.
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
