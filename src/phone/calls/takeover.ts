/**
 * Takes one call of an earlier page over: holds its dialog, and tries the ways until one succeeds (RFC 3891, RFC 3261 §14).
 * Subjects: take-over of a call; time limits of a take-over; INVITE with Replaces after a reload; retry of a take-over; CSeq
 * after a reload; awaited remote party whose page loads.
 */

import type { Clock } from '../../sip/base/clock.js';
import { NameAddrHeader } from '../../sip/message/name-addr.js';
import { URI } from '../../sip/message/uri.js';
import { glareDelay } from '../../sip/session/glare-delay.js';
import type { Session } from '../../sip/session/session.js';
import type { SessionSnapshot } from '../../sip/session/snapshot.js';
import type { AccountConnection } from '../account/account-connection.js';
import type { PhoneMedia } from '../audio/phone-media.js';
import type { PhoneConfiguration } from '../configuration.js';
import type { Call } from './call.js';
import type { JournalCall } from './call-journal.js';
import { attempt, type Outcome } from './resume-attempt.js';

type Rule = NonNullable<PhoneConfiguration['resume']>;
type Way = 'reinvite' | 'replaces';

/** `taken`: the remote party has taken the call over by its own INVITE with Replaces. */
type TakeoverEnd = Way | 'taken' | Exclude<Outcome, 'back' | 'away' | 'glare'>;

interface TakeoverOptions {
  readonly clock: Clock;
  readonly media: PhoneMedia;
  readonly call: Call;
  readonly record: JournalCall;
  readonly rule: Rule;
}

/** Time until the first way must have given media, ms: rtpengine takes up to 1.9 s for a new DTLS association. */
const FIRST_LIMIT = 4000;
/**
 * The same where the remote party may be a browser that keeps its connection: Chromium takes 3.2 s for a new DTLS association, and 4 s
 * more where a handshake message was lost (RFC 6347 §4.2.4.1).
 */
const REKEY_LIMIT = 10_000;
const LAST_LIMIT = 15_000;
/** How long a remote party is awaited that cannot be reached, as its page may be loading as well, ms. */
const WAIT_LIMIT = 20_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 4000;
/** Distance of the CSeq of two attempts in one dialog. */
const STRIDE = 64;

export class Takeover {
  #options: TakeoverOptions;
  /** The answer to the INVITE with Replaces of the remote party. */
  #taken: Promise<Outcome> | undefined;
  /** Whether the remote party has ended the call. */
  isGone = false;
  #attempts = 0;
  /** Ends the attempt, or the wait, as the remote party has decided. */
  readonly #decided = new AbortController();

  constructor(options: TakeoverOptions) {
    this.#options = options;
  }

