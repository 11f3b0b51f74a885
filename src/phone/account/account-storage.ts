/**
 * What a phone stores of an account, one kind of data to an instance (HTML §12.2). Every tab writes its own changes into what
 * is stored, never its whole view over it: see docs/decisions/020-what-is-stored.md.
 */

import type { Clock, Timer } from '../../sip/base/clock.js';
import { newUuid } from '../../sip/base/ids.js';
import {
  areaOf,
  areas,
  BUDGETS,
  keyOf,
  readItem,
  removeItem,
  writeItem,
  type StorageOption,
  type StoredKind,
} from './storage-area.js';

/** The first changes are stored at once; those after them together, one write in so many ms, until there was none so long. */
const WRITE_INTERVAL = 1000;
const FIRST_WRITES = 4;
/** Parts of the budget that are tried where the origin has no room for all of it. */
const SHARES = [1, 1 / 2, 1 / 4, 1 / 8];
/** Tabs whose last change is noted. */
const MOST_WRITERS = 8;
/** Changes that wait for room in the storage. */
const MOST_CHANGES = 1000;

export interface AccountStorageOptions<Value extends object> {
  readonly kind: StoredKind;
  readonly clock: Clock;
  /**
   * Makes what is stored safe, as every script of this origin can write there. `live`: another phone has just written it;
   * otherwise it is from a page that is gone.
   */
  read(stored: unknown, live: boolean): Value;
  /** The part of the value that fits into so many characters of JSON; the same object where all of it does. */
  fit(value: Value, room: number): Value;
  /** The value is another one now. */
  show(value: Value): void;
}

/** A change that other tabs may not have seen. It has to be harmless when it is made twice. */
interface Change<Value> {
  readonly order: number;
  readonly make: (value: Value) => Value;
}

/** For each tab the order of its newest change that the stored value contains. */
type Writers = Readonly<Record<string, number>>;

/** A phone of this page that stores the same account: a page gets no `storage` event of its own writes. */
interface Sharer {
  flush(): void;
  receive(text: string | null): void;
}

const sharers = new WeakMap<Storage, Map<string, Set<Sharer>>>();

