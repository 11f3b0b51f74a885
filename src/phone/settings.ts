/** Reads the options of a phone: validates them and makes the settings of the account. Never throws. */

import { readExtraHeaders } from '../sip/core/extra-headers.js';
import { ALGORITHMS, type Algorithm } from '../sip/digest/algorithm.js';
import { isToken } from '../sip/message/scanner.js';
import { URI } from '../sip/message/uri.js';
import { callerPage } from './contacts/caller-page.js';
import type { PhoneConfiguration } from './configuration.js';
import type { StorageOption } from './account/storage-area.js';
import type { Problem } from './state.js';

/** Settings that suffice to connect an account. */
export interface AccountSettings {
  readonly servers: readonly string[];
  readonly uri: URI;
  /** The user part of the address-of-record, for display. */
  readonly name: string;
  readonly registrar: URI | undefined;
  readonly outboundProxy: URI | undefined;
  readonly registerExpires: number;
}

export type Reading =
  | { readonly account: AccountSettings; readonly problem: Problem | undefined }
  | { readonly account: undefined; readonly problem: Problem | undefined };

export const DEFAULTS = { registerExpires: 600, maxCalls: 4, noAnswerTimeout: 120, recordingDays: 7 } as const;

/** Options of the account: a change of one of them starts a new registration. Other options take effect in place. */
export const ACCOUNT_OPTIONS = [
  'server',
  'uri',
  'username',
  'password',
  'credentials',
  'realm',
  'algorithms',
  'digestWithoutQop',
  'authenticateInDialog',
  'authzServers',
  'tokenMethods',
  'displayName',
  'registrar',
  'noRegister',
  'singleTab',
  'registerExpires',
  'outboundProxy',
  'userAgent',
  'rel100',
  'sessionTimers',
  'transportConstructor',
  'transportOptions',
] as const satisfies readonly (keyof PhoneConfiguration)[];

/** Whether two configurations describe the same account. */
export function sameAccount(a: PhoneConfiguration, b: PhoneConfiguration): boolean {
  return ACCOUNT_OPTIONS.every((name) => Object.is(a[name], b[name]) || listOf(a[name]) === listOf(b[name]));
}

/** Arrays with the same addresses are the same setting. */
function listOf(value: unknown): unknown {
  return Array.isArray(value) ? value.join(' ') : value;
}

/** Returns the account of a configuration, and the first problem that was found. */
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

const DEVICE = 'It must be the id or the label of a device.';

/** Validation of the other options: absent, or the predicate is true. */
const RULES: readonly [
  option: keyof PhoneConfiguration,
  attribute: string,
  fits: (value: unknown) => boolean,
  words: string,
][] = [
  [
    'maxCalls',
    'max-calls',
    (value) => Number.isInteger(value) && (value as number) > 0,
    'It must be a whole number above 0.',
  ],
  ['noAnswerTimeout', 'no-answer-timeout', (value) => (value as number) > 0, 'It must be a number of seconds above 0.'],
  ['autoAnswer', 'auto-answer', isDelay, 'It must be true, false, or a number of seconds from 0.'],
  ['autoAnswerHeader', 'auto-answer-header', isFlagOrTexts, 'It must be true, false, or a list of callers.'],
  ['followTransfers', 'follow-transfers', isOneOf(true, false, 'ask'), 'It must be true, false or "ask".'],
  [
    'redirects',
    'redirects',
    isOneOf('ask', 'same-user', 'follow', 'refuse'),
    'It must be ask, same-user, follow or refuse.',
  ],
  ['replaces', 'replaces', isOneOf('asserted', 'ask', 'refuse'), 'It must be asserted, ask or refuse.'],
  [
    'iceServers',
    'ice-servers',
    isIceServers,
    'It must be a list of objects with "urls" that begin with stun:, stuns:, turn: or turns:.',
  ],
  ['country', 'country', isCountry, 'It must be a code of two letters, such as GB (ISO 3166-1).'],
  ['storage', 'storage', isOneOf('local', 'session', 'none'), 'It must be local, session or none.'],
  [
    'recordingDays',
    'recording-days',
    (value) => (value as number) > 0 && Number.isFinite(value),
    'It must be a number of days above 0.',
  ],
  ['voicemail', 'voicemail', isFlagOrText, 'It must be true, false, or the number of the mailbox.'],
  [
    'pickUpCode',
    'pick-up-code',
    (value) => typeof value === 'string',
    'It must be the code before the number, such as "**".',
  ],
  ['contacts', 'contacts', Array.isArray, 'It must be a list of contacts.'],
  ['suggest', 'suggest', isFunction, 'It must be a function.'],
  ['lookUp', 'look-up', isFunction, 'It must be a function.'],
  ['callerUrl', 'caller-url', isPageTemplate, 'It must be an https: or http: URL with a placeholder such as {number}.'],
  ['realm', 'realm', isTextOrTexts, 'It must be a string, or a list of strings.'],
  ['algorithms', 'algorithms', isAlgorithms, `It must be a list of ${ALGORITHMS.join(', ')}.`],
  ['authenticateInDialog', 'authenticate-in-dialog', isMethods, 'It must be a list of methods, such as INVITE.'],
  ['authzServers', 'authz-servers', isTextOrTexts, 'It must be a list of URLs.'],
  ['tokenMethods', 'token-methods', isMethods, 'It must be a list of methods, such as INVITE.'],
  ['codecs', 'codecs', isCodecs, 'It must be a list of names such as "opus" and "PCMA".'],
  ['dtmf', 'dtmf', isOneOf('auto', 'rtp', 'info'), 'It must be auto, rtp or info.'],
  ['audioInput', 'audio-input', isText, DEVICE],
  ['audioOutput', 'audio-output', isText, DEVICE],
  ['ringOutput', 'ring-output', isText, DEVICE],
  ['ringtone', 'ringtone', isText, 'It must be the URL of an audio file.'],
  ['ringWords', 'ring-words', isRingWords, 'It must be an object with a function "incoming" and strings.'],
  ['rel100', 'rel100', isOneOf('none', 'supported', 'required'), 'It must be none, supported or required.'],
  ['sessionTimers', 'session-timers', isSessionTimer, 'It must be false, or a number of seconds, at least 90.'],
  [
    'extraHeaders',
    'extra-headers',
    isExtraHeaders,
    'It must be a list of "Name: value", without header fields that the phone sets itself.',
  ],
];

