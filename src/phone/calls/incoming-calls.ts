/** Calls that come in: which of them ring, which are told busy, and which are answered by themselves. */

import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import { partyOf } from './party.js';
import type { AutomaticAnswer, RemotePolicy } from '../policy/remote-policy.js';
import { DEFAULTS, positiveOr } from '../settings.js';
import type { Party, PhoneState } from '../state.js';
import type { Call } from './call.js';
import type { CallList } from './call-list.js';
import { isLive } from './call-state.js';
import { customHeaders } from './custom-headers.js';
import { calledPartyOf } from './called-party.js';

export interface IncomingCallsOwner {
  readonly clock: Clock;
  readonly calls: CallList;
  readonly policy: RemotePolicy;
  configuration(): PhoneConfiguration;
  state(): PhoneState;
  /** Whether an address is one of our own. */
  isOwn(user: string): boolean;
  /** It rings. */
  rings(call: Call): void;
  /** It was told busy without ringing. */
  missed(peer: Party): void;
}

export class IncomingCalls {
  #closed = false;

  constructor(private readonly owner: IncomingCallsOwner) {}

  /** From now on nothing rings. */
  close(): void {
    this.#closed = true;
  }

  take(session: Session): void {
    const { calls } = this.owner;
    const state = this.owner.state();
    // It takes the place of a call that exists (RFC 3891), and that call has it already.
    if (calls.unfinished.some((call) => call.session === session)) return;
    const limit = positiveOr(this.owner.configuration().maxCalls, DEFAULTS.maxCalls);
    const peer = partyOf(session.assertedIdentity ?? session.remoteIdentity);
    if (this.#closed || state.doNotDisturb || state.calls.filter(isLive).length >= limit) {
      session.reject({ statusCode: 486 });
      return this.owner.missed(peer);
    }
    const via = calledPartyOf(session, (user) => this.owner.isOwn(user));
    const headers = customHeaders(session.request.headers);
    const call = calls.add('incoming', peer, { ...(via ? { calledParty: via } : {}), ...(headers ? { headers } : {}) });
    call.attach(session);
    this.owner.rings(call);
    const automatic = this.owner.policy.automaticAnswer(session);
    if (automatic) this.owner.clock.after(1000 * automatic.delay, () => this.#answer(call, automatic));
  }

  /** Answers without a user; during another call it rings on: that one is not held for a caller whom nobody has chosen. */
  #answer(call: Call, { origin }: AutomaticAnswer): void {
    const others = this.owner.calls.unfinished.filter((other) => other !== call);
    if (others.some(({ state }) => state.status !== 'incoming')) return;
    if (call.state.status === 'incoming') call.answerAs(origin).catch(() => undefined);
  }
}
