/** Decides by the option `blockedCallers` which INVITEs are declined without ringing (603, RFC 3261 §21.6.2). */

import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import { numberOf } from './party.js';
import type { Targets } from './targets.js';
import type { ReadOption } from '../settings.js';

export class BlockedCallers {
  readonly #option: ReadOption;
  readonly #targets: Targets;

  constructor(option: ReadOption, targets: Targets) {
    this.#option = option;
    this.#targets = targets;
  }

  /**
   * Whether a rule names the caller, by the identity that is shown or by From. From is not verified: that suffices, as the
   * consequence is that less is permitted.
   */
  has({ shownIdentity: shown, remoteIdentity }: Session): boolean {
    const rules = this.#option('blockedCallers') ?? [];
    if (rules.length === 0) return false;
    if (isAnonymous(shown.uri) && rules.some((rule) => /^anonymous$/i.test(rule.trim()))) return true;
    const callers = [shown.uri, remoteIdentity.uri];
    return rules.some((rule) => callers.some((caller) => this.#names(rule.trim(), caller)));
  }

  #names(rule: string, caller: URI): boolean {
    if (rule.startsWith('@')) return caller.isSip && caller.host.toLowerCase() === rule.slice(1).toLowerCase();
    const named = this.#targets.uriOf(rule);
    // A tel URI is a number at any server.
    const sip = caller.isSip ? caller : this.#targets.uriOf(numberOf(caller));
    return named !== undefined && sip !== undefined && this.#targets.keyOf(named) === this.#targets.keyOf(sip);
  }
}

/** Whether the caller withholds the identity (RFC 3323 §4.1.1.3). */
const isAnonymous = (uri: URI): boolean =>
  uri.host.toLowerCase() === 'anonymous.invalid' || uri.user?.toLowerCase() === 'anonymous';
