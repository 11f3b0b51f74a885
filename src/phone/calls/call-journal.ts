/**
 * The calls of a page that is being left, for the next page: in the session storage of the tab, for a minute (HTML §12.2). A
 * dialog in it allows a takeover of the call (RFC 3891 §8), so that it is removed as soon as it is read. It has no credentials.
 * Two accounts of one address at different servers have a key each; servers with a host in common are the same.
 * Subjects: stored calls for the next page; 60 s limit of a reload.
 */

import { isSnapshot, type SessionSnapshot } from '../../sip/session/snapshot.js';
import { areaOf, keyOf, readItem, removeItem, writeItem } from '../account/storage-area.js';
import { isSameBinding } from '../account/tab-group.js';
import type { PhoneCore } from '../phone-core.js';
import type { CallState, Hold, Party } from '../state.js';
import { isLive } from './call-state.js';

/** Time after which a call is not continued, ms: the remote party does not wait for longer. */
export const JOURNAL_LIFE = 60_000;

/** Size of an entry with several calls, in UTF-16 code units. */
const PROBE = 8192;

/** An established call: its dialog, and what its user sees. */
export interface JournalCall
  extends
    Pick<CallState, 'id' | 'direction' | 'muted' | 'createdAt' | 'digits'>,
    Partial<Pick<CallState, 'calledParty' | 'redirectTarget' | 'headers'>> {
  readonly peer: Party;
  readonly answeredAt: number;
  readonly hold: Hold;
  readonly merged?: boolean;
  /** Whether the page records the call, or since when the server does: wall clock, ms. */
  readonly recorded?: boolean | number;
  readonly snapshot: SessionSnapshot;
  /** The software of the remote party or of its server. */
  readonly remoteUserAgent?: string;
}

/** A call that was not answered yet, or, where nothing can be stored, one that was and has ended with its page. */
export interface JournalRing extends Pick<CallState, 'id' | 'direction' | 'createdAt' | 'peer'> {
  readonly answeredAt?: number;
  /** The text of the CANCEL of its INVITE. */
  readonly cancel?: string;
  /** Its early dialogs. */
  readonly early?: readonly SessionSnapshot[] | undefined;
}

/** The calls of a page, as another page continues them. It allows a takeover of the calls (RFC 3891 §8). */
export interface Succession {
  readonly activeCallId?: string;
  readonly calls: readonly JournalCall[];
  readonly unanswered: readonly JournalRing[];
}

export interface Journal extends Succession {
  readonly version: 1;
  /** When the page was left: wall clock, ms. */
  readonly leftAt: number;
  /** The tab whose calls these are, where any other tab may read them (`tab-journal.ts`). */
  readonly tab?: string;
}

export class CallJournal {
  /** The keys of the notes that were read. */
  readonly #read = new Set<string>();
  /** Stops waiting for the end of the calls of the note. */
  #stop: (() => void) | undefined;

  constructor(private readonly core: Pick<PhoneCore, 'clock' | 'store'>) {}

  /** The page is being left: its note stays for the next one. */
  leaves(): void {
    this.#stop?.();
  }

  /** Stores the calls of an account at its servers (`Account.binding`) for the next page. Returns whether they were stored. */
  write(binding: string, journal: Succession): boolean {
    return writeItem(areaOf('session'), keyOf('calls', binding), this.#textOf(journal));
  }

  /** Whether the tab can store calls now. Where it cannot, the next page is told of those that end with this one. */
  prepares(binding: string, { calls, unanswered }: Succession): boolean {
    const area = areaOf('session');
    const key = keyOf('calls', binding);
    const isUsable = writeItem(area, key, ' '.repeat(PROBE));
    if (isUsable) removeItem(area, key);
    else {
      const ended = calls.map(({ id, direction, createdAt, peer, answeredAt }) => ({
        id,
        direction,
        createdAt,
        peer,
        answeredAt,
      }));
      note(key, this.#textOf({ calls: [], unanswered: [...unanswered, ...ended] }));
      this.#stop?.();
      // The user was asked, and stayed.
      this.#stop = this.core.store.subscribe((state) => {
        if (state.calls.some(isLive)) return;
        this.#stop?.();
        note(key);
      });
    }
    return isUsable;
  }

