/**
 * Calls that a remote party requests: applies the policy, asks the user where it says so, and emits `before` for each.
 * Subjects: received transfer; user asked about a transfer or redirection; redirected call (3xx), followed; Replaces, decision of
 * the phone; infoPackages and messageTypes, applied; REFER, whether followed.
 */

import { parseReferTo } from '../../sip/message/header/refer.js';
import { assertedIdentities } from '../../sip/message/header/identity.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { Account } from '../account/account.js';
import type { PhoneCore } from '../phone-core.js';
import type { Call } from './call.js';
import type { CallList } from './call-list.js';
import type { OutgoingCalls } from './outgoing-calls.js';
import { numberOf, partyOf } from './party.js';
import { PhoneError } from '../phone-error.js';
import type { Party } from '../state.js';
import { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { RemotePolicy } from '../policy/remote-policy.js';

interface RemoteCallsParts {
  readonly account: Account;
  readonly calls: CallList;
  readonly outgoingCalls: OutgoingCalls;
  readonly policy: RemotePolicy;
}

export class RemoteCalls {
  constructor(
    private readonly core: PhoneCore,
    private readonly parts: RemoteCallsParts,
  ) {
    core.on('referred', (...args) => void this.#refer(...args));
  }

  /** Decides for the stack what an INVITE with Replaces does (RFC 3891). Where `before` is prevented, the INVITE rings. */
  replaces(session: Session, request: IncomingRequest): 'take' | 'ask' | 'refuse' {
    const { calls, policy } = this.parts;
    const call = calls.of(session);
    const decision = policy.replaces(session, request);
    if (decision !== 'take') return decision;
    const [asserted] = assertedIdentities(request);
    if (!call || !asserted) return 'ask';
    const command = { action: 'answer', call, value: undefined, peer: partyOf(asserted), origin: 'replaces' } as const;
    return this.core.veto.permits(command) ? 'take' : 'ask';
  }

  /** `text/plain` belongs to the chat. */
  get messageTypes(): readonly string[] {
    return ['text/plain', ...(this.core.option('messageTypes') ?? [])];
  }

  get infoPackages(): readonly string[] {
    return this.core.option('infoPackages') ?? [];
  }

  /** Returns to the stack the targets of a 3xx to call. Each emits `before`, as a call of the user does. */
  redirect(session: Session, targets: readonly URI[]): readonly URI[] | Promise<readonly URI[]> {
    const call = this.parts.calls.of(session);
    if (!call) return [];
    const { follow, ask } = this.parts.policy.redirect(session.remoteIdentity.uri, targets);
    const permitted = (some: readonly URI[]): readonly URI[] =>
      some.filter((target) => this.#permits(target, call, 'redirect'));
    if (!ask) return permitted(follow);
    const question = { kind: 'redirect', target: partyAt(ask) } as const;
    return call.ask(question).then((accepted) => (accepted ? permitted([ask]) : []));
  }

  /**
   * Handles a REFER of a call's peer (RFC 3515): calls the target, which holds the active call. A failure is reported to the peer
   * (RFC 3515 §2.4.4), and what was held for the new call is resumed.
   */
  async #refer(call: Call, session: Session, request: IncomingRequest): Promise<void> {
    const referTo = parseReferTo(request.headers.get('Refer-To') ?? '');
    const decline = (): void => session.declineRefer(request);
    if (!referTo) return decline();
    const decision = this.parts.policy.refer();
    const target = partyAt(referTo.target, referTo.address.displayName);
    const agreed = decision === 'ask' ? await call.ask({ kind: 'transfer', target }) : decision === 'follow';
    if (!agreed || !this.#permits(referTo.target, call, 'refer')) return decline();
    const placed = this.parts.outgoingCalls.dialReferred(target, () => {
      let made: Session | undefined;
      session.followRefer((_request, followed) => (made = followed), this.parts.outgoingCalls.identity)(request);
      if (!made) throw new PhoneError('already-ended');
      return made;
    });
    placed.answered.catch(() => {
      decline();
      this.parts.calls.resumeAfter(placed);
    });
  }

  #permits(uri: URI, call: Call, origin: 'redirect' | 'refer'): boolean {
    return this.core.veto.permits({ action: 'call', target: this.#written(uri), call, origin });
  }

  /** Returns the URI as a user would dial it: only the number at the account's domain, so that rules for numbers apply. */
  #written(uri: URI): string {
    const own = this.parts.account.uri?.host.toLowerCase();
    return uri.isSip && uri.host.toLowerCase() === own ? numberOf(uri) : partyAt(uri).uri;
  }
}

/** Returns the party of a URI without its headers component, which is not sent (RFC 3261 §19.1.5). */
function partyAt(uri: URI, name = ''): Party {
  const called = uri.clone();
  called.headers = [];
  return partyOf(new NameAddrHeader(called, name));
}