/** Returns the first other option that is invalid; the phone uses the default in its place. */
export function checkOptions(configuration: PhoneConfiguration): Problem | undefined {
  const broken = RULES.find(([option, , fits]) => configuration[option] !== undefined && !fits(configuration[option]));
  return broken && bad(broken[1], broken[3]);
}

/** Returns the value of an option; undefined where it is absent or invalid. */
export function optionOf<K extends keyof PhoneConfiguration>(
  configuration: PhoneConfiguration,
  option: K,
): PhoneConfiguration[K] {
  const fits = RULES.find(([name]) => name === option)?.[2] ?? (() => true);
  return configuration[option] === undefined || !fits(configuration[option]) ? undefined : configuration[option];
}

/** Returns where call history and messages are stored. An invalid value stores nothing: it was meant to restrict the default. */
export function storageOf({ keepHistory, storage = 'local' }: PhoneConfiguration): StorageOption {
  if (keepHistory === false) return 'none';
  return storage === 'local' || storage === 'session' ? storage : 'none';
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isRingWords(value: unknown): boolean {
  const { incoming, answer, decline } = (value ?? {}) as Record<string, unknown>;
  const texts = [answer, decline].every((text) => text === undefined || isText(text));
  return typeof value === 'object' && texts && (incoming === undefined || typeof incoming === 'function');
}

function isPageTemplate(value: unknown): boolean {
  return typeof value === 'string' && callerPage(value, { number: '', name: '', uri: '' }) !== undefined;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isFlagOrText(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'string';
}

function isDelay(value: unknown): boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && value >= 0);
}

/** Accepts an ISO 3166-1 code, or a common alias such as UK. */
function isCountry(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\s*(?:[a-z]{2})?\s*$/i.test(value)) return false;
  const code = value.trim();
  return code === '' || (!/^zz$/i.test(code) && REGIONS.of(countryOf(code)) !== undefined);
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Returns the ISO 3166-1 code of two letters: GB for UK (Unicode UTS #35, territory aliases). */
export function countryOf(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code;
}

function isTextOrTexts(value: unknown): boolean {
  const list: unknown = typeof value === 'string' ? [value] : value;
  return Array.isArray(list) && list.length > 0 && list.every((text) => typeof text === 'string' && text !== '');
}

function isAlgorithms(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => ALGORITHMS.includes(name as Algorithm));
}

function isMethods(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && isToken(name));
}

function isCodecs(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && /^[\w.+-]{1,32}$/.test(name));
}

function isFlagOrTexts(value: unknown): boolean {
  return typeof value === 'boolean' || (Array.isArray(value) && value.every(isText));
}

function isOneOf(...words: readonly unknown[]): (value: unknown) => boolean {
  return (value) => words.includes(value);
}

/** RFC 4028 §4: the session interval is at least 90 s. */
function isSessionTimer(value: unknown): boolean {
  return value === false || value === 0 || (typeof value === 'number' && value >= 90 && Number.isFinite(value));
}

function isExtraHeaders(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  try {
    readExtraHeaders(value as string[]);
    return true;
  } catch {
    return false;
  }
}

/** Returns the value, or the default where it is absent or invalid. */
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
  // RFC 6455 §3: a WebSocket URL has no fragment.
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
  return { value: fallback, problem: bad(attribute, 'It must be a number of seconds above 0.') };
}

function bad(attribute: string, detail: string): Problem {
  return { kind: 'bad-attribute', attribute, detail };
}

function missing(attribute: string): Reading {
  return { account: undefined, problem: { kind: 'unconfigured', attribute, detail: `"${attribute}" is missing.` } };
}

/** Quotes at most 80 characters of a wrong value, with the password of a URI masked. */
function shorten(text: string): string {
  return text.replace(/:[^:@/\s]*@/, ':***@').slice(0, 80);
}