export class AccountStorage<Value extends object> {
  readonly #options: AccountStorageOptions<Value>;
  readonly #writer = newUuid().slice(0, 8);
  readonly #sharer: Sharer = {
    flush: () => this.flush(),
    receive: (text) => {
      // Phones of one page write one after the other: what was written is in there, or was removed on purpose.
      this.#changes = this.#changes.filter(({ order }) => order > this.#written);
      this.#receive(text);
    },
  };
  #value: Value;
  #account: string | undefined;
  #option: StorageOption = 'none';
  #key: string | undefined;
  #area: Storage | undefined;
  /** What is stored, as text, when this instance last read or wrote it. */
  #text: string | null = null;
  #writers: Writers = {};
  /** Changes that are not written yet, and those of the last write, which another tab may just be overwriting. */
  #changes: Change<Value>[] = [];
  #order = 0;
  /** The order of the newest change that was written. */
  #written = 0;
  #dirty = false;
  /** Writes since there was none for an interval. */
  #writes = 0;
  #pause: Timer | undefined;

  constructor(options: AccountStorageOptions<Value>) {
    this.#options = options;
    this.#value = options.read(null, false);
  }

  /**
   * From now on stores this account there; undefined for none. What one account leaves in memory is never shown to another.
   * Where less is to be stored than before (`session`, `none`), what is stored already is moved or removed.
   */
  use(account: string | undefined, option: StorageOption): void {
    if (account === this.#account && option === this.#option) return;
    this.#leave();
    const moves = account === this.#account && option !== 'none';
    const value = this.#value;
    this.#account = account;
    this.#option = option;
    this.#take(null, false);
    if (account !== undefined) this.#open(account, option);
    if (moves && this.#text === null && this.#order > 0) {
      this.#value = value;
      this.#changed();
    }
    this.#options.show(this.#value);
  }

  /** Shows and stores another value, made of the one that there is. */
  change(make: (value: Value) => Value): void {
    const made = make(this.#value);
    if (made === this.#value) return;
    this.#value = this.#options.fit(made, BUDGETS[this.#options.kind]);
    if (this.#area) {
      this.#changes = [...this.#changes.slice(1 - MOST_CHANGES), { order: ++this.#order, make }];
      this.#changed();
    }
    this.#options.show(this.#value);
  }

  /** Stores at once what waits for the end of the pause, as the page may not live that long. */
  readonly flush = (): void => {
    if (this.#dirty) this.#write();
  };

  /** Removes what is stored and shown of the account. */
  forget(): void {
    this.#changes = [];
    this.#dirty = false;
    if (this.#key !== undefined) for (const area of areas()) removeItem(area, this.#key);
    this.#receive(null);
    this.#tellSharers(null);
  }

  /** Stores what is not stored yet, and listens to other tabs no more. */
  close(): void {
    this.#leave();
    this.#area = undefined;
  }

  #open(account: string, option: StorageOption): void {
    const key = (this.#key = keyOf(this.#options.kind, account));
    const area = (this.#area = areaOf(option));
    const others = areas().filter((other) => other !== area);
    const left = others.map((other) => readItem(other, key)).find((text) => text !== null) ?? null;
    for (const other of others) removeItem(other, key);
    if (!area) return;
    for (const sharer of this.#sharers()) sharer.flush();
    this.#sharers().add(this.#sharer);
    globalThis.addEventListener?.('storage', this.#onStorage);
    globalThis.addEventListener?.('pagehide', this.flush);
    globalThis.addEventListener?.('pageshow', this.#onShow);
    globalThis.document?.addEventListener('visibilitychange', this.#onVisibility);
    const own = readItem(area, key);
    this.#take(own ?? left, false);
    this.#text = own;
    if (own === null && left !== null) this.#changed();
  }

  /** Stores what waits, and leaves the account. */
  #leave(): void {
    this.flush();
    this.#pause?.cancel();
    this.#pause = undefined;
    this.#changes = [];
    if (this.#area) this.#sharers().delete(this.#sharer);
    globalThis.removeEventListener?.('storage', this.#onStorage);
    globalThis.removeEventListener?.('pagehide', this.flush);
    globalThis.removeEventListener?.('pageshow', this.#onShow);
    globalThis.document?.removeEventListener('visibilitychange', this.#onVisibility);
    this.#area = this.#key = undefined;
  }

  readonly #onStorage = (event: StorageEvent): void => {
    // Without a key: everything was cleared.
    if (event.storageArea !== this.#area || (event.key !== this.#key && event.key !== null)) return;
    this.#receive(event.key === null ? null : event.newValue);
  };

  /** A page that comes out of the back/forward cache has heard no events in there. */
  readonly #onShow = (event: PageTransitionEvent): void => {
    const text = event.persisted && this.#key !== undefined ? readItem(this.#area, this.#key) : this.#text;
    if (text !== this.#text) this.#receive(text);
  };

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.flush();
  };

  /** Another phone has stored something: takes it, with the changes of this phone that it does not contain. */
  #receive(text: string | null): void {
    if (text === null) this.#changes = [];
    this.#take(text, true);
    if (this.#apply()) this.#changed();
    this.#options.show(this.#value);
  }

  #take(text: string | null, live: boolean): void {
    const stored = parsed(text);
    this.#text = text;
    this.#writers = writersOf(stored);
    this.#value = this.#options.fit(this.#options.read(stored, live), BUDGETS[this.#options.kind]);
  }

  /** Makes the changes that the stored value does not contain. Returns whether there were any. */
  #apply(): boolean {
    // Without a note of its writers it is removed, or not from this version: then what was written before is not repeated.
    const hasNote = Object.keys(this.#writers).length > 0;
    const known = hasNote ? (this.#writers[this.#writer] ?? 0) : this.#written;
    const missing = this.#changes.filter(({ order }) => order > known);
    for (const { make } of missing) this.#value = make(this.#value);
    if (missing.length > 0) this.#value = this.#options.fit(this.#value, BUDGETS[this.#options.kind]);
    return missing.length > 0;
  }

  #changed(): void {
    this.#dirty = true;
    if (this.#writes < FIRST_WRITES) this.#write();
    this.#pause ??= this.#options.clock.after(WRITE_INTERVAL, () => this.#pauseOver());
  }

  #write(): void {
    const { kind, fit } = this.#options;
    this.#dirty = false;
    this.#writes += 1;
    if (!this.#area || this.#key === undefined) return;
    this.#merge();
    const writers = this.#noted();
    for (const share of SHARES) {
      const text = JSON.stringify({ ...fit(this.#value, BUDGETS[kind] * share), writers });
      // Quotation marks and the like take more characters than were counted.
      if (text.length > BUDGETS[kind] || !writeItem(this.#area, this.#key, text)) continue;
      this.#text = text;
      this.#writers = writers;
      this.#changes = this.#changes.filter(({ order }) => order > this.#written);
      this.#written = this.#order;
      return this.#tellSharers(text);
    }
    // No room at all: it is shown until the page is left, and the next change tries again.
    this.#text = readItem(this.#area, this.#key);
  }

  /** What another tab has stored since the last look, with the changes that were made here. */
  #merge(): void {
    const text = readItem(this.#area, this.#key!);
    if (text === this.#text) return;
    this.#take(text, true);
    this.#apply();
    this.#options.show(this.#value);
  }

  #pauseOver(): void {
    this.#pause = undefined;
    if (this.#dirty) {
      this.#write();
      this.#pause = this.#options.clock.after(WRITE_INTERVAL, () => this.#pauseOver());
    } else {
      this.#writes = 0;
      this.#changes = [];
    }
  }

  #noted(): Writers {
    const others = Object.entries(this.#writers).filter(([writer]) => writer !== this.#writer);
    return Object.fromEntries([...others.slice(1 - MOST_WRITERS), [this.#writer, this.#order]]);
  }

  #sharers(): Set<Sharer> {
    const ofArea = sharers.get(this.#area!) ?? new Map<string, Set<Sharer>>();
    sharers.set(this.#area!, ofArea);
    const set = ofArea.get(this.#key!) ?? new Set();
    ofArea.set(this.#key!, set);
    return set;
  }

  #tellSharers(text: string | null): void {
    if (!this.#area) return;
    for (const other of [...this.#sharers()]) if (other !== this.#sharer) other.receive(text);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}

function writersOf(stored: unknown): Writers {
  const writers: unknown = (stored as { writers?: unknown } | null)?.writers;
  if (typeof writers !== 'object' || writers === null) return {};
  return Object.fromEntries(Object.entries(writers).filter(([, order]) => Number.isSafeInteger(order)));
}
