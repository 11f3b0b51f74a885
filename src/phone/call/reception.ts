/** Calls that come in: which of them ring, which are told busy, and which are answered by themselves. */

import type { Clock } from '../../sip/base/clock.js';
import { answerAfter } from '../../sip/message/header/call-info.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import { partyOf } from '../dialling/party.js';
import { DEFAULTS, positiveOr } from '../settings.js';
import type { Party, PhoneState } from '../state.js';
import type { Call } from './call.js';
import type { CallList } from './call-list.js';
import { isLive } from './call-state.js';
import { ownHeaders } from './own-headers.js';
import { reachedBy } from './reached-by.js';

export interface ReceptionOwner {
  readonly clock: Clock;
  readonly calls: CallList;
  configuration(): PhoneConfiguration;
  state(): PhoneState;
  /** Whether an address is one of our own. */
  isOwn(user: string): boolean;
  /** It rings. */
  rings(call: Call): void;
  /** It was told busy without ringing. */
  missed(peer: Party): void;
}

/** No phone waits longer than this for a person who is not there, seconds. */
const LONGEST_DELAY = 60;

export class Reception {
  #closed = false;

  constructor(private readonly owner: ReceptionOwner) {}

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
    const via = reachedBy(session, (user) => this.owner.isOwn(user));
    const headers = ownHeaders(session.request.headers);
    const call = calls.add('incoming', peer, { ...(via ? { via } : {}), ...(headers ? { headers } : {}) });
    call.attach(session);
    this.owner.rings(call);
    const delay = this.#answerDelay(session);
    if (delay !== undefined) this.owner.clock.after(1000 * delay, () => void call.answer().catch(() => undefined));
  }

  /** Seconds until the call is answered without a person; undefined where one has to. */
  #answerDelay(session: Session): number | undefined {
    const { autoAnswer, autoAnswerHeader } = this.owner.configuration();
    if (autoAnswer !== undefined && autoAnswer !== false) return autoAnswer === true ? 0 : positiveOr(autoAnswer, 0);
    // It opens the microphone: only where the page has said that callers may ask for that (RFC 5373 §7).
    if (autoAnswerHeader !== true) return undefined;
    const { hints, request } = session;
    const after = answerAfter(request.headers.getAll('Call-Info').join(', '));
    if (after !== undefined) return Math.min(after, LONGEST_DELAY);
    return (hints?.privAnswerMode ?? hints?.answerMode)?.mode === 'auto' ? 0 : undefined;
  }
}
