/**
 * Addresses among the options: WebSocket URLs (RFC 6455 §3), SIP URIs, STUN and TURN servers, country codes.
 * Subjects: allowed URLs of options; STUN and TURN servers, checked; wss URL, checked; country code, checked; password masked in
 * an error; relative server URL.
 */

import { URI } from '../../sip/message/uri.js';
import { words } from './option.js';

/** Returns the URLs of the option `server`: a text, or a list of texts, with several URLs separated by spaces or commas. */
export function serversOf(value: unknown): string[] {
  return [value].flat().flatMap((entry) => (typeof entry === 'string' ? words(entry).map(ofPage) : []));
}

/** Resolves a path with the URL of the page, as the constructor of WebSocket does (WebSockets Standard §3.1). */
function ofPage(text: string): string {
  const base = globalThis.document?.baseURI;
  if (!text.startsWith('/') || !URL.canParse(text, base)) return text;
  const url = new URL(text, base);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}

export function isServers(value: unknown): value is string | readonly string[] {
  return (typeof value === 'string' || Array.isArray(value)) && serversOf(value).every(isWebSocketUrl);
}

function isWebSocketUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash } = new URL(text);
  // RFC 6455 §3: a WebSocket URL has no fragment.
  return (protocol === 'ws:' || protocol === 'wss:') && hostname !== '' && hash === '';
}

/** Whether the text is an https URL without credentials, or a URL of the origin of the page. */
export function isWebUrl(text: string): boolean {
  const base = globalThis.document?.baseURI;
  if (!URL.canParse(text, base)) return false;
  const { protocol, origin, username, password } = new URL(text, base);
  const isOwn = /^https?:$/.test(protocol) && origin === globalThis.location?.origin;
  return (protocol === 'https:' || isOwn) && username === '' && password === '';
}

/** Parses a SIP URI; `sip:` may be left out. */
export function sipUri(text: string): URI | undefined {
  const trimmed = text.trim();
  return URI.parse(/^sips?:/i.test(trimmed) ? trimmed : `sip:${trimmed}`);
}

/** Whether the text is empty or a SIP URI with a host. */
export function isSipUri(text: string): boolean {
  return text.trim() === '' || Boolean(sipUri(text)?.host);
}

/** Whether the text is a SIP URI with a user. */
export function isUserUri(text: string): boolean {
  const uri = sipUri(text);
  return uri !== undefined && /^sips?$/i.test(uri.scheme) && Boolean(uri.user && uri.host);
}

/** Quotes at most 80 characters of a value, with the password of a URI and the query of a URL masked, which can be a token. */
export function quoted(value: unknown): string {
  return `"${String(value)
    .replace(/:[^:@/\s]*@/, ':***@')
    .replace(/\?.+/s, '?***')
    .trim()
    .slice(0, 80)}"`;
}

/**
 * Returns the servers of the option `iceServers`: a list of them, the same as JSON, or URLs such as
 * `stun:stun.example.com turns:turn.example.com`. Undefined where the value is none of these.
 */
export function iceServersOf(value: unknown): readonly RTCIceServer[] | undefined {
  const given = typeof value === 'string' ? parseIceServers(value.trim()) : value;
  return Array.isArray(given) && given.every(isIceServer) ? given : undefined;
}

function parseIceServers(text: string): unknown {
  if (!text.startsWith('[')) return words(text).map((urls) => ({ urls }));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isIceServer(entry: unknown): entry is RTCIceServer {
  const urls: unknown = (entry as RTCIceServer | null)?.urls;
  const list: unknown[] = Array.isArray(urls) ? urls : [urls];
  return list.length > 0 && list.every((url) => typeof url === 'string' && /^(stun|turn)s?:\S+$/i.test(url));
}

/** Created when a country is checked first: it loads the names of all regions, which takes longer than the rest of the phone. */
let regions: Intl.DisplayNames | undefined;

/** Whether the text is empty, an ISO 3166-1 code, or a common alias such as UK. */
export function isCountry(text: string): boolean {
  const code = text.trim();
  if (!/^(?:[a-z]{2})?$/i.test(code)) return false;
  if (code === '') return true;
  regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return !/^zz$/i.test(code) && regions.of(countryOf(code)) !== undefined;
}

/** Returns the ISO 3166-1 code of two letters: GB for UK (Unicode UTS #35, territory aliases). */
export function countryOf(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code;
}
