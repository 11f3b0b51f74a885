/**
 * Calls that outlive their page: the page that is left stores their dialogs and sends no BYE, the next page shows them at once as
 * `resuming` and takes them over (RFC 3891, RFC 3261 §14; docs/resilience.md). Longer than 300 lines, as all of this shares these calls.
 * Subjects: reload during a call; call continued on the next page; calls moved to another tab; hang-up when the tab is closed;
 * call in state resuming; noLeaveQuestion, effect.
 */

import type { Account } from '../account/account.js';
import type { AccountConnection } from '../account/account-connection.js';
import type { PhoneConfiguration } from '../configuration.js';
import type { PhoneMedia } from '../audio/phone-media.js';
import type { PhoneCore } from '../phone-core.js';
import { PhoneError } from '../phone-error.js';
import { phoneError } from '../error-causes.js';
import type { CallState, Cause } from '../state.js';
import type { Call } from './call.js';
import {
  CallJournal,
  JOURNAL_LIFE,
  removeLeftBehind,
  type Journal,
  type JournalCall,
  type JournalRing,
  type Succession,
} from './call-journal.js';
import type { CallList } from './call-list.js';
import {
  endWithPage,
  journalEntryOf,
  isUnanswered,
  pastOf,
  ringOf,
  resumingState,
  stateOfRing,
  wasJustCut,
} from './journal-entry.js';
import { isLive, isUnderWay } from './call-state.js';
import { Takeover } from './takeover.js';

interface CallResumptionParts {
  readonly calls: CallList;
  readonly account: Account;
  readonly media: PhoneMedia;
}

export class CallResumption {
  readonly #core: PhoneCore;
  readonly #parts: CallResumptionParts;
  readonly #journal: CallJournal;
  readonly #pending = new Map<Call, Takeover>();
  /** Calls of an earlier page or of another tab; the user has begun the others here. */
  readonly #restored = new WeakSet<Call>();
  /** What waits for the connection: calls to take over, remote parties to tell that theirs have ended. */
  readonly #waiting = new Set<(line: AccountConnection) => unknown>();
  #line: AccountConnection | undefined;
  /** The connection that may not be ready yet. */
  #opened: AccountConnection | undefined;
  /** The account at its servers whose journal was read. */
  #shown: string | undefined;

