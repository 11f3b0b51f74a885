/**
 * What another party may make this phone do: take over a call (RFC 3891), send a call elsewhere (3xx, REFER), be answered
 * without a user (RFC 5373). One place decides, by options and by the identity that our server asserts; see decision 018.
 */

import { answerAfter } from '../../sip/message/header/call-info.js';
import { assertedIdentities } from '../../sip/message/header/identity.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import { optionOf, positiveOr } from '../settings.js';

export interface RemotePolicyOwner {
  configuration(): PhoneConfiguration;
  /** The address-of-record. */
  account(): URI | undefined;
}

export interface AutomaticAnswer {
  /** Seconds. */
  readonly delay: number;
  readonly origin: 'auto-answer' | 'answer-mode';
}

/** The longest delay that a caller can ask for, seconds. */
const LONGEST_DELAY = 60;

export class RemotePolicy {
  constructor(private readonly owner: RemotePolicyOwner) {}

  /**
   * Whether an INVITE with Replaces takes the place of a call without a user (RFC 3891 §8). The tags of a dialog, From and
   * Referred-By are no proof (RFC 4235 §6, RFC 3892 §5): without an asserted identity it rings. An established call is taken
   * only by its own peer, from another device; one that still waits for an answer by any asserted party, as a pick-up.
   */
  replaces(session: Session, request: IncomingRequest): 'take' | 'ask' | 'refuse' {
    const rule = this.#option('replaces') ?? 'asserted';
    if (rule !== 'asserted') return rule;
    if (session.state.status === 'established') return session.isPeer(request) ? 'take' : 'ask';
    return assertedIdentities(request).length > 0 ? 'take' : 'ask';
  }

  /**
   * Which targets of a 3xx are called, and about which the user is asked. Another place of the user part that was called is
   * where a redirect server finds that user; any other target may cost money, or be somebody else.
   */
  redirect(called: URI, targets: readonly URI[]): { readonly follow: readonly URI[]; readonly ask: URI | undefined } {
    const rule = this.#option('redirects') ?? 'ask';
    if (rule === 'refuse') return { follow: [], ask: undefined };
    if (rule === 'follow') return { follow: targets, ask: undefined };
    const follow = targets.filter(({ user }) => user !== undefined && user === called.user);
    return { follow, ask: rule === 'ask' && follow.length === 0 ? targets[0] : undefined };
  }

  /** What happens to a REFER of the peer of a call. Any other REFER does not get here. */
  refer(): 'follow' | 'ask' | 'refuse' {
    const rule = this.#option('followTransfers') ?? false;
    return rule === 'ask' ? 'ask' : rule ? 'follow' : 'refuse';
  }

  /** Whether a call is answered without a user, unless there is another call at that moment. */
  automaticAnswer(session: Session): AutomaticAnswer | undefined {
    const always = this.#option('autoAnswer') ?? false;
    if (always !== false) return { delay: always === true ? 0 : positiveOr(always, 0), origin: 'auto-answer' };
    const delay = askedDelay(session);
    return delay !== undefined && this.#mayAsk(session) ? { delay, origin: 'answer-mode' } : undefined;
  }

  /** Whether our server asserts that the caller is one of those that may ask to be answered (RFC 5373 §7). */
  #mayAsk({ assertedIdentity }: Session): boolean {
    const allowed = this.#option('autoAnswerHeader') ?? false;
    const account = this.owner.account();
    if (allowed === false || !assertedIdentity || !account) return false;
    const rules = allowed === true ? [`@${account.host}`] : allowed;
    return rules.some((rule) => fits(assertedIdentity.uri, rule, account));
  }

  #option<K extends keyof PhoneConfiguration>(name: K): PhoneConfiguration[K] {
    return optionOf(this.owner.configuration(), name);
  }
}

/** Seconds after which the caller wants to be answered. Alert-Info does not answer, and nothing that a caller names is fetched. */
function askedDelay({ hints, request }: Session): number | undefined {
  const after = answerAfter(request.headers.getAll('Call-Info').join(', '));
  if (after !== undefined) return Math.min(after, LONGEST_DELAY);
  return (hints?.privAnswerMode ?? hints?.answerMode)?.mode === 'auto' ? 0 : undefined;
}

/** `1001` and `desk` are of the domain of the account, `@example.com` is everybody there. */
function fits(caller: URI, rule: string, account: URI): boolean {
  const text = rule.trim().replace(/^sips?:/i, '');
  if (!caller.isSip || text === '') return false;
  if (text.startsWith('@')) return caller.host.toLowerCase() === text.slice(1).toLowerCase();
  const named = URI.parse(`sip:${text.includes('@') ? text : `${text}@${account.host}`}`);
  return (
    named?.user !== undefined && named.user === caller.user && named.host.toLowerCase() === caller.host.toLowerCase()
  );
}