  /** The entry of the journal for a next page, or for a BYE: its dialog with a CSeq that was not used. */
  get record(): JournalCall {
    return { ...this.#options.record, snapshot: this.#snapshot() };
  }

  /** Continues the call on hold: another one is active. */
  holdCall(line: AccountConnection): void {
    const hold = { local: true, remote: false };
    const { call, record } = this.#options;
    this.#options = {
      ...this.#options,
      record: { ...record, hold, snapshot: { ...record.snapshot, localHold: true } },
    };
    call.apply({ type: 'hold', hold });
    // The answer to an INVITE with Replaces of the remote party takes the hold of the dialog that it replaces.
    if (!this.#taken) this.hold(line);
  }

  /** Whether a session belongs to this call. */
  has(session: object): boolean {
    const { awaited, session: current } = this.#options.call;
    return session === awaited || session === current;
  }

  /** Holds the dialog on a connection: its requests would get 481 else. Does nothing for data that were changed. */
  hold(line: AccountConnection): void {
    this.release();
    const { call } = this.#options;
    const dialog = quietly(() => line.hold(this.#snapshot()));
    if (!dialog) return;
    call.awaited = dialog;
    dialog.on('replaced', (next) => this.#replaced(next));
    dialog.on('flow', (state) => {
      if (state === 'lost' && call.awaited === dialog) this.hold(line);
    });
    dialog.on('stateChange', (state) => {
      if (state.status !== 'ended' || state.endedBy !== 'remote' || call.awaited !== dialog) return;
      call.awaited = undefined;
      this.isGone = true;
      // The BYE may follow a replacement that is being set up.
      if (call.session?.state.status === 'established') return;
      this.#decided.abort();
      // Its INVITE with Replaces is not answered any more.
      if (call.session) leave(call.session);
      call.finish({ cause: 'ended-meanwhile', endedBy: 'remote' });
    });
  }

  /** Stops to hold the dialog; sends nothing. */
  release(): void {
    const { call } = this.#options;
    const dialog = call.awaited;
    call.awaited = undefined;
    dialog?.abandon();
  }

  /** Tries until the call is back or lost. Rejects with a `SipError` for stored data that were changed. */
  async run(line: AccountConnection): Promise<TakeoverEnd> {
    const { clock, call } = this.#options;
    const end = clock.elapsed() + WAIT_LIMIT;
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const result = await this.#round(line);
      if (result !== 'away' && result !== 'glare') return result;
      if (clock.elapsed() >= end) return result === 'glare' ? 'failed' : 'gone';
      await this.#pause(result === 'glare' ? glareDelay(call.state) : wait);
      if (call.state.status !== 'resuming') return 'over';
    }
  }

  /** Tries each way once. */
  async #round(line: AccountConnection): Promise<TakeoverEnd | 'away' | 'glare'> {
    const ways = this.#ways();
    let result: 'failed' | 'away' | 'glare' = 'failed';
    for (const [index, way] of ways.entries()) {
      const outcome = this.#taken || this.isGone ? 'failed' : await this.#try(way, line, index === ways.length - 1);
      if (outcome === 'back') return way;
      if (this.#taken) return takeoverEndOf(await this.#taken);
      if (outcome === 'gone' || outcome === 'over') return outcome;
      const { session } = this.#options.call;
      if (session) leave(session);
      if (this.isGone) return 'gone';
      if (way === 'reinvite') this.hold(line);
      if (outcome === 'glare') return outcome;
      if (outcome === 'away') result = outcome;
    }
    return result;
  }

  async #try(way: Way, line: AccountConnection, last: boolean): Promise<Outcome> {
    const { clock, media, call } = this.#options;
    this.#attempts++;
    const setup = way === 'replaces' || isOwn(this.#options.record.remoteUserAgent) ? 'active' : 'actpass';
    const session = media.resuming(() => (way === 'reinvite' ? this.#reinvite(line) : this.#replace(line)), setup);
    const limit = last ? LAST_LIMIT : setup === 'active' ? FIRST_LIMIT : REKEY_LIMIT;
    return attempt({ clock, call, session, last, limit, signal: this.#decided.signal });
  }

  #reinvite(line: AccountConnection): Session {
    this.release();
    const session = line.resume(this.#snapshot());
    session.on('replaced', (next) => this.#replaced(next));
    return session;
  }

  /**
   * The INVITE that replaces the call. Asterisk finds the call by its Replaces, but needs a user that its dialplan has. A remote
   * party whose contact has gone with its page is called at its address.
   */
  #replace(line: AccountConnection): Session {
    const { snapshot, hold, remoteUserAgent } = this.#options.record;
    const { dialog, anonymous } = snapshot;
    const first = this.#attempts <= this.#ways().length && URI.parse(dialog.remoteTarget);
    const target = isAsterisk(remoteUserAgent) ? line.uri : first || NameAddrHeader.parse(snapshot.remote)?.uri;
    return line.invite(target ?? line.uri, {
      replaces: dialog,
      sessionDescriptionHandlerOptions: { hold: hold.local },
      ...(anonymous ? { anonymous } : {}),
    });
  }

  /** Asterisk accepts a re-INVITE with another fingerprint, and stays silent; between browsers a re-INVITE is faster. */
  #ways(): readonly Way[] {
    const { rule } = this.#options;
    const first = rule === 'auto' ? (isAsterisk(this.#options.record.remoteUserAgent) ? 'replaces' : 'reinvite') : rule;
    return first === 'replaces' ? ['replaces', 'reinvite'] : ['reinvite', 'replaces'];
  }

  /** The remote party continues the call. An INVITE that rang, and that the user answered, has its own entry. */
  #replaced(next: Session): void {
    const { clock, call } = this.#options;
    const own = call.session;
    if (next.state.status === 'established') this.isGone = true;
    // Attached at once: it must not ring.
    else this.#taken = attempt({ clock, call, session: next, last: true, limit: LAST_LIMIT });
    this.#decided.abort();
    if (own && own !== next) leave(own);
  }

  /** The dialog with a CSeq that no earlier attempt has used (gaps are allowed, RFC 3261 §12.2.2). */
  #snapshot(): SessionSnapshot {
    const { snapshot } = this.#options.record;
    const { dialog } = snapshot;
    return { ...snapshot, dialog: { ...dialog, localSequence: dialog.localSequence + STRIDE * this.#attempts } };
  }

  #pause(delay: number): Promise<void> {
    const { signal } = this.#decided;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        timer.cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = this.#options.clock.after(delay, end);
      signal.addEventListener('abort', end);
      void this.#options.call.ended.then(end);
    });
  }
}

/** A pending INVITE of either party is ended; in a dialog nothing is sent, as the next attempt continues it. */
function leave(session: Session): void {
  if (session.state.status === 'established') session.abandon();
  else session.terminate();
}

function takeoverEndOf(outcome: Outcome): TakeoverEnd {
  if (outcome === 'back') return 'taken';
  return outcome === 'gone' || outcome === 'over' ? outcome : 'failed';
}

function quietly<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/**
 * A phone of this project makes a new connection for another fingerprint. In the connection of another browser the DTLS roles cannot
 * change: Chromium refuses an offer that takes its active role, and every later one (RFC 8842 §5.5: a new offer says `actpass`).
 */
function isOwn(userAgent: string | undefined): boolean {
  return /^sip-elements\b/i.test(userAgent ?? '');
}

function isAsterisk(userAgent: string | undefined): boolean {
  return /\bAsterisk\b|FPBX/i.test(userAgent ?? '');
}