  constructor(core: PhoneCore, parts: CallResumptionParts) {
    this.#core = core;
    this.#parts = parts;
    this.#journal = new CallJournal(core);
    core.on('account', () => this.#read());
    core.on('opened', (line) => {
      this.#opened = line;
      for (const takeover of this.#pending.values()) takeover.hold(line);
    });
    core.on('ready', (line) => this.#ready(line));
    core.on('tab', (role) => role === 'follower' && this.#yield());
    // A page after this one may have had calls. Chromium lets that page store them only after this one is shown: they are read again.
    core.on('returned', () => {
      this.#shown = undefined;
      this.#read();
      this.#shown = undefined;
    });
  }

  /** Shows the calls of the earlier page as soon as the account is known. */
  #read(): void {
    const { binding } = this.#parts.account;
    if (binding === undefined || binding === this.#shown) return;
    this.#shown = binding;
    const journal = this.#journal.take(binding);
    if (journal) this.#continue(journal);
  }

  #ready(line: AccountConnection | undefined): void {
    this.#line = line;
    if (!line) return void (this.#opened = undefined);
    this.#read();
    for (const run of this.#waiting) run(line);
    this.#waiting.clear();
  }

  /**
   * The page is being left: stores the calls for the next page, and removes them from this one. `isFollowed`: another tab has
   * them too. Returns which sessions are continued; none where nothing could be stored.
   */
  leave(keep: boolean, isFollowed: boolean): (session: object) => boolean {
    const { calls, account } = this.#parts;
    const { binding } = account;
    const kept = this.#entries;
    this.#journal.leaves();
    if (binding === undefined || kept.length + this.#rings.length === 0) return () => false;
    const goesOn = (keep || isFollowed) && this.#rule !== 'off';
    if (!goesOn || (!this.#journal.write(binding, this.succession) && !isFollowed)) {
      removeLeftBehind(binding);
      return () => false;
    }
    const sessions = new Set<object | undefined>(kept.map(([{ session }]) => session));
    const takeovers = [...this.#pending.values()];
    // Without a next page, as for a closed tab, these calls end here.
    for (const [, entry] of kept) this.#core.emit('left', pastOf(entry, this.#core.clock.now()));
    this.#pending.clear();
    calls.release([...kept.map(([call]) => call), ...this.#unanswered]);
    return (session) => sessions.has(session) || takeovers.some((takeover) => takeover.has(session));
  }

  /** Whether a call would end if the page were left now; `kept`: calls are left to the next page, `isFollowed`: another tab has them. */
  loses(kept: boolean, isFollowed: boolean): boolean {
    const { binding } = this.#parts.account;
    const live = this.#parts.calls.unfinished.filter(({ state }) => isLive(state));
    if (live.length === 0) return false;
    const isStored = isFollowed || (binding !== undefined && this.#journal.prepares(binding, this.succession));
    if (this.#core.option('noLeaveQuestion')) return false;
    return !isStored || !(kept || isFollowed) || this.#rule === 'off' || live.some(({ state }) => isUnanswered(state));
  }

  /** The calls as another page continues them. */
  get succession(): Succession {
    const { activeCallId } = this.#parts.calls;
    return {
      calls: this.#entries.map(([, entry]) => entry),
      unanswered: this.#rings,
      ...(activeCallId ? { activeCallId } : {}),
    };
  }

  /** Takes over the calls of another tab, which has gone. */
  succeed(succession: Succession): void {
    if (this.#rule === 'off') return;
    // The time of the calls in a journal is that of their last change.
    this.#continue({ ...succession, version: 1, leftAt: this.#core.clock.now(), late: false });
  }

  /** Another tab is about to take the calls over: their sessions and media stay until it has them, or `stay()`. */
  offer(): Succession {
    for (const call of this.#parts.calls.up) call.isMoving = true;
    return this.succession;
  }

  /** Another tab has taken these calls over. Sends nothing: their dialogs continue there. */
  hand(ids: readonly string[]): void {
    const moved = this.#parts.calls.up.filter(({ id }) => ids.includes(id));
    const sessions = moved.map(({ session }) => session);
    this.#parts.calls.release(moved);
    for (const session of sessions) session?.abandon();
    this.stay();
  }

  /** The calls that were offered stay here. */
  stay(): void {
    for (const call of this.#parts.calls.up) call.isMoving = false;
  }

  /**
   * Takes over calls that another tab offers, with the media up before that tab releases them. Resolves with their ids. Rejects with
   * a `PhoneError` where none of them could be taken over.
   */
  async move({ calls: records, activeCallId }: Succession, line: AccountConnection): Promise<readonly string[]> {
    const { calls } = this.#parts;
    const moving = records.map((record) => [this.#restore(resumingState(record)), record] as const);
    calls.show(activeCallId);
    const moved = await Promise.all(moving.map(([call, record]) => this.#move(call, record, line)));
    await this.#mergeAgain(moving);
    const error = moved.find((result) => result instanceof PhoneError);
    const ids = moving.filter((_, index) => moved[index] === undefined).map(([{ id }]) => id);
    if (error && ids.length === 0) throw error;
    return ids;
  }

  /** Resolves with the reason where the call stays in the other tab. */
  async #move(call: Call, record: JournalCall, line: AccountConnection): Promise<PhoneError | undefined> {
    const { clock } = this.#core;
    const { media } = this.#parts;
    const takeover = new Takeover({ clock, media, call, record, rule: this.#rule });
    try {
      await media.opened(call);
      const end = await takeover.run(line);
      if (end === 'reinvite' || end === 'replaces' || end === 'taken') {
        await this.#back(call, record);
        return undefined;
      }
      throw new PhoneError(end === 'gone' ? 'ended-meanwhile' : 'not-resumed');
    } catch (error) {
      const { session } = call;
      this.#parts.calls.release([call]);
      session?.abandon();
      return phoneError(error);
    } finally {
      takeover.release();
    }
  }

  /** Another tab continues the calls of the page before this one. */
  #yield(): void {
    for (const takeover of this.#pending.values()) takeover.release();
    this.#parts.calls.release([...this.#pending.keys()]);
    this.#pending.clear();
    this.#waiting.clear();
  }

  get #entries(): readonly (readonly [Call, JournalCall])[] {
    return this.#parts.calls.unfinished.flatMap((call) => {
      const entry = this.#pending.get(call)?.record ?? journalEntryOf(call);
      return entry ? [[call, entry] as const] : [];
    });
  }

  get #unanswered(): readonly Call[] {
    return this.#parts.calls.unfinished.filter(({ state }) => isUnanswered(state));
  }

  get #rings(): readonly JournalRing[] {
    const { clock, state } = this.#core;
    const cut = state.calls.filter((call) => wasJustCut(call, clock.now()));
    return [...this.#unanswered, ...cut.map(({ id }) => this.#parts.calls.get(id)!)].map(ringOf);
  }

  /** Calls that the user has begun or answered meanwhile: those stay active, and a call that comes back is held. */
  #beside(back?: Call): readonly Call[] {
    const { calls } = this.#parts;
    if (back?.id === calls.activeCallId) return [];
    return calls.unfinished.filter((call) => !this.#restored.has(call) && isUnderWay(call.state));
  }

  get #rule(): NonNullable<PhoneConfiguration['resume']> {
    return this.#core.option('resume');
  }

  #continue(journal: Journal & { readonly late: boolean }): void {
    const { calls } = this.#parts;
    // A call that is being moved is in the list already.
    const isNew = ({ id }: { readonly id: string }): boolean => !calls.get(id);
    const restored = journal.calls.filter(isNew).map((record) => {
      this.#core.emit('restored', record.id);
      return [this.#restore(resumingState(record)), record] as const;
    });
    const unanswered = journal.unanswered.filter(isNew).map((ring) => {
      this.#core.emit('restored', ring.id);
      if (ring.cancel) this.#whenReady((line) => line.cancel(ring.cancel!, ring.early));
      return this.#restore(stateOfRing(ring));
    });
    if (this.#beside().length === 0) calls.show(journal.activeCallId);
    const deadline = journal.leftAt + JOURNAL_LIFE;
    const cause = journal.late ? 'resumed-too-late' : this.#rule === 'off' ? 'not-resumed' : undefined;
    // The application has no listeners yet while the phone is being created.
    void Promise.resolve().then(() => {
      for (const call of unanswered) call.finish(endWithPage(call.state));
      if (cause) for (const [call, record] of restored) this.#giveUp(call, record, cause);
      else void this.#bringAllBack(restored, deadline);
    });
  }

  #restore(state: CallState): Call {
    const call = this.#parts.calls.restore(state);
    this.#restored.add(call);
    this.#core.emit('peer', call);
    return call;
  }

  async #bringAllBack(restored: readonly (readonly [Call, JournalCall])[], deadline: number): Promise<void> {
    for (const [call, record] of restored) this.#expect(call, record);
    // Another tab takes the account while no page of this tab holds it (option `singleTab`).
    const stop = this.#core.store.subscribe(({ account }) => {
      // After the lock was requested, which follows this change of the state.
      const take = (): unknown => this.#pending.size > 0 && this.#parts.account.useHere();
      if (account.status === 'elsewhere') void Promise.resolve().then(take);
    });
    await Promise.all(restored.map(([call, record]) => this.#bringBack(call, record, deadline)));
    stop();
    await this.#mergeAgain(restored);
  }

  async #mergeAgain(restored: readonly (readonly [Call, JournalCall])[]): Promise<void> {
    const { calls } = this.#parts;
    const merged = restored.flatMap(([call, { merged }]) => (merged && call.state.status === 'active' ? [call] : []));
    if (merged.length > 1) await calls.conference.merge(merged, () => calls.activeCallId).catch(() => undefined);
  }

  /** Holds the dialog of a call until it is taken over. */
  #expect(call: Call, record: JournalCall): void {
    const { clock } = this.#core;
    const takeover = new Takeover({ clock, media: this.#parts.media, call, record, rule: this.#rule });
    this.#pending.set(call, takeover);
    if (this.#opened) takeover.hold(this.#opened);
  }

  /** Takes one call over. Never rejects; the call becomes active or ends. */
  async #bringBack(call: Call, record: JournalCall, deadline: number): Promise<void> {
    const takeover = this.#pending.get(call)!;
    const microphone = this.#parts.media.permitted(call, {});
    microphone.catch(() => undefined);
    // Another page, or another tab, continues the call.
    const isElsewhere = (): boolean => this.#pending.get(call) !== takeover;
    const giveUp = (cause: Cause): void => {
      if (isElsewhere()) return;
      takeover.release();
      if (!takeover.isGone) this.#giveUp(call, takeover.record, cause);
    };
    try {
      const line = await this.#lineBefore(deadline, call);
      if (line) await microphone;
      if (isElsewhere()) return;
      if (!line || call.state.status !== 'resuming') return giveUp(line ? 'hung-up' : this.#causeOfDelay());
      if (this.#beside(call).length > 0) takeover.holdCall(line);
      const end = await takeover.run(line);
      if (end === 'gone') call.finish({ cause: 'ended-meanwhile', endedBy: 'remote' });
      else if (end === 'failed' || end === 'over') giveUp('not-resumed');
      else await this.#back(call, record);
    } catch (error) {
      giveUp(phoneError(error).kind as Cause);
    } finally {
      takeover.release();
      this.#pending.delete(call);
    }
  }

  async #back(call: Call, { hold: before, recorded }: JournalCall): Promise<void> {
    this.#pending.get(call)?.release();
    this.#pending.delete(call);
    call.resumed();
    // The dialog may have been taken over before the user began or ended another call.
    const local = call.session?.localHold ?? false;
    call.apply({ type: 'hold', hold: { local } });
    const beside = this.#beside(call);
    const hold = before.local || beside.length > 0;
    const reason = before.local ? 'user' : 'return';
    if (hold !== local) await call.holding.set(hold, reason).catch(() => undefined);
    else if (hold) call.holding.reason = reason;
    if (call.holding.reason === 'return') this.#unholdAfter(beside, call);
    if (typeof recorded === 'number')
      call.showDetails({ recording: { status: 'recording', since: recorded, atServer: true } });
    else if (recorded) await this.#recordAgain(call);
  }

  /** Resumes a call that was held for others as soon as these have failed, unless the user has held it or talks to someone else. */
  #unholdAfter(others: readonly Call[], call: Call): void {
    Promise.any(others.map(({ answered }) => answered)).catch(() => {
      if (call.holding.reason === 'return' && this.#beside(call).length === 0)
        call.holdAll(false).catch(() => undefined);
    });
  }

  /** Records again, as the file of the earlier page was lost with it. Never rejects. */
  async #recordAgain(call: Call): Promise<void> {
    const before = this.#core.clock.now();
    const tell = (more: { stopped?: true }): void =>
      call.apply({ type: 'details', details: { recordingLost: { before, ...more } } });
    await call.record(true).then(
      () => tell({}),
      () => tell({ stopped: true }),
    );
  }

  /** Resolves with the connection once it accepts requests; with undefined at the deadline, or when the call ends. */
  #lineBefore(deadline: number, call: Call): Promise<AccountConnection | undefined> {
    if (this.#line) return Promise.resolve(this.#line);
    const { clock } = this.#core;
    return new Promise((resolve) => {
      const give = (line: AccountConnection | undefined): void => {
        timer.cancel();
        this.#waiting.delete(give);
        resolve(line);
      };
      const timer = clock.after(Math.max(0, deadline - clock.now()), () => give(undefined));
      this.#waiting.add(give);
      void call.ended.then(() => give(undefined));
    });
  }

  #causeOfDelay(): Cause {
    const isRefused = this.#core.state.account.status === 'refused';
    return isRefused || this.#parts.account.waits ? 'not-signed-in' : 'no-connection';
  }

  /** Ends the call here, and in its old dialog as soon as there is a connection. */
  #giveUp(call: Call, record: JournalCall, cause: Cause): void {
    call.finish({ cause, endedBy: 'system' });
    this.#whenReady((line) => line.end(record.snapshot));
  }

  #whenReady(run: (line: AccountConnection) => unknown): void {
    if (this.#line) run(this.#line);
    else this.#waiting.add(run);
  }
}
