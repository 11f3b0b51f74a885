/**
 * Decides whether a list of callers names the caller of an INVITE, as for the option `blockedCallers` (decision 036).
 * Subjects: caller named by a list; blocked callers, comparison; anonymous caller, recognised; blockedCallers, match.
 */

import { ANONYMOUS } from '../../sip/message/anonymous.js';
import type { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { URI } from '../../sip/message/uri.js';
import { numberOf } from './party.js';
import type { Targets } from './targets.js';

/** The identities of the caller: the one that is shown, and From. */
export interface CallerIdentity {
  readonly shownIdentity: NameAddrHeader;
  readonly remoteIdentity: NameAddrHeader;
}

/** Whether a text can be an entry of such a list. */
export const isCallerRule = (rule: string): boolean => /^(?:@[^\s@]+|[^@]+(?:@[^\s@]+)?)$/.test(rule.trim());

export class CallerMatch {
  readonly #targets: Pick<Targets, 'uriOf' | 'keyOf'>;

  constructor(targets: Pick<Targets, 'uriOf' | 'keyOf'>) {
    this.#targets = targets;
  }

  /**
   * Whether a rule names the caller, by the identity that is shown or by From. From is not verified: use it only where
   * the caller gains nothing by it.
   */
  names(rules: readonly string[], { shownIdentity: shown, remoteIdentity }: CallerIdentity): boolean {
    if (rules.length === 0) return false;
    if (isAnonymous(shown.uri) && rules.some((rule) => /^anonymous$/i.test(rule.trim()))) return true;
    const callers = [shown.uri, remoteIdentity.uri];
    return rules.some((rule) => callers.some((caller) => this.#names(rule.trim(), caller)));
  }

  #names(rule: string, caller: URI): boolean {
    if (rule.startsWith('@')) return caller.isSip && caller.host.toLowerCase() === rule.slice(1).toLowerCase();
    // A tel URI is a number at any server.
    const sip = caller.isSip ? caller : this.#targets.uriOf(numberOf(caller));
    if (/^\+?[\d\s().-]*\d[\s().-]*\*$/.test(rule)) return this.#begins(rule.replace(/[^+\d]/g, ''), caller, sip);
    const named = this.#targets.uriOf(rule);
    return named !== undefined && sip !== undefined && this.#targets.keyOf(named) === this.#targets.keyOf(sip);
  }

  /** Whether the number begins so, as it was received or in its E.164 form. */
  #begins(prefix: string, caller: URI, sip: URI | undefined): boolean {
    const key = sip && this.#targets.keyOf(sip);
    return [numberOf(caller), key ?? ''].some((number) => /^\+?\d+$/.test(number) && number.startsWith(prefix));
  }
}

/** Whether the caller withholds the identity (RFC 3323 §4.1.1.3). */
export const isAnonymous = (uri: URI): boolean =>
  uri.host.toLowerCase() === ANONYMOUS.uri.host || uri.user?.toLowerCase() === ANONYMOUS.uri.user;
