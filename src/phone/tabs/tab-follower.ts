/**
 * A tab without connection: shows the calls of the owner, and lets the owner perform the commands of this tab.
 * Subjects: follower tab; tab without a connection; owner tab does not respond; command sent to the owner tab; time limit of the owner tab.
 */

import { defined } from '../../sip/base/defined.js';
import type { Timer } from '../../sip/base/clock.js';
import { newUuid } from '../../sip/base/ids.js';
import type { CallOptions } from '../call-options.js';
import { isLive, newCallState, nextCallState, type End } from '../calls/call-state.js';
import type { CallList } from '../calls/call-list.js';
import type { Succession } from '../calls/call-journal.js';
import type { Call } from '../calls/call.js';
import type { Targets } from '../calls/targets.js';
import { PhoneError } from '../phone-error.js';
import { phoneError } from '../error-causes.js';
import type { OtherTab, PhoneCore, TabCommand } from '../phone-core.js';
import type { Lamps } from '../presence/lamps.js';
import type { CallMedia } from '../../media/index.js';
import type { CallState, Cause, Party } from '../state.js';
import { NO_CALLS, RESPONSE, showElsewhere } from './awaited-tab.js';
import { CallCopy } from './call-copy.js';
import { hasPage, holdPresence, type Presence } from './tab-presence.js';
import type { PublishedState, TabMessage } from './tab-channel.js';

interface TabFollowerParts {
  readonly calls: CallList;
  readonly targets: Targets;
  readonly lamps: Pick<Lamps, 'showElsewhere'>;
  /** The id of this tab, and the name of the group. */
  readonly tab: string;
  readonly group: string;
  send(message: TabMessage): void;
  /** Requests permission for the microphone in this tab, where there is none yet. */
  prepareMicrophone(): Promise<unknown>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: PhoneError): void;
  /** Until the owner has begun. */
  readonly timer: Timer;
}

/** Time until the first packet of a call that was taken over is sent, and until it has arrived, ms. */
const FIRST_PACKET = 2000;
const TRAVEL = 300;

export class TabFollower implements OtherTab {
  readonly #core: PhoneCore;
  readonly #parts: TabFollowerParts;
  readonly #copies = new Map<string, CallCopy>();
  readonly #waiting = new Map<number, Waiting>();
  /** Calls that the owner was told to make, until its state has them. */
  readonly #asked = new Map<string, CallState>();
  #silence: Timer;
  /** Resolves with the first state of an owner, or when none has responded in time. */
  readonly #ownerReady: Promise<void>;
  #resolveReady = (): void => undefined;
  readonly #leave: () => void;
  readonly #presence: Presence;
  /** The addresses that the owner was told to watch. */
  #watched: readonly string[] | undefined;
  #count = 0;
  #owner: string | undefined;
  /** What the owner has published last. */
  #published: PublishedState | undefined;
  /** Whether this tab has become the owner, and only its calls are to come. */
  #isHeir = false;

  constructor(core: PhoneCore, parts: TabFollowerParts) {
    this.#core = core;
    this.#parts = parts;
    this.#ownerReady = new Promise((resolve) => (this.#resolveReady = resolve));
    this.#silence = this.#expect();
    this.#leave = core.store.subscribe(({ lamps }, before) => lamps !== before.lamps && this.#hello());
    this.#presence = holdPresence(parts.group, parts.tab);
    this.#hello();
  }

