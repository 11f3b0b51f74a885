/**
 * The calls of a phone: which one is active, which are held, and when an ended one is removed.
 * Subjects: active call (activeCallId); ended call disappears, when; second call; swap of calls, list; maximum time that an ended
 * call is shown; call added to the state; other call held when one begins; room for a call.
 */

import { newUuid } from '../../sip/base/ids.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { AnswerOptions } from '../call-options.js';
import { Call } from './call.js';
import type { CallOwner } from './call-owner.js';
import { LateConference } from '../audio/late-conference.js';
import { chooseActive, isUnderWay, newCallState } from './call-state.js';
import type { CallState, Party } from '../state.js';
import type { PhoneCore } from '../phone-core.js';
import type { PhoneMedia } from '../audio/phone-media.js';
import type { RemotePolicy } from '../policy/remote-policy.js';
import type { Targets } from './targets.js';
import type { MediaKit } from '../audio/media-kit.js';
import { HoldTimes, summaryOf } from './call-summary.js';

/** How long the end of a call is shown, ms. */
const ENDED_SHOWN = 3000;

interface CallListParts {
  readonly media: PhoneMedia;
  readonly targets: Targets;
  readonly policy: RemotePolicy;
}

export class CallList implements CallOwner {
  readonly conference: LateConference;
  /** Calls a target. Set by `OutgoingCalls`. */
  dial: (target: string) => Call = (target) => this.refused({ name: '', number: target, uri: '' });
  readonly #calls = new Map<string, Call>();
  readonly #holdTimes = new HoldTimes();
  /** Calls of the tab that has the connection. */
  #elsewhere: readonly CallState[] = [];
  readonly #restored = new WeakSet<Call>();
  #nextId: string | undefined;

  constructor(
    readonly core: PhoneCore,
    private readonly parts: CallListParts,
  ) {
    this.conference = new LateConference((calls) => parts.media.kit.mix(calls));
    core.store.subscribe(({ microphone }, before) => {
      if (microphone === 'granted' && before.microphone !== 'granted')
        for (const call of this.unfinished) call.microphoneReady();
    });
    core.on('renamed', () => this.unfinished.forEach((call) => core.emit('peer', call)));
  }

  get kit(): MediaKit {
    return this.parts.media.kit;
  }

  /** Opens the microphone for a call that is being answered. Rejects with the reason where it cannot be opened. */
  readyToTalk(call: Call, options: AnswerOptions): Promise<void> {
    return this.parts.media.readyToTalk(call, options);
  }

  get up(): readonly Call[] {
    return this.unfinished.filter(({ state }) => state.status === 'active');
  }

  get activeCallId(): string | undefined {
    return this.core.state.activeCallId;
  }

