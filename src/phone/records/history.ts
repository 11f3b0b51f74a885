/** Past calls and how many of them were missed, kept over reloads in the storage of the page (HTML §12.2). */

import { isCauseWord } from '../words.js';
import type { HistoryEntry, PhoneState } from '../state.js';
import type { Store } from '../store.js';

const LIMIT = 1000;

interface Kept {
  readonly history: readonly HistoryEntry[];
  readonly missedCount: number;
}

const NOTHING: Kept = { history: [], missedCount: 0 };

export class History {
  readonly #store: Store<PhoneState>;
  #key: string | undefined;

  constructor(store: Store<PhoneState>) {
    this.#store = store;
  }

  /** Shows the calls of this account; undefined for none. Without `keep` they live as long as the phone. */
  use(account: string | undefined, keep: boolean): void {
    const key = account !== undefined && keep ? `sip-elements:history:${account}` : undefined;
    if (key === this.#key) return;
    this.#key = key;
    this.#store.update(key === undefined ? NOTHING : read(key));
  }

  add(entry: HistoryEntry): void {
    const { history, missedCount } = this.#store.state;
    const missed = entry.cause === 'missed' ? 1 : 0;
    this.#keep({ history: [entry, ...history].slice(0, LIMIT), missedCount: missedCount + missed });
  }

  /** The person has seen which calls he missed. */
  markSeen(): void {
    this.#keep({ history: this.#store.state.history, missedCount: 0 });
  }

  clear(): void {
    this.#keep(NOTHING);
  }

  #keep(kept: Kept): void {
    this.#store.update(kept);
    if (this.#key === undefined) return;
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // No storage, or no room in it: the calls are shown until the page is left.
    }
  }
}

/** What was kept, as far as it is what we wrote: anybody on this origin can write there. */
function read(key: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Kept> | null;
    const history = Array.isArray(kept?.history) ? kept.history.filter(isEntry).slice(0, LIMIT) : [];
    const count = kept?.missedCount;
    return { history, missedCount: typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 0 };
  } catch {
    return NOTHING;
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  const { id, direction, peer, startedAt, endedAt, cause } = (value ?? {}) as Partial<HistoryEntry>;
  const texts: unknown[] = [id, peer?.name, peer?.number, peer?.uri];
  return (
    texts.every((text) => typeof text === 'string') &&
    (direction === 'incoming' || direction === 'outgoing') &&
    [startedAt, endedAt].every((time) => typeof time === 'number') &&
    isCauseWord(cause)
  );
}
