/**
 * SIP, SIPS and tel URIs, and any other scheme as opaque text (RFC 3261 §19.1, RFC 3966, RFC 3986 §3.1).
 * Subjects: SIP URIs; tel URIs; sips URIs; user part of a URI; address-of-record of a URI; password in a URI.
 */

import { isHost } from './host.js';
import { Params } from './params.js';
import { HEADER_SAFE, PASSWORD_SAFE, USER_SAFE, decodePercent, encodePercent } from './percent.js';
import { URI_TEXT, isAll } from './scanner.js';
import { sameSipUri } from './uri-equals.js';

/**
 * A sip or sips URI: scheme, user, password, host, port, parameters, headers. One expression, as it is fast from the first
 * use; no two adjacent repetitions match the same characters, so it does not backtrack excessively.
 */
const SIP_URI =
  // oxlint-disable-next-line no-control-regex -- excludes control characters
  /^([sS][iI][pP][sS]?):(?:([^\0- @:<>"\x7f]+)(?::([^\0- @<>"\x7f]*))?@)?([\w.-]+|\[[\dA-Fa-f:.]+\])(?::(\d{1,5}))?(;[^\0- ?<>"\x7f]*)?(?:\?([^\0- <>"\x7f]*))?$/;

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/** The parts of a new URI. `user` and `password` are unescaped. */
export interface UriInit {
  scheme?: string;
  user?: string;
  password?: string;
  host: string;
  port?: number | undefined;
  params?: Record<string, string | null>;
  headers?: [name: string, value: string][];
}

/**
 * A URI with readable and writable parts. Stores every part as written, so that a received URI is sent unchanged; the
 * accessors resolve escapes and case. `port` is undefined where none is written.
 */
export class URI {
  declare private rawScheme: string;
  declare private rawUser: string | undefined;
  declare private rawPassword: string | undefined;
  declare private rawHost: string;
  declare port: number | undefined;
  /** The parameters as written, parsed on first use. */
  declare private rawParams: string | undefined;
  declare private ownParams: Params | undefined;
  declare private ownHeaders: [name: string, value: string][] | undefined;
  /** The text after the colon of a scheme other than sip, sips and tel. */
  declare private rawOpaque: string | undefined;

  private constructor(scheme: string, user: string | undefined, host: string, port?: number) {
    this.rawScheme = scheme;
    this.rawUser = user;
    this.rawPassword = undefined;
    this.rawHost = host;
    this.port = port;
    this.rawParams = undefined;
    this.ownParams = undefined;
    this.ownHeaders = undefined;
    this.rawOpaque = undefined;
  }

  /** Makes a URI from its parts. Throws TypeError for an invalid host or port. */
  static of(init: UriInit): URI {
    const uri = new URI(init.scheme ?? 'sip', undefined, '');
    if (init.user !== undefined) uri.user = init.user;
    if (init.password !== undefined) uri.password = init.password;
    uri.host = init.host;
    if (init.port !== undefined && !(Number.isInteger(init.port) && init.port >= 0 && init.port <= 65535)) {
      throw new TypeError('A port is a number from 0 to 65535');
    }
    uri.port = init.port;
    for (const name in init.params) uri.params.set(name, init.params[name]);
    if (init.headers) uri.headers = init.headers.map(([name, value]) => [name, value]);
    return uri;
  }

  /** Makes a URI of any text, for other schemes and for broken URIs. */
  static opaque(scheme: string, text: string): URI {
    const uri = new URI(scheme, undefined, '');
    uri.rawOpaque = text;
    return uri;
  }

  /** Parses an absolute URI; undefined where it is broken. */
  static parse(text: string): URI | undefined {
    const match = SIP_URI.exec(text);
    if (match === null) return parseOther(text);
    const port = match[5] === undefined ? undefined : Number(match[5]);
    if (port !== undefined && port > 65535) return undefined;
    const uri = new URI(match[1]!, match[2], match[4]!, port);
    uri.rawPassword = match[3];
    uri.rawParams = match[6];
    return match[7] === undefined || uri.readHeaders(match[7]) ? uri : undefined;
  }

  /** Makes a tel URI from a number and its parameters (RFC 3966 §3). */
  static tel(scheme: string, number: string, params: string | undefined): URI {
    const uri = new URI(scheme, number, '');
    uri.rawParams = params;
    return uri;
  }

  private readHeaders(text: string): boolean {
    const headers = readHeaders(text);
    this.ownHeaders = headers;
    return headers !== undefined;
  }

  /** Lower case. */
  get scheme(): string {
    return this.rawScheme.toLowerCase();
  }

  set scheme(scheme: string) {
    if (!SCHEME.test(scheme)) throw new TypeError('Not a URI scheme');
    this.rawScheme = scheme;
  }

  /** The user part with escapes resolved; the number of a tel URI. */
  get user(): string | undefined {
    const raw = this.rawUser;
    return raw === undefined || raw.indexOf('%') < 0 ? raw : decodePercent(raw);
  }

  set user(user: string | undefined) {
    this.rawUser = user === undefined || user === '' ? undefined : encodePercent(user, USER_SAFE);
  }

