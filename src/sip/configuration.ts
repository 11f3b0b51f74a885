/**
 * Options of a user agent, their defaults and their validation (RFC 3261 §8; options are named as in SIP.js).
 * Subjects: options of a user agent; defaults of UA options; outboundProxy; instanceId option; User-Agent value, default; realms
 * option of a UA; display name of the account.
 */

import { systemClock, type Clock } from './base/clock.js';
import { newUuid } from './base/ids.js';
import type { LogConnector, LogLevel } from './base/logger.js';
import { supported, type Support } from './core/constants.js';
import { ALGORITHMS, type Algorithm } from './digest/algorithm.js';
import type { Credentials, CredentialsSource } from './digest/credentials.js';
import type { ChallengeRules } from './digest/policy.js';
import { NameAddrHeader } from './message/name-addr.js';
import { URI } from './message/uri.js';
import type { SessionDescriptionHandler } from './session/description-handler.js';
import type { Session } from './session/session.js';
import type { DtmfType, RedirectPolicy, ReplacesPolicy, SessionSettings } from './session/options.js';
import {
  invalid,
  oneOf,
  policy,
  readAddress,
  readCount,
  readMethods,
  readPackages,
  seconds,
  texts,
} from './option-checks.js';
import type { Transport } from './transport/transport.js';
import type { ServersOption } from './transport/servers.js';

/** Creates the description handler of a session, which negotiates its media. */
export type SessionDescriptionHandlerFactory = (
  session: Session,
  options?: Record<string, unknown>,
) => SessionDescriptionHandler;

/** A transport class, constructed with servers, clock, loggerFactory and the `transportOptions`. */
export type TransportConstructor = new (options: { servers: ServersOption; [option: string]: unknown }) => Transport;

/** Options of `UA`. Durations are in seconds unless stated otherwise. */
export interface UAConfiguration {
  /** The address-of-record: `sip:alice@example.com`, or without the scheme. */
  uri: string | URI;
  /** WebSocket URLs, or objects with `url`, `order`, `weight`. */
  servers?: ServersOption | undefined;
  server?: ServersOption | undefined;
  displayName?: string | undefined;
  /** Name for authentication. Default: the user part of `uri`. */
  authorizationUser?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
  /** H(username:realm:password) in hex, of MD5 or by algorithm (RFC 7616 §3.4.2). */
  ha1?: Credentials['ha1'] | undefined;
  /** A Bearer token (RFC 8898). Sent only over `wss:`, or to the local machine. */
  token?: string | undefined;
  /** Used instead of `password`, `ha1` and `token`: credentials, or a function that is called at each challenge. */
  credentials?: CredentialsSource | undefined;
  /**
   * The realm or realms of the account's servers; challenges of other realms are not answered. Default: the realm of
   * the `credentials` object, else the domain of `uri` and every realm with which a REGISTER was accepted.
   */
  realm?: string | readonly string[] | undefined;
  /** Digest algorithms that may be used. Default: all, but never a weaker one than the realm has used before. */
  algorithms?: readonly Algorithm[] | undefined;
  /** Answer digests without qop (RFC 2069) even if no REGISTER was accepted with one. Default false. */
  digestWithoutQop?: boolean | undefined;
  /**
   * Methods besides BYE, INFO, PRACK and UPDATE whose challenges inside a dialog are answered with a password, such as
   * `INVITE` for a server that challenges every request. Default none, as the remote party can challenge there too.
   */
  authenticateInDialog?: readonly string[] | undefined;
  /** Authorization servers that accept the token, as in `authz_server` (RFC 8898 §5). Default: the realm decides. */
  authzServers?: readonly string[] | undefined;
  /** Further methods that carry the token, outside a dialog. Default none: the callee could read the token. */
  tokenMethods?: readonly string[] | undefined;
  /** Connect after construction. Default true. */
  autostart?: boolean | undefined;
  /** Register when connected. Default true. */
  register?: boolean | undefined;
  registerExpires?: number | undefined;
  /** Default: the domain of `uri`. */
  registrar?: string | URI | undefined;
  /** `urn:uuid:…` or a UUID; should stay the same across reloads (RFC 5626 §4.1). Default: a new UUID. */
  instanceId?: string | undefined;
  /** A proxy for requests outside a dialog; a missing `;lr` is added. */
  outboundProxy?: string | URI | undefined;
  userAgent?: string | undefined;
  noAnswerTimeout?: number | undefined;
  rel100?: Support | undefined;
  recoveryTimeout?: number | undefined;
  /** Event packages to which other user agents may subscribe; each subscription emits `subscribe`. Default: none. */
  eventPackages?: readonly string[] | undefined;
  sessionExpires?: number | undefined;
  redirects?: RedirectPolicy | undefined;
  /** Whether an INVITE with Replaces is accepted at once, or rings first (RFC 3891 §8). Default `ask`. */
  replaces?: ReplacesPolicy | undefined;
  /** Content types of a MESSAGE in a call that the application takes; others are rejected (415). Default: all. */
  messageTypes?: readonly string[] | (() => readonly string[]) | undefined;
  /** INFO packages that the application takes in a call (RFC 6086 §5.2), each an `info` event. Default: none. */
  infoPackages?: readonly string[] | (() => readonly string[]) | undefined;
  /** How `session.dtmf()` sends tones: `rtp` as RTP events, or INFO if these are not supported. Default `info`. */
  dtmfType?: DtmfType | undefined;
  /** Maximum number of consecutive reconnection attempts; 0 disables reconnection. Default: unlimited. */
  wsServerMaxReconnection?: number | undefined;
  /** Delay between two connection attempts, varied by 20 %. Default: 1, 2, 4, 8, then 15. */
  wsServerReconnectionTimeout?: number | undefined;
  transportConstructor?: TransportConstructor | undefined;
  transportOptions?: Record<string, unknown> | undefined;
  sessionDescriptionHandlerFactory?: SessionDescriptionHandlerFactory | undefined;
  sessionDescriptionHandlerFactoryOptions?: Record<string, unknown> | undefined;
  logLevel?: LogLevel | undefined;
  logConnector?: LogConnector | undefined;
  logBuiltinEnabled?: boolean | undefined;
  /** Log every SIP message with secrets masked. Default false. */
  traceSip?: boolean | undefined;
  clock?: Clock | undefined;
  /** Returns a number in [0, 1), used for jitter. Default `Math.random`. */
  random?: (() => number) | undefined;
}

