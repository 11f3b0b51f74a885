/**
 * Options of the account: a change of one of them starts a new registration.
 * Subjects: options that register anew; server option of the phone; password option; registerExpires; browserTabs option;
 * sessionTimers default; userAgent option; rel100 option.
 */

import type { TransportConstructor } from '../../sip/configuration.js';
import { ALGORITHMS, type Algorithm } from '../../sip/digest/algorithm.js';
import type { CredentialsSource } from '../../sip/digest/credentials.js';
import { isToken } from '../../sip/message/scanner.js';
import { isServers, isSipUri, isUserUri, quoted, serversOf } from './addresses.js';
import { callback, flag, line, list, number, object, oneOf, text, type Option, type OptionTable } from './option.js';

export interface AccountOptions {
  /** WebSocket URLs of the server (RFC 7118), in order of preference: `wss://pbx.example.com/ws`, or `/ws` at the host of the page. */
  server?: string | readonly string[] | undefined;
  /** The address-of-record: `sip:alice@example.com`, or `alice@example.com`. */
  uri?: string | undefined;
  /** User name for digest authentication. Default: the user part of `uri`. */
  username?: string | undefined;
  /** Password of the account. For tests; `credentials` keeps it out of the page. */
  password?: string | undefined;
  /** Instead of `username` and `password`: an object, or a function that is called for each challenge. */
  credentials?: CredentialsSource | undefined;
  /**
   * The realm of the account's servers, or several: challenges of other realms are not answered. Default: the domain of `uri`,
   * and every realm that a REGISTER was accepted with.
   */
  realm?: string | readonly string[] | undefined;
  /** Digest algorithms that may be used: `SHA-256`, `MD5`, … (RFC 8760). Default: all but those weaker than the realm has used. */
  algorithms?: readonly Algorithm[] | undefined;
  /** Answer digest challenges without qop (RFC 2069) also where no REGISTER was accepted with one. */
  digestWithoutQop?: boolean | undefined;
  /**
   * Methods, besides BYE, INFO, PRACK and UPDATE, whose challenges inside a call or subscription are answered, such as `INVITE`
   * for a server that challenges every request. Default none: the remote party chooses the challenge.
   */
  authenticateInDialog?: readonly string[] | undefined;
  /** The authorization servers that a token is for, as in `authz_server` (RFC 8898 §5). Default: the realm decides. */
  authzServers?: readonly string[] | undefined;
  /** Methods besides REGISTER that carry the token, outside a call. Default none: the remote party can read the token in them. */
  tokenMethods?: readonly string[] | undefined;
  /** Display name of the account in the From header field. */
  displayName?: string | undefined;
  /** SIP URI of the registrar. Default: the domain of `uri`. */
  registrar?: string | undefined;
  /** Connect and call without registering. */
  noRegister?: boolean | undefined;
  /**
   * Use the account in one tab of the origin at a time: other tabs wait in the account state `elsewhere`. Needs Web Locks
   * (secure contexts); without them every tab uses the account.
   */
  singleTab?: boolean | undefined;
  /**
   * `shared`: all tabs of the origin with the same `uri` and `server` are one phone: one of them has the connection and the media,
   * every tab shows its calls and commands them, and another one continues when it is closed. `alone`: each tab is a phone of its
   * own. Needs Web Locks and BroadcastChannel (secure contexts); without them every tab is alone.
   */
  browserTabs?: 'shared' | 'alone' | undefined;
  /** Requested lifetime of the registration, in seconds. */
  registerExpires?: number | undefined;
  /** SIP URI of a proxy that every request outside a dialog goes through first. */
  outboundProxy?: string | undefined;
  /** The value of the User-Agent header field. */
  userAgent?: string | undefined;
  /** Reliable provisional responses (RFC 3262): not supported, supported, or required. */
  rel100?: 'none' | 'supported' | 'required' | undefined;
  /** Session interval in seconds, at least 90, after which a session without refresh ends (RFC 4028); `false`: none. */
  sessionTimers?: number | false | undefined;
  /** Class of the transport that replaces the WebSocket transport. */
  transportConstructor?: TransportConstructor | undefined;
  /** Options of the transport. */
  transportOptions?: Record<string, unknown> | undefined;
}

