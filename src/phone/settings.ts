/** Reads what a phone was told: which of it makes an account, and what of it makes no sense. Never throws. */

import { URI } from '../sip/message/uri.js';
import type { PhoneConfiguration } from './configuration.js';
import type { Problem } from './state.js';

/** An account that can be tried. */
export interface AccountSettings {
  readonly servers: readonly string[];
  readonly uri: URI;
  /** The user part of the address-of-record, as a person reads it. */
  readonly name: string;
  readonly registrar: URI | undefined;
  readonly outboundProxy: URI | undefined;
  readonly registerExpires: number;
}

export type Reading =
  | { readonly account: AccountSettings; readonly problem: Problem | undefined }
  | { readonly account: undefined; readonly problem: Problem | undefined };

export const DEFAULTS = { registerExpires: 600, maxCalls: 4, noAnswerTimeout: 120 } as const;

/** Options of the account: a change of one of them needs a new registration. The others take effect as they are. */
export const ACCOUNT_OPTIONS = [
  'server',
  'uri',
  'username',
  'password',
  'credentials',
  'displayName',
  'registrar',
  'noRegister',
  'registerExpires',
  'outboundProxy',
  'userAgent',
  'transportConstructor',
  'transportOptions',
] as const satisfies readonly (keyof PhoneConfiguration)[];

/** Whether two configurations describe the same account. */
export function sameAccount(a: PhoneConfiguration, b: PhoneConfiguration): boolean {
  return ACCOUNT_OPTIONS.every((name) => Object.is(a[name], b[name]) || listOf(a[name]) === listOf(b[name]));
}

/** Two arrays of the same addresses are the same setting. */
function listOf(value: unknown): unknown {
  return Array.isArray(value) ? value.join(' ') : value;
}

/** The account in a configuration, and the first thing that is wrong with it. */
export function readAccount(configuration: PhoneConfiguration): Reading {
  const servers = readServers(configuration.server);
  const uri = readAddress(configuration.uri);
  if (servers === undefined && uri === undefined) return { account: undefined, problem: undefined };
  if (servers === undefined) return missing('server');
  if (uri === undefined) return missing('uri');
  if ('kind' in servers) return { account: undefined, problem: servers };
  if ('kind' in uri) return { account: undefined, problem: uri };

  const registrar = readUri(configuration.registrar, 'registrar');
  const outboundProxy = readUri(configuration.outboundProxy, 'outbound-proxy');
  const registerExpires = readSeconds(configuration.registerExpires, 'register-expires', DEFAULTS.registerExpires);
  const problem = [registrar, outboundProxy, registerExpires].find((part) => part.problem)?.problem;
  return {
    account: {
      servers: servers.urls,
      uri: uri.uri,
      name: uri.uri.user ?? uri.uri.host,
      registrar: registrar.value,
      outboundProxy: outboundProxy.value,
      registerExpires: registerExpires.value,
    },
    problem,
  };
}

/** The first of the other options that makes no sense; the phone uses its default in their place. */
export function checkOptions(configuration: PhoneConfiguration): Problem | undefined {
  const { maxCalls, noAnswerTimeout, autoAnswer, iceServers } = configuration;
  if (maxCalls !== undefined && !(Number.isInteger(maxCalls) && maxCalls > 0)) {
    return bad('max-calls', 'It has to be a whole number above 0.');
  }
  if (noAnswerTimeout !== undefined && !(noAnswerTimeout > 0)) {
    return bad('no-answer-timeout', 'It has to be a number of seconds above 0.');
  }
  if (typeof autoAnswer === 'number' && !(autoAnswer >= 0)) {
    return bad('auto-answer', 'It has to be a number of seconds.');
  }
  if (iceServers !== undefined && !isIceServers(iceServers)) {
    return bad(
      'ice-servers',
      'It has to be a list of objects with "urls" that begin with stun:, stuns:, turn: or turns:.',
    );
  }
  return undefined;
}

/** The value, or the default where it makes no sense or is absent. */
export function positiveOr(value: number | undefined, fallback: number): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : fallback;
}

export function isIceServers(value: unknown): value is readonly RTCIceServer[] {
  if (!Array.isArray(value)) return false;
  return value.every((entry: unknown) => {
    const urls: unknown = (entry as RTCIceServer | null)?.urls;
    const list: unknown[] = Array.isArray(urls) ? urls : [urls];
    return list.length > 0 && list.every((url) => typeof url === 'string' && /^(stun|turn)s?:\S+$/i.test(url));
  });
}

function readServers(value: PhoneConfiguration['server']): { urls: string[] } | Problem | undefined {
  const list = (Array.isArray(value) ? value : [value]) as unknown[];
  const texts = list.flatMap((entry) => (typeof entry === 'string' ? entry.split(/[\s,]+/) : [])).filter(Boolean);
  if (texts.length === 0) return undefined;
  const wrong = texts.find((text) => !isWebSocketUrl(text));
  if (wrong === undefined) return { urls: texts };
  return { kind: 'bad-server', attribute: 'server', detail: `"${shorten(wrong)}" is not a ws:// or wss:// address.` };
}

function isWebSocketUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash } = new URL(text);
  // RFC 6455 §3: no fragment.
  return (protocol === 'ws:' || protocol === 'wss:') && hostname !== '' && hash === '';
}

function readAddress(text: unknown): { uri: URI } | Problem | undefined {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const trimmed = text.trim();
  const uri = URI.parse(withScheme(trimmed));
  if (uri && /^sips?$/i.test(uri.scheme) && uri.user && uri.host) return { uri };
  return {
    kind: 'bad-uri',
    attribute: 'uri',
    detail: `"${shorten(trimmed)}" is not an address such as sip:name@example.com.`,
  };
}

function withScheme(text: string): string {
  return /^sips?:/i.test(text) ? text : `sip:${text}`;
}

function readUri(text: string | undefined, attribute: string): { value: URI | undefined; problem?: Problem } {
  if (text === undefined || text.trim() === '') return { value: undefined };
  const uri = URI.parse(withScheme(text.trim()));
  if (uri?.host) return { value: uri };
  return { value: undefined, problem: bad(attribute, `"${shorten(text)}" is not a SIP URI.`) };
}

function readSeconds(
  value: number | undefined,
  attribute: string,
  fallback: number,
): { value: number; problem?: Problem } {
  if (value === undefined || positiveOr(value, 0) === value) return { value: value ?? fallback };
  return { value: fallback, problem: bad(attribute, 'It has to be a number of seconds above 0.') };
}

function bad(attribute: string, detail: string): Problem {
  return { kind: 'bad-attribute', attribute, detail };
}

function missing(attribute: string): Reading {
  return { account: undefined, problem: { kind: 'unconfigured', attribute, detail: `"${attribute}" is missing.` } };
}

/** A wrong value is shown to help find it, but not all of a long one, nor a password that stands in a URI. */
function shorten(text: string): string {
  return text.replace(/:[^:@/\s]*@/, ':***@').slice(0, 80);
}
