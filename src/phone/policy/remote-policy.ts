/**
 * What a remote party may cause: replace a call (RFC 3891), redirect or transfer one (3xx, REFER), an answer without a user (RFC
 * 5373). Decided by options and by the identity that the server asserts; see decision 018.
 * Subjects: auto-answer, whether permitted; remote party replaces a call; transfer received, policy; 3xx, policy; intercom; toll
 * fraud by redirection; delay of auto-answer; followTransfers, redirects and autoAnswerHeader, effect.
 */

import { answerAfter } from '../../sip/message/header/call-info.js';
import { assertedIdentities } from '../../sip/message/header/identity.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { ReadOption } from '../settings.js';

export interface AutomaticAnswer {
  /** Seconds. */
  readonly delay: number;
  readonly origin: 'auto-answer' | 'answer-mode';
}

/** The longest delay that a caller may request, seconds. */
const LONGEST_DELAY = 60;

export class RemotePolicy {
  readonly #option: ReadOption;
  readonly #account: { readonly uri: URI | undefined };

  /** @param account has the address-of-record */
  constructor(option: ReadOption, account: { readonly uri: URI | undefined }) {
    this.#option = option;
    this.#account = account;
  }

  /**
   * Whether an INVITE with Replaces replaces a call without a user (RFC 3891 §8). Dialog tags, From and Referred-By prove nothing
   * (RFC 4235 §6, RFC 3892 §5): without an asserted identity it rings. An established call is replaced only by its own peer from
   * another device; an unanswered one by any asserted party, as in a pickup.
   */
  replaces(session: Session, request: IncomingRequest): 'take' | 'ask' | 'refuse' {
    const rule = this.#option('replaces');
    if (rule !== 'asserted') return rule;
    if (session.state.status === 'established') return session.isPeer(request) ? 'take' : 'ask';
    return assertedIdentities(request).length > 0 ? 'take' : 'ask';
  }

  /**
   * Returns the targets of a 3xx to call, and the one to ask the user about. Targets with the called user part are other
   * locations of that user; any other may cost money or be another party.
   */
  redirect(called: URI, targets: readonly URI[]): { readonly follow: readonly URI[]; readonly ask: URI | undefined } {
    const rule = this.#option('redirects');
    if (rule === 'refuse') return { follow: [], ask: undefined };
    if (rule === 'follow') return { follow: targets, ask: undefined };
    const follow = targets.filter(({ user }) => user !== undefined && user === called.user);
    return { follow, ask: rule === 'ask' && follow.length === 0 ? targets[0] : undefined };
  }

  /** Returns what happens to a REFER of the peer inside a call; other REFERs are not handled here. */
  refer(): 'follow' | 'ask' | 'refuse' {
    const rule = this.#option('followTransfers');
    return rule === 'ask' ? 'ask' : rule ? 'follow' : 'refuse';
  }

  /** Returns whether and when a call is answered without a user, unless another call exists at that time. */
  automaticAnswer(session: Session): AutomaticAnswer | undefined {
    const always = this.#option('autoAnswer');
    if (always !== false) return { delay: always === true ? 0 : always, origin: 'auto-answer' };
    const delay = askedDelay(session);
    return delay !== undefined && this.#mayAsk(session) ? { delay, origin: 'answer-mode' } : undefined;
  }

  /** Whether the server asserts that the caller is permitted to request an answer (RFC 5373 §7). */
  #mayAsk({ assertedIdentity }: Session): boolean {
    const allowed = this.#option('autoAnswerHeader');
    const account = this.#account.uri;
    if (allowed === false || !assertedIdentity || !account) return false;
    const rules = allowed === true ? [`@${account.host}`] : allowed;
    return rules.some((rule) => fits(assertedIdentity.uri, rule, account));
  }
}

/** Names in Alert-Info with which servers request an answer: `info=alert-autoanswer`, `Ring Answer`, `Auto Answer`. No RFC has them. */
const ALERT_ANSWER = /(?:^|[;,])\s*(?:info\s*=\s*)?"?(?:alert-autoanswer|(?:ring|auto)[ -]answer)\b/i;

/** Returns the delay in seconds that the caller requests. No URL of a caller is fetched. */
function askedDelay({ hints, request: { headers } }: Session): number | undefined {
  const mode = (hints?.privAnswerMode ?? hints?.answerMode)?.mode;
  if (mode !== undefined && mode !== 'auto') return undefined;
  const after = answerAfter([...headers.getAll('Call-Info'), ...headers.getAll('Alert-Info')].join(', '));
  if (after !== undefined) return Math.min(after, LONGEST_DELAY);
  if (mode !== undefined) return 0;
  return headers.getAll('Alert-Info').some((value) => ALERT_ANSWER.test(value)) ? 0 : undefined;
}

/** Whether a caller matches a rule: `1001` and `desk` at the account's domain, `@example.com` any user of that domain. */
function fits(caller: URI, rule: string, account: URI): boolean {
  const text = rule.trim().replace(/^sips?:/i, '');
  if (!caller.isSip || text === '') return false;
  if (text.startsWith('@')) return caller.host.toLowerCase() === text.slice(1).toLowerCase();
  const named = URI.parse(`sip:${text.includes('@') ? text : `${text}@${account.host}`}`);
  return (
    named?.user !== undefined && named.user === caller.user && named.host.toLowerCase() === caller.host.toLowerCase()
  );
}
