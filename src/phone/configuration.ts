/**
 * Options of a phone. Every option may be changed at run time with `configure()`.
 * Subjects: PhoneConfiguration.
 */

import type { Credentials } from '../sip/digest/credentials.js';
import type { AccountOptions } from './options/account-options.js';
import type { HeadlessOptions } from './options/headless-options.js';
import type { LiveOptions } from './options/live-options.js';

/** Credentials of an account: a password, a hash of it (RFC 7616 §3.4.2) or a token (RFC 8898). */
export type PhoneCredentials = Credentials;

/** Options of a phone. An option that is absent has its default; `undefined` restores the default. */
export interface PhoneConfiguration extends AccountOptions, LiveOptions, HeadlessOptions {}