const METHODS = { fits: isToken, rule: 'It must be a list of methods, such as INVITE.', attribute: false } as const;
const URI_RULE = { fits: isSipUri, rule: (value: unknown) => `${quoted(value)} is not a SIP URI.` };

const server: Option<string | readonly string[], undefined> = {
  fits: isServers,
  rule: (value) =>
    `${quoted(serversOf(value).find((url) => !isServers(url)) ?? value)} is not a ws:// or wss:// address.`,
  problem: 'bad-server',
  default: undefined,
  parse: serversOf,
  clickToCall: true,
  mark: true,
};

const isRealm = (value: unknown): boolean => typeof value === 'string' && value !== '';

const realm: Option<string | readonly string[], undefined> = {
  fits: (value): value is string | readonly string[] =>
    Array.isArray(value) ? value.length > 0 && value.every(isRealm) : isRealm(value),
  rule: 'It must be a string, or a list of strings.',
  default: undefined,
  parse: (given) => given,
  clickToCall: true,
};

const sessionTimers: Option<number | false, number> = {
  // RFC 4028 §4: the session interval is at least 90 s.
  fits: (value): value is number | false =>
    value === false || value === 0 || (Number.isFinite(value) && (value as number) >= 90),
  rule: 'It must be false, or a number of seconds, at least 90.',
  // The shortest, as a page may disappear without a BYE.
  default: 90,
  parse: (given) => (given === '' ? undefined : given === 'false' ? false : Number(given)),
  clickToCall: true,
};

export const ACCOUNT_OPTIONS = {
  server,
  uri: {
    ...text({
      fits: (value) => value.trim() === '' || isUserUri(value),
      rule: (value) => `${quoted(value)} is not an address such as sip:name@example.com.`,
      clickToCall: true,
      mark: true,
    }),
    problem: 'bad-uri',
  },
  username: line({ clickToCall: true }),
  password: text({ rule: 'It must be text.', secret: true }),
  credentials: {
    ...object<CredentialsSource>('It must be an object or a function.'),
    fits: (value): value is CredentialsSource =>
      typeof value === 'function' || (typeof value === 'object' && value !== null),
    secret: true,
  },
  realm,
  algorithms: list<Algorithm>({
    fits: (name) => ALGORITHMS.some((known) => known === name),
    rule: `It must be a list of ${ALGORITHMS.join(', ')}.`,
    clickToCall: true,
  }),
  // Properties only, as each of the next four exposes more of the credentials.
  digestWithoutQop: flag(false, { attribute: false }),
  authenticateInDialog: list(METHODS),
  authzServers: list({
    fits: (url) => url !== '',
    rule: 'It must be a list of URLs.',
    attribute: false,
  }),
  tokenMethods: list(METHODS),
  displayName: line({ clickToCall: true, mark: true }),
  registrar: text({ ...URI_RULE, clickToCall: true }),
  noRegister: flag(false, { clickToCall: true, mark: true }),
  singleTab: flag(false),
  browserTabs: oneOf('shared', 'alone'),
  registerExpires: number(600, { rule: 'It must be a number of seconds above 0.', clickToCall: true }),
  outboundProxy: text({ ...URI_RULE, clickToCall: true }),
  userAgent: line({ clickToCall: true }),
  rel100: { ...oneOf('none', 'supported', 'required'), clickToCall: true },
  sessionTimers,
  transportConstructor: callback<TransportConstructor>(),
  transportOptions: object<Record<string, unknown>>('It must be an object.'),
} as const satisfies OptionTable<AccountOptions>;
