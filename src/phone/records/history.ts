/** Past calls and how many of them were missed, kept over reloads. */

import { cleanText } from '../dialling/party.js';
import { isCauseWord } from '../words.js';
import type { HistoryEntry, PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { Kept } from './kept.js';

const LIMIT = 1000;

interface Past {
  readonly history: readonly HistoryEntry[];
  readonly missedCount: number;
}

export class History {
  readonly #store: Store<PhoneState>;
  readonly #kept = new Kept<Past>('history', read, (past) => this.#store.update(past));

  constructor(store: Store<PhoneState>) {
    this.#store = store;
  }

  /** Shows the calls of this account; undefined for none. Without `keep` they live as long as the phone and the account. */
  use(account: string | undefined, keep: boolean): void {
    const past = this.#kept.use(account, keep);
    if (past) this.#store.update(past);
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
    this.#keep({ history: [], missedCount: 0 });
  }

  close(): void {
    this.#kept.close();
  }

  #keep(past: Past): void {
    this.#store.update(past);
    this.#kept.save(past);
  }
}

/** What was kept, as far as it is what we wrote. */
function read(value: unknown): Past {
  const kept = value as Partial<Past> | null;
  const history = Array.isArray(kept?.history) ? kept.history.filter(isEntry).slice(0, LIMIT).map(clean) : [];
  const count = kept?.missedCount;
  return { history, missedCount: typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 0 };
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

/** Names are as hostile as they were when they came. */
function clean(entry: HistoryEntry): HistoryEntry {
  const { name, number, uri } = entry.peer;
  return { ...entry, peer: { name: cleanText(name), number: cleanText(number), uri: cleanText(uri, 512) } };
}
