/**
 * Stores one kind of data of an account (HTML §12.2). Each tab merges its own changes into the stored value and never overwrites
 * the whole: see docs/decisions/021-what-is-stored.md.
 * Subjects: storage, writing from several tabs; write interval of the storage; storage full, what is kept; storage of history and
 * messages, written.
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
  type Area,
  type StorageOption,
  type StoredKind,
} from './storage-area.js';
import { canShare } from './tab-group.js';
import { TabsArea } from './tabs-area.js';
import { fingerprintOf, parsed, withWriter, writersOf, type Writers } from './stored-value.js';

/** The first changes are written at once; later ones together, one write per interval, until an interval without changes. */
const WRITE_INTERVAL = 1000;
const FIRST_WRITES = 4;
/** Parts of the budget to try where the origin is short of storage. */
const SHARES = [1, 1 / 2, 1 / 4, 1 / 8];
/** Maximum of changes that wait to be written. */
const MOST_CHANGES = 1000;

interface AccountStorageOptions<Value extends object> {
  readonly kind: StoredKind;
  readonly clock: Clock;
  /**
   * Validates stored data, as every script of the origin can write it. `live`: another phone has just written it; otherwise it is
   * from a closed page.
   */
  read(stored: unknown, live: boolean): Value;
  /** Returns the part of the value that fits into `room` characters of JSON; the same object where all of it fits. */
  fit(value: Value, room: number): Value;
  /** Called with each new value. */
  show(value: Value): void;
  /** Whether the tabs of the site are one phone, and have the same data with every option. */
  isShared(): boolean;
}

/** A change that other tabs may not have. It must be idempotent. */
interface Change<Value> {
  readonly order: number;
  readonly make: (value: Value) => Value;
}

/** Another phone of this page with the same account: a page gets no `storage` events of its own writes. */
interface Sharer {
  flush(): void;
  receive(text: string | null): void;
}

const sharers = new WeakMap<Area, Map<string, Set<Sharer>>>();

