/**
 * The options of a pocket PBX, their defaults, and the errors of invalid ones.
 * Subjects: options of the pocket PBX; number of accounts' contacts in the pocket PBX; timeouts of the pocket PBX; ringTimeout.
 */

import { systemClock, type Clock } from '../../../src/sip/base/clock.js';
import { SipError } from '../../../src/sip/base/errors.js';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import type { Credentials } from '../../../src/sip/digest/credentials.js';
import { DEFAULT_LIMITS, type Limits } from '../../../src/sip/message/limits.js';
import type { ExtensionDefinition } from './extension/definition.js';
import type { MediaOptions } from './media/media-end.js';

/** An account that can register; without `password` and `ha1` every client can register under its name. */
export interface Account {
  /** The user part of the address-of-record, and the user name of digest. */
  username: string;
  password?: string;
  /** H(username:realm:password), in hexadecimal, for MD5 or by algorithm: instead of the password. */
  ha1?: NonNullable<Credentials['ha1']>;
  /** The name that the called party sees (P-Asserted-Identity, RFC 3325). */
  displayName?: string;
  /** A number under which the account can be called too. */
  extension?: string;
}

/** Seconds (RFC 3261 §10.2.1.1). */
export interface ExpiresLimits {
  default: number;
  /** A shorter time is rejected with 423. */
  min: number;
  /** A longer time is reduced to this. */
  max: number;
}

export interface PbxOptions {
  accounts?: readonly Account[];
  /** Realm of the digest challenges. Default `sip-elements`. */
  realm?: string;
  /** Extensions beside the built-in ones; one with the name of a built-in one replaces it. */
  extensions?: readonly ExtensionDefinition[];
  /** Default `{ default: 600, min: 30, max: 3600 }`. */
  expires?: Partial<ExpiresLimits>;
  /** Seconds until an extension that does not answer is ended with 480. Default 30. */
  noAnswerTimeout?: number;
  /** Seconds that a call may ring without a provisional response (timer C, RFC 3261 §16.6 step 11). Default 180, the minimum. */
  ringTimeout?: number;
  /** Whether a 3xx is followed to accounts and extensions of this PBX (RFC 3261 §16.7 step 4). Default true. */
  followRedirects?: boolean;
  /** Addresses and ports of the extensions' media. */
  media?: MediaOptions;
  /** The size limits of received messages. */
  limits?: Partial<Limits>;
  /** The maximum number of open sockets. Default 500. */
  maxSockets?: number;
  /** Host names that requests may be sent to, beside addresses and `localhost`. Another one is refused with 403. */
  hosts?: readonly string[];
  /** Origins whose pages may connect, beside those on this machine and of the same host; `*` for each. Default none. */
  origins?: readonly string[];
  /** The maximum number of pending requests of one socket. Default 500. */
  maxTransactions?: number;
  /** The maximum number of contacts of one account. Default 10. */
  maxContacts?: number;
  /** Whether each message emits a `trace` event, also where it is not printed. Default: whether there is a listener. */
  trace?: boolean;
  clock?: Clock;
  /** Default: warnings and errors to the console. */
  loggerFactory?: LoggerFactory;
}

/** The options with their defaults. */
export interface Settings extends Required<Omit<PbxOptions, 'expires' | 'limits'>> {
  expires: ExpiresLimits;
  limits: Limits;
  /** The value of Server and User-Agent. */
  product: string;
}

const NAME = /^[A-Za-z0-9_.!~*'()&=+$,;?/-]{1,64}$/;

function check(condition: boolean, message: string): void {
  if (!condition) throw new SipError('invalid-argument', message);
}

function checkAccounts(accounts: readonly Account[]): void {
  const taken = new Set<string>();
  for (const { username, extension } of accounts) {
    check(NAME.test(username), `"${username}" cannot be the user part of a SIP URI`);
    for (const name of extension === undefined ? [username] : [username, extension]) {
      check(NAME.test(name), `"${name}" cannot be the user part of a SIP URI`);
      check(!taken.has(name), `two accounts are called "${name}"`);
      taken.add(name);
    }
  }
}

/** Adds the defaults. Throws an `invalid-argument` SipError that names the invalid option. */
export function settingsOf(options: PbxOptions): Settings {
  const expires = { default: 600, min: 30, max: 3600, ...options.expires };
  const { min, max } = expires;
  check(
    min >= 1 && min <= expires.default && expires.default <= max,
    'expires needs 1 ≤ min ≤ default ≤ max, in seconds',
  );
  const accounts = options.accounts ?? [];
  checkAccounts(accounts);
  const realm = options.realm ?? 'sip-elements';
  check(
    /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,128}$/.test(realm),
    'a realm is printable ASCII without quotes and backslashes',
  );
  return {
    accounts,
    realm,
    expires,
    extensions: options.extensions ?? [],
    noAnswerTimeout: options.noAnswerTimeout ?? 30,
    ringTimeout: options.ringTimeout ?? 180,
    followRedirects: options.followRedirects ?? true,
    media: options.media ?? {},
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    hosts: options.hosts ?? [],
    origins: options.origins ?? [],
    maxSockets: options.maxSockets ?? 500,
    maxTransactions: options.maxTransactions ?? 500,
    maxContacts: options.maxContacts ?? 10,
    trace: options.trace ?? false,
    clock: options.clock ?? systemClock,
    loggerFactory: options.loggerFactory ?? new LoggerFactory(),
    product: 'sip-elements pocket PBX',
  };
}
