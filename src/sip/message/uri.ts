/** SIP, SIPS and tel URIs, and any other scheme as opaque text (RFC 3261 §19.1, RFC 3966, RFC 3986 §3.1). */

import { isHost, parsePort, skipHost } from './host.js';
import { Params } from './params.js';
import { HEADER_SAFE, PASSWORD_SAFE, USER_SAFE, decodePercent, encodePercent } from './percent.js';
import { URI_TEXT, isAll, skip } from './scanner.js';
import { sameSipUri } from './uri-equals.js';

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/** What a URI is made of when it is not read from text. `user` and `password` are given unescaped. */
export interface UriInit {
  scheme?: string;
  user?: string;
  password?: string;
  host: string;
  port?: number;
  params?: Record<string, string | null>;
  headers?: [name: string, value: string][];
}

/**
 * A URI whose parts can be read and changed. Every part is kept as it was written, so that a URI goes out as it came in;
 * the accessors resolve escapes and case. `port` is undefined where none is written.
 */
export class URI {
  #scheme: string;
  #user: string | undefined;
  #password: string | undefined;
  #host: string;
  port: number | undefined;
  #params: Params | undefined;
  #headers: [name: string, value: string][] | undefined;
  /** What follows the colon of a scheme that is neither sip, sips nor tel. */
  #opaque: string | undefined;

  private constructor(scheme: string, user: string | undefined, host: string, port?: number) {
    this.#scheme = scheme;
    this.#user = user;
    this.#password = undefined;
    this.#host = host;
    this.port = port;
    this.#params = undefined;
    this.#headers = undefined;
    this.#opaque = undefined;
  }

  /** Makes a URI of its parts. Throws TypeError where the host or the port is none. */
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

  /** A URI that holds any text: for what stands where a URI should and cannot be read. */
  static opaque(scheme: string, text: string): URI {
    const uri = new URI(scheme, undefined, '');
    uri.#opaque = text;
    return uri;
  }

  /** Reads an absolute URI; undefined where it is none, or a sip or sips URI with a broken part. */
  static parse(text: string): URI | undefined {
    const colon = text.indexOf(':');
    if (colon < 1) return undefined;
    const first = text.charCodeAt(0) | 0x20;
    if (first === 0x73) {
      if (colon === 3 && text.startsWith('sip')) return URI.#parseSip('sip', text, 4);
      const scheme = text.slice(0, colon);
      const lower = scheme.toLowerCase();
      if (lower === 'sip' || lower === 'sips') return URI.#parseSip(scheme, text, colon + 1);
    }
    return URI.#parseOther(text, colon);
  }