export class AccountStorage<Value extends object> {
  readonly #options: AccountStorageOptions<Value>;
  readonly #writer = newUuid().slice(0, 8);
  readonly #sharer: Sharer = {
    flush: () => this.flush(),
    receive: (text) => {
      // Phones of one page write in turn: the text contains written changes, or they were removed on purpose.
      this.#changes = this.#changes.filter(({ order }) => order > this.#written);
      this.#receive(text);
    },
  };
  #value: Value;
  #account: string | undefined;
  #option: StorageOption = 'none';
  #key: string | undefined;
  #area: Area | undefined;
  /** The fingerprint of the stored text when it was last read or written here; the text itself would double the memory. */
  #stored: number | null = null;
  #writers: Writers = {};
  /** Changes that are not written yet, and those of the last write, which another tab may overwrite. */
  #changes: Change<Value>[] = [];
  #order = 0;
  /** Order of the newest written change. */
  #written = 0;
  #dirty = false;
  /** Writes since the last interval without changes. */
  #writes = 0;
  #pause: Timer | undefined;

  constructor(options: AccountStorageOptions<Value>) {
    this.#options = options;
    this.#value = options.read(null, false);
  }

  /**
   * Sets account and area; undefined for none. Data of one account is never shown for another. With less storage than before
   * (`session`, `none`), stored data is moved or removed.
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
    if (moves && this.#stored === null && this.#order > 0) {
      this.#value = value;
      this.#changed();
    }
    this.#options.show(this.#value);
  }

  /** Replaces the value by one made of it, shows it and stores it. */
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

  /** Writes pending changes at once, as the page may be closed. */
  readonly flush = (): void => {
    if (this.#dirty) this.#write();
  };

  /** Removes the stored and the shown data of the account. */
  forget(): void {
    this.#changes = [];
    this.#dirty = false;
    if (this.#key !== undefined) for (const area of [this.#area, ...areas()]) removeItem(area, this.#key);
    this.#receive(null);
    this.#tellSharers(null);
  }

  /** Writes pending changes and stops listening to other tabs. */
  close(): void {
    this.#leave();
    this.#area = undefined;
  }

  #open(account: string, option: StorageOption): void {
    const key = (this.#key = keyOf(this.#options.kind, account));
    const own = areaOf(option);
    const others = areas().filter((other) => other !== own);
    const found = others.map((other) => readItem(other, key)).find((text) => text !== null) ?? null;
    for (const other of others) removeItem(other, key);
    const area = (this.#area = this.#areaOver(own, option, key));
    if (!area) return;
    for (const sharer of this.#sharers()) sharer.flush();
    this.#sharers().add(this.#sharer);
    globalThis.addEventListener?.('storage', this.#onStorage);
    globalThis.addEventListener?.('pagehide', this.flush);
    globalThis.addEventListener?.('pageshow', this.#onShow);
    globalThis.document?.addEventListener('visibilitychange', this.#onVisibility);
    const stored = readItem(area, key);
    const left = option === 'none' ? null : found;
    this.#take(stored ?? left, false);
    this.#stored = fingerprintOf(stored);
    if (stored === null && left !== null) this.#changed();
  }

  /** The storage of this tab, and of all tabs where these are one phone. */
  #areaOver(own: Storage | undefined, option: StorageOption, key: string): Area | undefined {
    if (option === 'local' || !this.#options.isShared() || !canShare()) return own;
    return new TabsArea(key, own, {
      isNew: (text) =>
        Object.entries(writersOf(parsed(text))).some(([writer, order]) => order > (this.#writers[writer] ?? 0)),
      changed: (text) => this.#receive(text),
    });
  }

  /** Writes pending changes and detaches from the account. */
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
    this.#area?.close?.();
    this.#area = this.#key = undefined;
  }

  readonly #onStorage = (event: StorageEvent): void => {
    // A null key: the storage was cleared.
    if (event.storageArea !== this.#area || (event.key !== this.#key && event.key !== null)) return;
    this.#receive(event.key === null ? null : event.newValue);
  };

  /** A page in the back/forward cache receives no events: reads the storage again. */
  readonly #onShow = (event: PageTransitionEvent): void => {
    if (!event.persisted || this.#key === undefined) return;
    const text = readItem(this.#area, this.#key);
    if (fingerprintOf(text) !== this.#stored) this.#receive(text);
  };

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.flush();
  };

  /** Takes a value that another phone has stored, and repeats the own changes that it lacks. */
  #receive(text: string | null): void {
    if (text === null) this.#changes = [];
    this.#take(text, true);
    if (this.#apply()) this.#changed();
    this.#options.show(this.#value);
  }

  #take(text: string | null, live: boolean): void {
    const stored = parsed(text);
    this.#stored = fingerprintOf(text);
    this.#writers = writersOf(stored);
    this.#value = this.#options.fit(this.#options.read(stored, live), BUDGETS[this.#options.kind]);
  }

  /** Repeats the changes that the stored value lacks. Returns whether there were any. */
  #apply(): boolean {
    // Without writers the value was removed or is of another version: written changes are not repeated.
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
    const writers = withWriter(this.#writers, this.#writer, this.#order);
    for (const share of SHARES) {
      const text = JSON.stringify({ ...fit(this.#value, BUDGETS[kind] * share), writers });
      // Escaped characters may exceed the counted size.
      if (text.length > BUDGETS[kind] || !writeItem(this.#area, this.#key, text)) continue;
      this.#stored = fingerprintOf(text);
      this.#writers = writers;
      this.#changes = this.#changes.filter(({ order }) => order > this.#written);
      this.#written = this.#order;
      return this.#tellSharers(text);
    }
    // No storage left: the value lasts until the page is left, and the next change tries again.
    this.#stored = fingerprintOf(readItem(this.#area, this.#key));
  }

  /** Merges what another tab has stored since the last read with the own changes. */
  #merge(): void {
    const text = readItem(this.#area, this.#key!);
    if (fingerprintOf(text) === this.#stored) return;
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