  get password(): string | undefined {
    return this.rawPassword === undefined ? undefined : decodePercent(this.rawPassword);
  }

  set password(password: string | undefined) {
    this.rawPassword = password === undefined ? undefined : encodePercent(password, PASSWORD_SAFE);
  }

  /** Lower case, an IPv6 address in brackets; empty for other schemes than sip and sips. */
  get host(): string {
    return this.rawHost.toLowerCase();
  }

  set host(host: string) {
    if (!isHost(host)) throw new TypeError('Not a host name or an address');
    this.rawHost = host;
  }

  get params(): Params {
    if (this.ownParams === undefined) {
      this.ownParams = new Params('uri');
      if (this.rawParams !== undefined) this.ownParams.read(this.rawParams, 0);
    }
    return this.ownParams;
  }

  set params(params: Params) {
    this.ownParams = params;
  }

  /** The URI headers after the question mark, unescaped. */
  get headers(): [name: string, value: string][] {
    return (this.ownHeaders ??= []);
  }

  set headers(headers: [name: string, value: string][]) {
    this.ownHeaders = headers;
  }

  /** Whether there are URI headers. */
  get hasHeaders(): boolean {
    return this.ownHeaders !== undefined && this.ownHeaders.length > 0;
  }

  /** The text after the colon of a tel URI or another scheme; undefined for sip and sips. */
  get opaque(): string | undefined {
    if (this.rawOpaque !== undefined) return this.rawOpaque;
    return this.scheme === 'tel' ? `${this.rawUser ?? ''}${this.paramsText}` : undefined;
  }

  /** Whether this is a sip or sips URI. */
  get isSip(): boolean {
    const scheme = this.scheme;
    return scheme === 'sip' || scheme === 'sips';
  }

  /** The address-of-record in canonical form, `sip:user@host` (RFC 3261 §10.3). */
  get aor(): string {
    if (!this.isSip) return `${this.scheme}:${this.rawOpaque ?? this.rawUser ?? ''}`;
    const user = this.user;
    return `${this.scheme}:${user === undefined ? '' : `${encodePercent(user, USER_SAFE)}@`}${this.host}`;
  }

  /** Compares sip and sips URIs by RFC 3261 §19.1.4; others by their text with the scheme in lower case. */
  equals(other: URI): boolean {
    if (this.isSip) return sameSipUri(this, other);
    return this.scheme === other.scheme && this.opaque === other.opaque;
  }

  /** Returns the URI with scheme and host in lower case. */
  toString(): string {
    return this.#print(this.scheme, this.host);
  }

  /** Returns the URI as written. */
  toRaw(): string {
    return this.#print(this.rawScheme, this.rawHost);
  }

  #print(scheme: string, host: string): string {
    if (this.rawOpaque !== undefined) return scheme === '' ? this.rawOpaque : `${scheme}:${this.rawOpaque}`;
    let text = `${scheme}:`;
    if (this.rawUser !== undefined) {
      text += this.rawUser;
      if (this.rawPassword !== undefined) text += `:${this.rawPassword}`;
      if (host !== '') text += '@';
    }
    text += host;
    if (this.port !== undefined) text += `:${this.port}`;
    text += this.paramsText;
    return this.hasHeaders ? `${text}?${printHeaders(this.ownHeaders!)}` : text;
  }

  private get paramsText(): string {
    return this.ownParams !== undefined ? this.ownParams.toString() : (this.rawParams ?? '');
  }

  clone(): URI {
    const copy = new URI(this.rawScheme, this.rawUser, this.rawHost, this.port);
    copy.rawPassword = this.rawPassword;
    copy.rawParams = this.rawParams;
    copy.ownParams = this.ownParams?.clone();
    copy.ownHeaders = this.ownHeaders?.map(([name, value]) => [name, value]);
    copy.rawOpaque = this.rawOpaque;
    return copy;
  }
}

function parseOther(text: string): URI | undefined {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, Math.max(0, colon));
  const rest = text.slice(colon + 1);
  if (!SCHEME.test(scheme) || !isAll(rest, URI_TEXT)) return undefined;
  const lower = scheme.toLowerCase();
  if (lower === 'sip' || lower === 'sips') return undefined;
  if (lower !== 'tel') return URI.opaque(scheme, rest);
  const semicolon = rest.indexOf(';');
  if (semicolon < 0) return URI.tel(scheme, rest, undefined);
  return semicolon === 0 ? undefined : URI.tel(scheme, rest.slice(0, semicolon), rest.slice(semicolon));
}

function readHeaders(text: string): [name: string, value: string][] | undefined {
  const headers: [name: string, value: string][] = [];
  for (const part of text.split('&')) {
    const equals = part.indexOf('=');
    if (equals < 1 || !isAll(part, URI_TEXT)) return undefined;
    headers.push([decodePercent(part.slice(0, equals)), decodePercent(part.slice(equals + 1))]);
  }
  return headers;
}

function printHeaders(headers: readonly [name: string, value: string][]): string {
  return headers
    .map(([name, value]) => `${encodePercent(name, HEADER_SAFE)}=${encodePercent(value, HEADER_SAFE)}`)
    .join('&');
}