  static #parseSip(scheme: string, text: string, start: number): URI | undefined {
    const end = text.length;
    const at = text.indexOf('@', start);
    let user: string | undefined;
    let password: string | undefined;
    let hostStart = start;
    if (at >= 0) {
      if (skip(text, start, at, URI_TEXT) !== at) return undefined;
      user = text.slice(start, at);
      const colon = user.indexOf(':');
      if (colon >= 0) {
        password = user.slice(colon + 1);
        user = user.slice(0, colon);
      }
      if (user === '') return undefined;
      hostStart = at + 1;
    }
    let i = skipHost(text, hostStart, end);
    if (i < 0) return undefined;
    const host = text.slice(hostStart, i);
    let port: number | undefined;
    if (i < end && text.charCodeAt(i) === 0x3a) {
      const portStart = i + 1;
      while (++i < end && text.charCodeAt(i) !== 0x3b && text.charCodeAt(i) !== 0x3f);
      port = parsePort(text, portStart, i);
      if (port < 0) return undefined;
    }
    const uri = new URI(scheme, user, host, port);
    if (password !== undefined) uri.#password = password;
    return i === end || uri.#readTail(text.slice(i)) ? uri : undefined;
  }

  #readTail(tail: string): boolean {
    const question = tail.indexOf('?');
    const params = question < 0 ? tail : tail.slice(0, question);
    if (params !== '') {
      this.#params = new Params('uri');
      if (!this.#params.read(params, 0)) return false;
    }
    if (question < 0) return true;
    const headers = readHeaders(tail.slice(question + 1));
    if (headers) this.#headers = headers;
    return headers !== undefined;
  }

  static #parseOther(text: string, colon: number): URI | undefined {
    const scheme = text.slice(0, colon);
    const rest = text.slice(colon + 1);
    if (!SCHEME.test(scheme) || !isAll(rest, URI_TEXT)) return undefined;
    if (scheme.toLowerCase() !== 'tel') return URI.opaque(scheme, rest);
    const semicolon = rest.indexOf(';');
    const uri = new URI(scheme, semicolon < 0 ? rest : rest.slice(0, semicolon), '');
    if (uri.#user === '') return undefined;
    return semicolon < 0 || uri.params.read(rest, semicolon) ? uri : undefined;
  }

  /** Lower case. */
  get scheme(): string {
    return this.#scheme.toLowerCase();
  }

  set scheme(scheme: string) {
    if (!SCHEME.test(scheme)) throw new TypeError('Not a URI scheme');
    this.#scheme = scheme;
  }

  /** The user part with its escapes resolved; of a tel URI the number. */
  get user(): string | undefined {
    return this.#user === undefined ? undefined : decodePercent(this.#user);
  }

  set user(user: string | undefined) {
    this.#user = user === undefined || user === '' ? undefined : encodePercent(user, USER_SAFE);
  }

  get password(): string | undefined {
    return this.#password === undefined ? undefined : decodePercent(this.#password);
  }

  set password(password: string | undefined) {
    this.#password = password === undefined ? undefined : encodePercent(password, PASSWORD_SAFE);
  }

  /** Lower case; an IPv6 address stands in brackets; empty where the scheme has none. */
  get host(): string {
    return this.#host.toLowerCase();
  }

  set host(host: string) {
    if (!isHost(host)) throw new TypeError('Not a host name or an address');
    this.#host = host;
  }

  get params(): Params {
    return (this.#params ??= new Params('uri'));
  }

  set params(params: Params) {
    this.#params = params;
  }

  /** The headers after the question mark, unescaped. */
  get headers(): [name: string, value: string][] {
    return (this.#headers ??= []);
  }

  set headers(headers: [name: string, value: string][]) {
    this.#headers = headers;
  }

  /** Whether there are headers after the question mark. */
  get hasHeaders(): boolean {
    return this.#headers !== undefined && this.#headers.length > 0;
  }

  /** What follows the colon of a tel URI or of a foreign scheme; undefined for sip and sips. */
  get opaque(): string | undefined {
    if (this.#opaque !== undefined) return this.#opaque;
    return this.scheme === 'tel' ? `${this.#user ?? ''}${this.#params?.toString() ?? ''}` : undefined;
  }

  /** Whether this is a sip or sips URI. */
  get isSip(): boolean {
    const scheme = this.scheme;
    return scheme === 'sip' || scheme === 'sips';
  }

  /** The address-of-record in canonical form: `sip:user@host`, nothing else (RFC 3261 §10.3). */
  get aor(): string {
    if (!this.isSip) return `${this.scheme}:${this.#opaque ?? this.#user ?? ''}`;
    const user = this.user;
    return `${this.scheme}:${user === undefined ? '' : `${encodePercent(user, USER_SAFE)}@`}${this.host}`;
  }

  /** RFC 3261 §19.1.4 for sip and sips; other schemes by their text, the case of the scheme aside. */
  equals(other: URI): boolean {
    if (this.isSip) return sameSipUri(this, other);
    return this.scheme === other.scheme && this.opaque === other.opaque;
  }

  /** The URI with scheme and host in lower case. */
  toString(): string {
    return this.#print(this.scheme, this.host);
  }

  /** The URI with everything as it was written. */
  toRaw(): string {
    return this.#print(this.#scheme, this.#host);
  }

  #print(scheme: string, host: string): string {
    if (this.#opaque !== undefined) return scheme === '' ? this.#opaque : `${scheme}:${this.#opaque}`;
    let text = `${scheme}:`;
    if (this.#user !== undefined) {
      text += this.#user;
      if (this.#password !== undefined) text += `:${this.#password}`;
      if (host !== '') text += '@';
    }
    text += host;
    if (this.port !== undefined) text += `:${this.port}`;
    if (this.#params !== undefined) text += this.#params.toString();
    return this.hasHeaders ? `${text}?${printHeaders(this.#headers!)}` : text;
  }

  clone(): URI {
    const copy = new URI(this.#scheme, this.#user, this.#host, this.port);
    copy.#password = this.#password;
    copy.#params = this.#params?.clone();
    copy.#headers = this.#headers?.map(([name, value]) => [name, value]);
    copy.#opaque = this.#opaque;
    return copy;
  }
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