  get(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  /** Calls that are active, ringing or being ended, oldest first. */
  get unfinished(): readonly Call[] {
    return [...this.#calls.values()].filter(({ state }) => state.status !== 'ended');
  }

  /** Adds a new call and removes ended ones. An outgoing call becomes the active one; an incoming one where no other is live. */
  add(
    direction: CallState['direction'],
    peer: Party,
    more: Pick<CallState, 'calledParty' | 'alertInfo' | 'offersVideo' | 'ringer' | 'headers'> = {},
  ): Call {
    for (const [id, { state }] of this.#calls) if (state.status === 'ended') this.#calls.delete(id);
    const call = new Call(
      this,
      newCallState({ ...more, id: this.#nextId ?? newUuid(), direction, peer, createdAt: this.core.clock.now() }),
    );
    call.limitRinging();
    this.#calls.set(call.id, call);
    this.#publish(direction === 'outgoing' ? call.id : undefined);
    return call;
  }

  /** Runs `make` so that the call that it adds has this id. */
  naming<T>(id: string | undefined, make: () => T): T {
    this.#nextId = id;
    try {
      return make();
    } finally {
      this.#nextId = undefined;
    }
  }

  /** Shows the calls of the tab that has the connection, beside those of this tab. */
  showElsewhere(calls: readonly CallState[], shown?: string): void {
    this.#elsewhere = calls;
    this.#publish(shown);
  }

  /** Adds a call of an earlier page, in the state `resuming`. */
  restore(state: CallState): Call {
    const call = new Call(this, state);
    this.#restored.add(call);
    this.#calls.set(call.id, call);
    this.#publish();
    return call;
  }

  /** Removes calls that the next page continues: for this page they do not end. */
  release(calls: readonly Call[]): void {
    for (const call of calls) {
      this.#calls.delete(call.id);
      call.release();
      this.conference.leave(call);
    }
    this.#publish();
  }

  /** Shows this call as the active one. */
  show(id: string | undefined): void {
    this.#publish(id);
  }

  /** Removes an ended call. */
  dismiss(id: string): void {
    if (this.#calls.get(id)?.state.status !== 'ended') return;
    this.#calls.delete(id);
    this.#publish();
  }

  /** Returns a call that a `before` listener prevented: it has ended, and is in no list and no history. */
  refused(peer: Party): Call {
    const state = { id: newUuid(), direction: 'outgoing', peer, createdAt: this.core.clock.now() } as const;
    const call = new Call(this, newCallState(state));
    call.finish({ cause: 'canceled', endedBy: 'local' });
    return call;
  }

  /** Returns the call of a session. */
  of(session: Session): Call | undefined {
    return [...this.#calls.values()].find((call) => call.session === session || call.awaited === session);
  }

  changed(call: Call): void {
    const { state } = call;
    if (!this.#calls.has(call.id)) return;
    const held = this.#holdTimes.follow(state, this.core.clock.now());
    this.#publish();
    if (state.status !== 'ended') return;
    this.core.emit('ended', state);
    const summary = summaryOf(state, { held, ...call.records });
    const tell = (): void => this.core.tell('summary', summary);
    // A call of an earlier page may end while the page has no listeners yet.
    if (this.core.isStarted || !this.#restored.has(call)) tell();
    else this.core.once('started', tell);
    // A failure beside another call disappears by itself; a failure that is shown stays until it is dismissed.
    const waits = state.failed && this.core.state.activeCallId === call.id;
    if (!waits) this.core.clock.after(ENDED_SHOWN, () => this.dismiss(call.id));
    else if (state.retryAfter !== undefined) this.core.clock.after(1000 * state.retryAfter, () => this.#repeat(call));
  }

  /** Calls again, unless the user has dismissed the call or another call exists. */
  #repeat(call: Call): void {
    if (this.#calls.get(call.id) !== call || this.unfinished.length > 0) return;
    const { uri, number } = call.state.peer;
    this.core.emit('retry', uri || number, call);
  }

  /** Returns the URI of a target as the user entered it; undefined where it is invalid. */
  targetUri(target: string): URI | undefined {
    return this.parts.targets.uriOf(target);
  }

  /** Whether the remote party may request a call (REFER, RFC 3515). */
  get takesTransfers(): boolean {
    return this.parts.policy.refer() !== 'refuse';
  }

  /** Makes this call the active one, and holds or ends the other active calls. Never rejects. */
  async makeRoomFor(call: Call, others: 'hold' | 'end'): Promise<void> {
    this.#publish(call.id);
    const merged = this.conference.has(call);
    // The call that it replaces ends when it is answered (RFC 3891 §3), and is not held before.
    const replaced = call.session?.replacing;
    const aside = this.up.filter(
      (other) =>
        other !== call &&
        (replaced === undefined || other.session !== replaced) &&
        !(merged && this.conference.has(other)),
    );
    await Promise.all(
      aside.map((other) =>
        others === 'end' ? other.close() : other.holding.begin(`call ${call.id}`).catch(() => undefined),
      ),
    );
  }

  resumeAfter(call: Call): void {
    if (this.unfinished.some((other) => other !== call && isUnderWay(other.state))) return;
    for (const held of this.up) held.holding.end(`call ${call.id}`).catch(() => undefined);
  }

  /** Resolves when every call that exists now has ended. */
  allEnded(): Promise<unknown> {
    return Promise.all(this.unfinished.map((call) => call.ended));
  }

  async hangUpAll(): Promise<void> {
    await Promise.all(this.unfinished.map((call) => call.close()));
  }

  #publish(shown = this.core.state.activeCallId): void {
    const own = [...this.#calls.values()].map(({ state }) => state);
    const calls = [...this.#elsewhere.filter(({ id }) => !this.#calls.has(id)), ...own];
    this.core.store.update({ calls, activeCallId: chooseActive(calls, shown) });
  }
}
