/**
 * Incoming calls: which ones ring, which are rejected as busy (486) or blocked (603), and which are answered automatically.
 * Subjects: incoming call, taken; 486 Busy Here; do not disturb, effect; maxCalls, effect; auto-answer of an incoming call; 603
 * to a blocked caller; call rejected without ringing.
 */

import { defined } from '../../sip/base/defined.js';
import type { Session } from '../../sip/session/session.js';
import type { Account } from '../account/account.js';
import type { PhoneCore } from '../phone-core.js';
import { alertNames } from './alert-info.js';
import { partyOf } from './party.js';
import type { CallerMatch } from './caller-match.js';
import type { RingRules } from './ring-rules.js';
import type { AutomaticAnswer, RemotePolicy } from '../policy/remote-policy.js';
import type { Call } from './call.js';
import type { CallList } from './call-list.js';
import { isLive } from './call-state.js';
import { customHeaders } from './custom-headers.js';
import { calledPartyOf } from './called-party.js';

interface IncomingCallsParts {
  readonly calls: CallList;
  readonly account: Account;
  readonly policy: RemotePolicy;
  readonly callerMatch: CallerMatch;
  readonly ringRules: RingRules;
}

export class IncomingCalls {
  #closed = false;

  constructor(
    private readonly core: PhoneCore,
    private readonly parts: IncomingCallsParts,
  ) {
    core.on('invited', (session) => this.#take(session));
  }

  /** Rejects all further calls. */
  close(): void {
    this.#closed = true;
  }

  #take(session: Session): void {
    const { calls, account, policy, callerMatch, ringRules } = this.parts;
    const { state } = this.core;
    // A session that replaces a call (RFC 3891) belongs to that call already.
    if (calls.unfinished.some((call) => call.session === session)) return;
    const limit = this.core.option('maxCalls');
    const peer = partyOf(session.shownIdentity);
    if (callerMatch.names(this.core.option('blockedCallers') ?? [], session)) {
      session.reject({ statusCode: 603 });
      return void this.core.emit('turnedAway', peer, 'blocked');
    }
    if (this.#closed || state.doNotDisturb || state.calls.filter(isLive).length >= limit) {
      session.reject({ statusCode: 486 });
      return void this.core.emit('turnedAway', peer, 'missed');
    }
    const { headers, body } = session.request;
    const alertInfo = alertNames(headers);
    const details = {
      calledParty: calledPartyOf(session, (user) => account.isOwn(user)),
      alertInfo,
      // A port of 0 is a stream that is not offered (RFC 3264 §5.1).
      offersVideo: /^m=video [1-9]/m.test(body) || undefined,
      ringer: ringRules.ringerFor(session, alertInfo ?? []),
      headers: customHeaders(headers),
    };
    const call = calls.add('incoming', peer, defined(details));
    call.attach(session);
    this.core.emit('rings', call);
    this.core.emit('peer', call);
    this.core.tell('incoming', call);
    const automatic = policy.automaticAnswer(session);
    if (automatic) this.core.clock.after(1000 * automatic.delay, () => this.#answer(call, automatic));
  }

  /** Answers without a user. During another call it rings instead: no call is put on hold for a call that the user has not accepted. */
  #answer(call: Call, { origin }: AutomaticAnswer): void {
    const others = this.parts.calls.unfinished.filter((other) => other !== call);
    if (others.some(({ state }) => state.status !== 'incoming')) return;
    if (call.state.status === 'incoming') call.answerAs(origin).catch(() => undefined);
  }
}
