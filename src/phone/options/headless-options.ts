/**
 * Options of an application without elements: a provider sets them from its language, its events and its `no-…` attributes.
 * Subjects: options without elements; lookUp option; logLevel option.
 */

import type { Clock } from '../../sip/base/clock.js';
import type { LogConnector, LogLevel } from '../../sip/base/logger.js';
import type { AccountSourceFunction } from '../account/account-document.js';
import type { LookedUp, Party } from '../contact-state.js';
import type { RingWords } from '../words.js';
import { callback, flag, object, oneOf, type OptionTable } from './option.js';

export interface HeadlessOptions {
  /**
   * Gives the document of the account: credentials that end, and what else the page does not know, such as `server`, `uri` and
   * `iceServers`. Called at the start, before its `ttl` ends, and when the server rejects its credentials. Options that are set
   * override it. Attribute: `credentials-src`.
   */
  accountSource?: AccountSourceFunction | undefined;
  /** Whether the phone plays tones (ringer, ringback, busy). Attribute: `no-sounds`. */
  sounds?: boolean | undefined;
  /**
   * Show an incoming call outside the page: in the title, on the app icon, and by a system notification once permitted. The
   * notification has buttons where the page has a service worker that uses `sip-elements/service-worker`. Attribute:
   * `no-notifications`.
   */
  notifications?: boolean | undefined;
  /** `false` is the same as `storage: 'none'`. Attribute: `no-history`. */
  keepHistory?: boolean | undefined;
  /** The texts of title and notification. Default English. */
  ringWords?: Partial<RingWords> | undefined;
  /** Looks up a remote party, caller or callee; the result is shown when it arrives. A string is a name. */
  lookUp?: ((party: Party) => Promise<LookedUp | undefined> | LookedUp | undefined) | undefined;
  /** Log lines less severe than this level are dropped. Default `warn`, with `trace` `log`; an element has only `trace`. */
  logLevel?: LogLevel | undefined;
  /** Receives log lines besides the console. */
  logConnector?: LogConnector | undefined;
  /** Source of time, for tests; cannot be changed later. */
  clock?: Clock | undefined;
}

export const HEADLESS_OPTIONS = {
  accountSource: callback<AccountSourceFunction>(),
  sounds: flag(true),
  notifications: flag(true),
  keepHistory: flag(true),
  ringWords: object<Partial<RingWords>>('It must be an object with a function "incoming" and strings.', areWords),
  lookUp: callback<NonNullable<HeadlessOptions['lookUp']>>(),
  logLevel: { ...oneOf<LogLevel>('error', 'warn', 'log', 'debug'), default: undefined },
  logConnector: callback<LogConnector>(),
  clock: object<Clock>('It must be a clock.'),
} as const satisfies OptionTable<HeadlessOptions>;

function areWords({ incoming, answer, decline }: Partial<Record<keyof RingWords, unknown>>): boolean {
  const texts = [answer, decline].every((value) => value === undefined || typeof value === 'string');
  return texts && (incoming === undefined || typeof incoming === 'function');
}
