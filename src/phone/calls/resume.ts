/**
 * Calls that outlive their page: the page that is left stores their dialogs and sends no BYE, the next page shows them at once as
 * `resuming` and takes them over (RFC 3891, RFC 3261 §14). See docs/resilience.md for what servers make of it.
 */

import { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { Account } from '../account/account.js';
import type { AccountConnection } from '../account/account-connection.js';
import type { PhoneConfiguration } from '../configuration.js';
import type { PhoneMedia } from '../audio/phone-media.js';
import type { PhoneCore } from '../phone-core.js';
import { phoneError } from '../phone-error.js';
import type { CallState, Cause } from '../state.js';
import type { Call } from './call.js';
import { CallJournal, JOURNAL_LIFE, type JournalCall } from './call-journal.js';
import type { CallList } from './call-list.js';
import { endOfRing, entryOf, isUnanswered, pastOf, ringOf, stateOf, stateOfRing } from './journal-entry.js';
import { attempt, type Outcome } from './resume-attempt.js';

export interface CallResumptionParts {
  readonly calls: CallList;
  readonly account: Account;
  readonly media: PhoneMedia;
}

type Way = 'reinvite' | 'replaces';

/** Time until the first way must have given media, ms: rtpengine takes up to 1.9 s for a new DTLS association. */
const FIRST_LIMIT = 4000;
const LAST_LIMIT = 15_000;

export class CallResumption {
  readonly #core: PhoneCore;
  readonly #parts: CallResumptionParts;
  readonly #journal: CallJournal;
  readonly #pending = new Map<Call, JournalCall>();
  /** Calls whose remote party still has to be told that they ended. */
  readonly #leftOpen = new Set<JournalCall>();
  readonly #waiting = new Set<(line: AccountConnection | undefined) => void>();
  #line: AccountConnection | undefined;
  /** The account whose journal was read. */
  #shown: string | undefined;

  constructor(core: PhoneCore, parts: CallResumptionParts) {
    this.#core = core;
    this.#parts = parts;
    this.#journal = new CallJournal(core.clock);
    core.on('account', (account) => this.#read(account));
    core.on('ready', (line) => this.#ready(line));
    // A page after this one may have had calls.
    core.on('returned', () => {
      this.#shown = undefined;
      this.#read(parts.account.uri?.aor);
    });
  }

  /** Shows the calls of the earlier page as soon as the account is known. */
  #read(account: string | undefined): void {
    if (account === undefined || account === this.#shown) return;
    this.#shown = account;
    this.#takeJournal(account);
  }

  #ready(line: AccountConnection | undefined): void {
    this.#line = line;
    if (!line) return;
    for (const give of this.#waiting) give(line);
    for (const record of this.#leftOpen) void line.end(record.snapshot);
    this.#leftOpen.clear();
  }

  /**
   * The page is being left: stores the calls for the next page, and removes them from this one. Returns which sessions are
   * continued; none where nothing could be stored.
   */
  leave(keep: boolean): (session: object) => boolean {
    const { calls } = this.#parts;
    const account = this.#parts.account.uri?.aor;
    if (!keep || account === undefined || this.#rule === 'off') return () => false;
    const kept = calls.unfinished.flatMap((call): (readonly [Call, JournalCall])[] => {
      const entry = this.#pending.get(call) ?? entryOf(call);
      return entry ? [[call, entry]] : [];
    });
    const unanswered = calls.unfinished.filter(({ state }) => isUnanswered(state));
    if (kept.length + unanswered.length === 0) return () => false;
    const stored = this.#journal.write(account, {
      calls: kept.map(([, entry]) => entry),
      unanswered: unanswered.map(({ state }) => ringOf(state)),
      ...(calls.activeCallId ? { activeCallId: calls.activeCallId } : {}),
    });
    if (!stored) return () => false;
    const sessions = new Set<object | undefined>(kept.map(([{ session }]) => session));
    // Without a next page, as for a closed tab, these calls end here.
    for (const [, entry] of kept) this.#core.emit('left', pastOf(entry, this.#core.clock.now()));
    this.#pending.clear();
    calls.release([...kept.map(([call]) => call), ...unanswered]);
    return (session) => sessions.has(session);
  }

  get #rule(): NonNullable<PhoneConfiguration['resume']> {
    return this.#core.option('resume');
  }

  #takeJournal(account: string): void {
    const { calls } = this.#parts;
    const journal = this.#journal.take(account);
    if (!journal) return;
    const restored = journal.calls.map((record) => {
      this.#core.emit('restored', record.id);
      return [this.#restore(stateOf(record)), record] as const;
    });
    const unanswered = journal.unanswered.map((ring) => this.#restore(stateOfRing(ring)));
    calls.show(journal.activeCallId);
    const deadline = journal.leftAt + JOURNAL_LIFE;
    const cause = journal.late ? 'resumed-too-late' : this.#rule === 'off' ? 'not-resumed' : undefined;
    // The application has no listeners yet while the phone is being created.
    void Promise.resolve().then(() => {
      for (const call of unanswered) call.finish(endOfRing(call.state));
      if (cause) for (const [call, record] of restored) this.#giveUp(call, record, cause);
      else void this.#bringAllBack(restored, deadline);
    });
  }

  #restore(state: CallState): Call {
    const call = this.#parts.calls.restore(state);
    this.#core.emit('peer', call);
    return call;
  }

  async #bringAllBack(restored: readonly (readonly [Call, JournalCall])[], deadline: number): Promise<void> {
    for (const [call, record] of restored) this.#pending.set(call, record);
    // Another tab takes the account while no page of this tab holds it (option `singleTab`).
    const stop = this.#core.store.subscribe(({ account }) => {
      // After the lock was requested, which follows this change of the state.
      const take = (): unknown => this.#pending.size > 0 && this.#parts.account.useHere();
      if (account.status === 'elsewhere') void Promise.resolve().then(take);
    });
    await Promise.all(restored.map(([call, record]) => this.#bringBack(call, record, deadline)));
    stop();
    const merged = restored.filter(([call, record]) => record.merged && call.state.status === 'active');
    if (merged.length > 1)
      await this.#parts.calls.conference.merge(merged.map(([call]) => call)).catch(() => undefined);
  }

  /** Takes one call over. Never rejects; the call becomes active or ends. */
  async #bringBack(call: Call, record: JournalCall, deadline: number): Promise<void> {
    const microphone = this.#parts.media.permitted(call, {});
    microphone.catch(() => undefined);
    try {
      const line = await this.#lineBefore(deadline, call);
      if (line) await microphone;
      if (line && call.state.status === 'resuming') await this.#tryAll(call, record, line);
      else this.#giveUp(call, record, line ? 'hung-up' : this.#causeOfDelay());
    } catch (error) {
      this.#giveUp(call, record, phoneError(error).kind as Cause);
    } finally {
      this.#pending.delete(call);
    }
  }

  async #tryAll(call: Call, record: JournalCall, line: AccountConnection): Promise<void> {
    const ways = this.#ways(record);
    for (const [index, way] of ways.entries()) {
      const last = index === ways.length - 1;
      const outcome = await this.#try(way, call, record, line, last);
      if (outcome === 'back') return this.#back(call, record, way);
      if (outcome === 'gone') return call.finish({ cause: 'ended-meanwhile', endedBy: 'remote' });
      if (outcome === 'over') break;
      call.session?.abandon();
    }
    this.#giveUp(call, record, 'not-resumed');
  }

  async #try(way: Way, call: Call, record: JournalCall, line: AccountConnection, last: boolean): Promise<Outcome> {
    const { clock } = this.#core;
    const session = this.#parts.media.resuming(() =>
      way === 'reinvite' ? line.resume(record.snapshot) : this.#replacement(record, line),
    );
    return attempt({ clock, call, session, last, limit: last ? LAST_LIMIT : FIRST_LIMIT });
  }

  /** The INVITE that replaces the call. Asterisk finds the call by its Replaces, but needs a user that its dialplan has. */
  #replacement({ snapshot, hold, remoteUserAgent }: JournalCall, line: AccountConnection): Session {
    const { dialog, anonymous } = snapshot;
    const target = isAsterisk(remoteUserAgent) ? undefined : URI.parse(dialog.remoteTarget);
    return line.invite(target ?? line.uri, {
      replaces: dialog,
      sessionDescriptionHandlerOptions: { hold: hold.local },
      ...(anonymous ? { anonymous } : {}),
    });
  }

  /** Asterisk accepts a re-INVITE with another fingerprint, and stays silent; between browsers a re-INVITE is faster. */
  #ways({ remoteUserAgent }: JournalCall): readonly Way[] {
    const rule = this.#rule;
    const first = rule === 'auto' ? (isAsterisk(remoteUserAgent) ? 'replaces' : 'reinvite') : rule;
    return first === 'replaces' ? ['replaces', 'reinvite'] : ['reinvite', 'replaces'];
  }

  async #back(call: Call, record: JournalCall, way: Way): Promise<void> {
    this.#pending.delete(call);
    call.resumed();
    // The new dialog does not know yet that the call is held; its offer already was `sendonly`.
    if (way === 'replaces' && record.hold.local) await call.holdAlone(true).catch(() => undefined);
    if (record.recorded) await this.#recordAgain(call);
  }

  /** The file of the earlier page was lost with it. */
  async #recordAgain(call: Call): Promise<void> {
    call.apply({ type: 'details', details: { recordingLost: { before: this.#core.clock.now() } } });
    await call.record(true).catch(() => undefined);
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
    return this.#core.state.account.status === 'refused' ? 'not-signed-in' : 'no-connection';
  }

  /** Ends the call here, and in its old dialog as soon as there is a connection. */
  #giveUp(call: Call, record: JournalCall, cause: Cause): void {
    call.finish({ cause, endedBy: 'system' });
    if (this.#line) void this.#line.end(record.snapshot);
    else this.#leftOpen.add(record);
  }
}

function isAsterisk(userAgent: string | undefined): boolean {
  return /\bAsterisk\b|FPBX/i.test(userAgent ?? '');
}