  get sounds(): boolean {
    const isVisible = globalThis.document?.visibilityState === 'visible';
    return !(this.#published?.state.audioLocked && isVisible);
  }

  /** Whether the owner has calls that this tab could take over, or that it could not, as they ring. */
  get calls(): 'none' | 'movable' | 'ringing' {
    const live = this.#shown.filter(isLive);
    if (live.length === 0) return 'none';
    return live.every(({ status }) => status === 'active') ? 'movable' : 'ringing';
  }

  /** What this tab needs to continue the calls of the owner. */
  get succession(): Succession | undefined {
    return this.#published?.succession;
  }

  /** What this tab continues as the next owner: the calls of a tab that has gone. They go on in a tab that has only left the group. */
  async inherit(): Promise<Succession | undefined> {
    this.#isHeir = true;
    const { from, succession } = this.#published ?? {};
    return from !== undefined && (await hasPage(from)) ? NO_CALLS : succession;
  }

  /** Returns the copy of a call of the owner. */
  get(id: string): Call | undefined {
    const state = this.#shown.find((call) => call.id === id);
    return this.#copies.get(id) ?? (state && this.#copy(state));
  }

  receive(message: TabMessage): void {
    if (message.kind === 'owner') return this.#greet(message.from);
    if (message.kind === 'state') return this.#isHeir ? undefined : this.#take(message);
    if (!('to' in message) || message.to !== this.#parts.tab) return;
    const waiting = this.#waiting.get(message.id);
    waiting?.timer.cancel();
    if (message.kind !== 'result') return;
    this.#waiting.delete(message.id);
    const { error } = message;
    if (error) waiting?.reject(new PhoneError(error.kind, error));
    else waiting?.resolve(message.value);
  }

  async run(command: TabCommand, args: readonly unknown[] = [], callId?: string): Promise<unknown> {
    await this.#ownerReady;
    const to = this.#owner;
    if (to === undefined) throw noResponse();
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      const timer = this.#core.clock.after(RESPONSE, () => {
        this.#waiting.delete(id);
        reject(noResponse());
      });
      this.#waiting.set(id, { resolve, reject, timer });
      this.#parts.send({ kind: 'command', from: this.#parts.tab, to, id, command, args, callId });
    });
  }

  /** Lets the owner release calls that this tab has taken over, once packets of this tab have reached their remote parties. */
  async hand(ids: readonly string[]): Promise<void> {
    // Also where a call has ended meanwhile: the owner releases the others.
    await Promise.allSettled(ids.map((id) => this.#sends(this.#parts.calls.get(id)?.media)));
    await this.run('hand', ids);
  }

  /** Resolves when packets have been sent for long enough to arrive, or when none is sent in time, as by a call on hold. */
  async #sends(media: CallMedia | undefined): Promise<void> {
    if (!media) return;
    const { clock } = this.#core;
    const pause = (time: number): Promise<void> => new Promise((resolve) => clock.after(time, resolve));
    const end = clock.elapsed() + FIRST_PACKET;
    while ((await media.sample()).sent.packets === 0 && clock.elapsed() < end) await pause(50);
    await pause(TRAVEL);
  }

  call(target: string, options: CallOptions): Call | undefined {
    return this.#shown.some(isLive)
      ? this.#make('call', this.#parts.targets.partyAt(target), [target, options])
      : undefined;
  }

  async yields(): Promise<void> {
    await this.#ownerReady;
    if (this.calls !== 'none') throw new PhoneError('no-connection', { detail: 'Another tab has a call.' });
  }

  pickUp(peer: Party, target: string): Call {
    return this.#make('pickUp', peer, [target]);
  }

  /** Lets the owner make a call, which is shown at once. */
  #make(command: 'call' | 'pickUp', peer: Party, args: readonly unknown[]): Call {
    const createdAt = this.#core.clock.now();
    const state = newCallState({ id: newUuid(), direction: 'outgoing', peer, createdAt });
    this.#asked.set(state.id, state);
    this.#core.store.update({ dialString: '' });
    this.#show(state.id);
    void this.#ask(state, command, args);
    return this.#copy(state);
  }

  /** Removes a call that the owner could not make. Returns whether there was one. */
  dismiss(id: string): boolean {
    const removed = this.#asked.get(id)?.status === 'ended' && this.#asked.delete(id);
    if (removed) this.#show();
    return removed;
  }

  /** Requests the state of the owner, which is not shown any more. */
  askAgain(): void {
    this.#isHeir = false;
    this.#silence.cancel();
    this.#silence = this.#expect();
    this.#watched = undefined;
    this.#hello();
  }

  /** Ends the role. The calls of the owner disappear, unless this tab has them. */
  close(): void {
    this.#silence.cancel();
    this.#resolveReady();
    this.#leave();
    this.#presence.release();
    this.#fail();
    this.#asked.clear();
    this.#parts.lamps.showElsewhere(undefined);
    this.#published = this.#owner = undefined;
    this.#core.store.update({ inOtherTab: false });
    this.#parts.calls.showElsewhere([]);
  }

  get #shown(): readonly CallState[] {
    return [...(this.#published?.state.calls ?? []), ...this.#asked.values()];
  }

  #take(published: PublishedState): void {
    const { from, state } = published;
    this.#silence.cancel();
    if (from !== this.#owner) this.#follow(from);
    const known = new Set(this.#published?.state.calls.map(({ id }) => id));
    this.#published = published;
    for (const { id } of state.calls) this.#asked.delete(id);
    const { calls, activeCallId, lamps, audioLocked: _own, ...shared } = state;
    this.#parts.lamps.showElsewhere(lamps);
    this.#core.store.update(shared);
    this.#show(activeCallId);
    this.#resolveReady();
    for (const call of calls) {
      if (call.status !== 'incoming' || known.has(call.id)) continue;
      this.#core.tell('incoming', this.#copy(call));
    }
  }

  /** Another tab has become the owner, and knows no followers. */
  #greet(owner: string): void {
    this.#follow(owner);
    this.#watched = undefined;
    this.#hello();
  }

  #expect(): Timer {
    return this.#core.clock.after(RESPONSE, () => this.#showElsewhere());
  }

  #follow(owner: string): void {
    this.#owner = owner;
    this.#fail();
  }

  /** Requests the state of the owner, where it does not know yet what this tab watches. */
  #hello(): void {
    const watched = this.#core.state.lamps.flatMap(({ targets }) => targets);
    if (this.#watched && watched.join(' ') === this.#watched.join(' ')) return;
    this.#watched = watched;
    // The owner takes a tab without a lock for one that has crashed.
    void this.#presence.held.then(() => this.#parts.send({ kind: 'hello', from: this.#parts.tab, watched }));
  }

  #fail(): void {
    for (const { reject, timer } of this.#waiting.values()) {
      timer.cancel();
      reject(new PhoneError('no-connection', { detail: 'The tab that had the connection was closed.' }));
    }
    this.#waiting.clear();
  }

  #show(active?: string): void {
    this.#parts.calls.showElsewhere(this.#shown, active);
    for (const [id, { state }] of this.#copies) if (state.status === 'ended') this.#copies.delete(id);
  }

  async #ask(state: CallState, command: TabCommand, args: readonly unknown[]): Promise<void> {
    try {
      await this.#parts.prepareMicrophone();
      await this.run(command, args, state.id);
    } catch (error) {
      if (!this.#asked.has(state.id)) return;
      const { kind, detail } = phoneError(error);
      const end: End = { cause: kind as Cause, endedBy: 'system', ...defined({ reason: detail }) };
      this.#asked.set(state.id, nextCallState(state, { type: 'ended', at: this.#core.clock.now(), end }));
      this.#show(state.id);
    }
  }

  #copy(state: CallState): CallCopy {
    const known = this.#copies.get(state.id);
    if (known) return known;
    const { calls, prepareMicrophone } = this.#parts;
    // The owner at the time of the command: another tab may have become it.
    const run = (...args: Parameters<OtherTab['run']>): Promise<unknown> =>
      this.#core.otherTab?.run(...args) ?? Promise.reject(new PhoneError('already-ended'));
    const copy = new CallCopy({ calls, prepareMicrophone, run, here: (id) => calls.get(id) }, state);
    this.#copies.set(state.id, copy);
    return copy;
  }

  /** The owner does not respond: its page may be frozen. */
  #showElsewhere(): void {
    showElsewhere(this.#core);
    this.#resolveReady();
  }
}

const noResponse = (): PhoneError =>
  new PhoneError('no-connection', { detail: 'The tab that has the connection does not respond.' });