/** The validated configuration with its defaults. It contains no secrets, so it may be logged. */
export interface ReadConfiguration extends SessionSettings {
  readonly uri: URI;
  readonly displayName: string;
  readonly identity: NameAddrHeader;
  readonly autostart: boolean;
  readonly register: boolean;
  readonly registerExpires: number;
  readonly registrar: URI;
  readonly instanceId: string;
  readonly preloadedRouteSet: readonly string[];
  readonly userAgent: string;
  readonly wsServerMaxReconnection: number;
  readonly wsServerReconnectionTimeout: number | undefined;
  readonly eventPackages: readonly string[];
  readonly traceSip: boolean;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Throws an `invalid-argument` SipError that names the option. */
export function readConfiguration(options: UAConfiguration): ReadConfiguration {
  const uri = readAddress('uri', options.uri);
  if (uri.user === undefined) throw invalid('uri', 'it has no user part');
  const displayName = options.displayName ?? '';
  if (/[\r\n\0]/.test(displayName)) throw invalid('displayName', 'it must be one line');
  if (/[\r\n\0]/.test(options.userAgent ?? '')) throw invalid('userAgent', 'it must be one line');
  const { scheme, host, port } = uri;
  const registrar =
    options.registrar === undefined ? URI.of({ scheme, host, port }) : readAddress('registrar', options.registrar);
  return {
    uri,
    displayName,
    identity: new NameAddrHeader(uri, displayName),
    autostart: options.autostart ?? true,
    register: options.register ?? true,
    registerExpires: seconds('registerExpires', options.registerExpires, 600, 1),
    registrar,
    instanceId: readInstance(options.instanceId),
    preloadedRouteSet: readProxy(options.outboundProxy),
    userAgent: options.userAgent ?? 'sip-elements',
    noAnswerTimeout: seconds('noAnswerTimeout', options.noAnswerTimeout, 120, 0),
    rel100: oneOf('rel100', options.rel100, supported.UNSUPPORTED, supported.SUPPORTED, supported.REQUIRED),
    eventPackages: readPackages(options.eventPackages),
    recoveryTimeout: seconds('recoveryTimeout', options.recoveryTimeout, 60, 0),
    sessionExpires: readSessionExpires(options.sessionExpires),
    redirects: policy('redirects', options.redirects, 'follow', 'none'),
    replaces: policy('replaces', options.replaces, 'ask', 'asserted', 'claimed', 'refuse'),
    messageTypes: reader(options.messageTypes),
    infoPackages: reader(options.infoPackages ?? []),
    dtmfType: oneOf('dtmfType', options.dtmfType, 'info', 'rtp'),
    wsServerMaxReconnection: readCount('wsServerMaxReconnection', options.wsServerMaxReconnection, Infinity),
    wsServerReconnectionTimeout:
      options.wsServerReconnectionTimeout === undefined
        ? undefined
        : seconds('wsServerReconnectionTimeout', options.wsServerReconnectionTimeout, 0, 0),
    traceSip: options.traceSip ?? false,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

const reader = <T>(given: T | (() => T)): (() => T) => (given instanceof Function ? given : () => given);

/** Returns the servers to connect to. They are not part of `ReadConfiguration`, as a URL may contain a token. */
export function readServers(options: UAConfiguration): ServersOption {
  const servers = options.servers ?? options.server ?? (options.transportConstructor ? [] : undefined);
  if (servers === undefined) throw invalid('servers', 'there is no server to connect to');
  return servers;
}

/** Returns the credentials of the account; undefined if none were given. */
export function readCredentials(options: UAConfiguration): CredentialsSource | undefined {
  if (options.credentials !== undefined) return options.credentials;
  const { password, ha1, token } = options;
  if (password === undefined && ha1 === undefined && token === undefined) return undefined;
  return { username: options.authorizationUser ?? options.username, password, ha1, token };
}

/** Returns the rules by which challenges are answered. Throws an `invalid-argument` SipError that names the option. */
export function readChallengeRules(options: UAConfiguration, { uri, registrar }: ReadConfiguration): ChallengeRules {
  const { credentials, algorithms, digestWithoutQop } = options;
  const realm = options.realm ?? (typeof credentials === 'object' ? credentials.realm : undefined);
  const unknown = algorithms?.find((algorithm) => !ALGORITHMS.includes(algorithm));
  if (unknown !== undefined) throw invalid('algorithms', `"${unknown}" is not one of ${ALGORITHMS.join(', ')}`);
  return {
    realms: realm === undefined ? undefined : texts('realm', realm),
    domain: uri.host,
    registrar: registrar.host,
    algorithms,
    withoutQop: digestWithoutQop,
    inDialog: readMethods('authenticateInDialog', options.authenticateInDialog),
    authzServers: options.authzServers && texts('authzServers', options.authzServers),
    tokenMethods: readMethods('tokenMethods', options.tokenMethods),
  };
}

/** Parses a sip, sips or tel URI, an address without scheme, or a user of the domain. Undefined if invalid. */
export function readTarget(text: string | URI, domain: URI): URI | undefined {
  if (text instanceof URI) return text;
  const trimmed = text.trim();
  const uri = URI.parse(trimmed);
  if (uri && /^(?:sips?|tel)$/i.test(uri.scheme)) return uri;
  if (trimmed === '' || /[\s<>"]/.test(trimmed)) return undefined;
  if (trimmed.includes('@')) return URI.parse(`sip:${trimmed}`);
  const target = URI.of({ scheme: domain.scheme, user: trimmed, host: domain.host });
  target.port = domain.port;
  return target;
}

function readInstance(text: string | undefined): string {
  if (text === undefined) return `urn:uuid:${newUuid()}`;
  const urn = text.startsWith('urn:') ? text : `urn:uuid:${text}`;
  if (!/^urn:[\w:.-]+$/.test(urn)) throw invalid('instanceId', 'it must be a URN');
  return urn;
}

function readProxy(proxy: string | URI | undefined): readonly string[] {
  if (proxy === undefined) return [];
  const uri = readAddress('outboundProxy', proxy).clone();
  if (!uri.params.has('lr')) uri.params.set('lr', null);
  return [`<${uri.toRaw()}>`];
}

/** 0, or at least 90 s (RFC 4028 §4). */
function readSessionExpires(value: number | undefined): number {
  const read = seconds('sessionExpires', value, 1800, 0);
  if (read > 0 && read < 90) throw invalid('sessionExpires', 'it must be 0 or at least 90 seconds');
  return read;
}