  #textOf(journal: Succession): string {
    return JSON.stringify({ version: 1, leftAt: this.core.clock.now(), ...journal } satisfies Journal);
  }

  /**
   * Removes and returns the calls of an account; `late` where their time has passed. Undefined without any. Removes those of any account
   * that are too old or of another version; `tab-journal.ts` does so in the local storage.
   */
  take(binding: string): (Journal & { readonly late: boolean }) | undefined {
    const area = areaOf('session');
    const now = this.core.clock.now();
    let taken: (Journal & { readonly late: boolean }) | undefined;
    for (const stored of [binding, ...bindingsIn(area)]) {
      const key = keyOf('calls', stored);
      const item = readItem(area, key);
      const noted = note(key) ?? '';
      const journal = parseJournal(item ?? (this.#read.has(key) ? '' : noted));
      this.#read.add(key);
      const late = !journal || now - journal.leftAt > JOURNAL_LIFE;
      // A late note is most likely that of a user who was asked, and stayed.
      const isTaken = !taken && journal && isSameBinding(stored, binding) && (item !== null || !late);
      if (isTaken) {
        taken = { ...journal, late };
        // Written by the same page, for any other tab.
        removeLeftBehind(stored);
      }
      if (isTaken || late) removeItem(area, key);
    }
    return taken;
  }
}

/** The accounts at their servers of which an area has calls. */
export function bindingsIn(area: Storage | undefined): readonly string[] {
  const prefix = keyOf('calls', '');
  return Object.keys(area ?? {}).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
}

/** The same, of this address with a host in common. */
export function bindingsLike(area: Storage | undefined, binding: string): readonly string[] {
  return bindingsIn(area).filter((stored) => isSameBinding(stored, binding));
}

/** The part of the Navigation API that is used (HTML §7.2.7). */
interface NavigationLike {
  readonly currentEntry: EntryLike;
  readonly activation?: { readonly from: EntryLike | null } | null;
  updateCurrentEntry(options: { state: unknown }): void;
}

interface EntryLike {
  getState(): unknown;
}

/**
 * Writes to the entry of the session history, beside what the page has there, or removes it without a text. Browsers keep it where the
 * page may store nothing. Returns what was in the entry that was left for this page, by a reload or a link of the site.
 */
function note(key: string, text?: string): string | undefined {
  try {
    const { navigation } = globalThis as unknown as { navigation: NavigationLike };
    const stateOf = (entry?: EntryLike | null): Record<string, string> =>
      (entry?.getState() ?? {}) as Record<string, string>;
    const { [key]: old, ...others } = stateOf(navigation.currentEntry);
    const left = stateOf(navigation.activation?.from)[key];
    const state = text ? { ...others, [key]: text } : Object.keys(others).length > 0 ? others : null;
    // Not over a value of the page that is no plain object.
    if (old !== text && stateOf(navigation.currentEntry).constructor === Object)
      navigation.updateCurrentEntry({ state });
    return left;
  } catch {
    return undefined; // There is no page, no Navigation API, or the page may not change its history: the next one says nothing.
  }
}

/** Removes what a tab that had calls has left behind for any other one (`tab-journal.ts`). */
export function removeLeftBehind(binding: string): void {
  removeItem(areaOf('local'), keyOf('calls', binding));
}

/** Stored data may be of another version, or changed by a script of the origin. */
export function parseJournal(text: string): Journal | undefined {
  try {
    const data = JSON.parse(text) as Partial<Journal> | null;
    if (data?.version !== 1 || !Number.isFinite(data.leftAt)) return undefined;
    const isJournal = Array.isArray(data.calls) && data.calls.every(isCall) && Array.isArray(data.unanswered);
    return isJournal && data.unanswered!.every(isRing) ? (data as Journal) : undefined;
  } catch {
    return undefined;
  }
}

function isCall(call: Partial<JournalCall> | null): boolean {
  const { hold, digits, answeredAt, snapshot } = call ?? {};
  return (
    isRing(call) &&
    typeof digits === 'string' &&
    Number.isFinite(answeredAt) &&
    typeof hold?.local === 'boolean' &&
    typeof hold.remote === 'boolean' &&
    isSnapshot(snapshot)
  );
}

function isRing(call: Partial<JournalRing> | null): boolean {
  const { id, peer, direction, createdAt, answeredAt = 0, cancel = 'CANCEL ', early = [] } = call ?? {};
  const texts = [id, peer?.name, peer?.number, peer?.uri];
  const isDirection = direction === 'incoming' || direction === 'outgoing';
  const isText = texts.every((text) => typeof text === 'string') && String(cancel).startsWith('CANCEL ');
  return isDirection && Number.isFinite(createdAt) && Number.isFinite(answeredAt) && isText && Array.isArray(early);
}
