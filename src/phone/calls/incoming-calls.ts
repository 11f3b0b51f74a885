/** Incoming calls: which ones ring, which are rejected as busy (486), and which are answered automatically. */

import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import { partyOf } from './party.js';
import type { AutomaticAnswer, RemotePolicy } from '../policy/remote-policy.js';
import { optionOf } from '../settings.js';
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
  /** Whether a user part belongs to the account. */
  isOwn(user: string): boolean;
  /** The call rings. */
  rings(call: Call): void;
  /** The call was rejected as busy without ringing. */
  missed(peer: Party): void;
}

export class IncomingCalls {
  #closed = false;

  constructor(private readonly owner: IncomingCallsOwner) {}

  /** Rejects all further calls. */
  close(): void {
    this.#closed = true;
  }

  take(session: Session): void {
    const { calls } = this.owner;
    const state = this.owner.state();
    // A session that replaces a call (RFC 3891) belongs to that call already.
    if (calls.unfinished.some((call) => call.session === session)) return;
    const limit = optionOf(this.owner.configuration(), 'maxCalls');
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

  /** Answers without a user. During another call it rings instead: no call is held for a caller whom the user has not accepted. */
  #answer(call: Call, { origin }: AutomaticAnswer): void {
    const others = this.owner.calls.unfinished.filter((other) => other !== call);
    if (others.some(({ state }) => state.status !== 'incoming')) return;
    if (call.state.status === 'incoming') call.answerAs(origin).catch(() => undefined);
  }
}
