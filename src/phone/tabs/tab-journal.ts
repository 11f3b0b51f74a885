/**
 * The calls of the owner for a tab that is opened when the owner has gone and no other tab was open: encrypted in the local storage
 * (decision 047), written while there are calls, removed with the last one. It has no credentials.
 * Subjects: calls of a crashed or closed tab; encrypted journal of calls; non-extractable key; IndexedDB.
 */

import type { Timer } from '../../sip/base/clock.js';
import { areaOf, keyOf, readItem, writeItem } from '../account/storage-area.js';
import { bindingOfGroup, groupOfBinding } from '../account/tab-group.js';
import {
  JOURNAL_LIFE,
  bindingsIn,
  bindingsLike,
  parseJournal,
  removeLeftBehind,
  type Journal,
  type Succession,
} from '../calls/call-journal.js';
import type { PhoneCore } from '../phone-core.js';
import { storageOf } from '../settings.js';
import { hasPage, isHeld } from './tab-presence.js';

interface TabJournalParts {
  /** The id of this tab. */
  readonly tab: string;
  /** The name of the group of tabs; those at other servers have entries of their own. */
  readonly group: string;
  succession(): Succession;
}

/** How often the entry says that its page still exists, ms. */
const SIGN_OF_LIFE = 10_000;
const CIPHER = 'AES-GCM';
const DATABASE = 'sip-elements';
const KEYS = 'keys';

export class TabJournal {
  readonly #core: PhoneCore;
  readonly #parts: TabJournalParts;
  readonly #binding: string;
  #key: Promise<CryptoKey> | undefined;
  /** The calls that were stored last, and what was stored of them. */
  #text = '';
  #stored = '';
  #writtenAt = 0;
  #stop: (() => void) | undefined;
  #writing = Promise.resolve();
  #again: Timer | undefined;

  constructor(core: PhoneCore, parts: TabJournalParts) {
    this.#core = core;
    this.#parts = parts;
    this.#binding = bindingOfGroup(parts.group);
  }

  /** Removes and returns the calls that another tab has left behind; undefined without any. Never rejects. */
  async take(): Promise<Succession | undefined> {
    const now = this.#core.clock.now();
    for (const any of bindingsIn(areaOf('local'))) if (leftBehind(any, now) === undefined) removeLeftBehind(any);
    // The tabs of this account at these servers first: the lock of their owner is held by this tab.
    const others = bindingsLike(areaOf('local'), this.#binding).filter((one) => one !== this.#binding);
    for (const one of [this.#binding, ...others]) {
      // A tab of this account at these servers is open: its calls go on there.
      if (one !== this.#binding && (await isHeld(groupOfBinding(one)))) continue;
      const left = await this.#decrypted(one, leftBehind(one, now));
      if (left) return left;
    }
    return undefined;
  }

  /** Removes and returns what is stored of one account at its servers. */
  async #decrypted(binding: string, text: string | undefined): Promise<Succession | undefined> {
    const [, iv, data] = text?.split(' ') ?? [];
    removeLeftBehind(binding);
    if (iv === undefined || data === undefined) return undefined;
    try {
      const plain = await crypto.subtle.decrypt(cipher(bytesOf(iv), binding), await this.#sharedKey, bytesOf(data));
      const journal = parseJournal(new TextDecoder().decode(plain));
      // The storage may still have what its tab has removed: it left the group, and has its calls.
      return journal?.tab !== undefined && (await hasPage(journal.tab)) ? undefined : journal;
    } catch {
      return undefined; // Of another version, changed, or of a key that the browser has removed.
    }
  }

  /** Keeps the calls of this tab from now on. */
  start(): void {
    const stop = this.#core.store.subscribe(({ calls }, before) => calls !== before.calls && this.#keep());
    this.#stop = () => {
      stop();
      this.#again?.cancel();
      this.#stop = undefined;
    };
    this.#keep();
  }

  /** Stops as the page is left: calls that are stored stay so, until they are too old or the next owner replaces them. */
  leave(): void {
    this.#stop?.();
    if (this.#parts.succession().calls.length > 0) this.#text = '';
  }

  /** Stops, and removes the calls, which go on in this tab or in another one. */
  close(): void {
    this.#stop?.();
    this.#remove();
  }

  #remove(): void {
    if (this.#text !== '') removeLeftBehind(this.#binding);
    this.#text = this.#stored = '';
  }

  #keep(): void {
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  async #write(): Promise<void> {
    if (!this.#stop) return;
    const { option, clock, configuration } = this.#core;
    const succession = { ...this.#parts.succession(), unanswered: [] };
    if (succession.calls.length === 0 || option('resume') === 'off' || storageOf(configuration) !== 'local') {
      this.#again?.cancel();
      return this.#remove();
    }
    const text = JSON.stringify(succession);
    if (text === this.#text && clock.now() < this.#writtenAt + SIGN_OF_LIFE) return;
    this.#writtenAt = clock.now();
    this.#again?.cancel();
    this.#again = clock.after(SIGN_OF_LIFE, () => this.#keep());
    if (text !== this.#text) {
      const stored = await this.#encrypted(succession).catch(() => '');
      // What is stored of the calls is no longer true.
      if (stored === '') return this.#remove();
      this.#stored = stored;
      this.#text = text;
    }
    // The page was left, or the calls were given away, meanwhile.
    if (!this.#stop) return;
    writeItem(areaOf('local'), keyOf('calls', this.#binding), `${clock.now()} ${this.#stored}`);
  }

  async #encrypted(succession: Succession): Promise<string> {
    const journal: Journal = {
      ...{ version: 1, leftAt: this.#core.clock.now(), tab: this.#parts.tab },
      ...succession,
    };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(journal));
    const data = await crypto.subtle.encrypt(cipher(iv, this.#binding), await this.#sharedKey, plain);
    return `${textOf(iv)} ${textOf(new Uint8Array(data))}`;
  }

  /** The key of the origin: scripts can use it, and cannot read it. */
  get #sharedKey(): Promise<CryptoKey> {
    this.#key ??= sharedKey();
    this.#key.catch(() => (this.#key = undefined));
    return this.#key;
  }
}

/**
 * What a tab that had calls has left behind for any other one: the time at which it last was there, and its calls as they are encrypted.
 * Undefined where there is nothing, or it is too old.
 */
function leftBehind(binding: string, now: number): string | undefined {
  const text = readItem(areaOf('local'), keyOf('calls', binding));
  if (text === null || !(now - Number.parseInt(text, 10) <= JOURNAL_LIFE)) return undefined;
  return text;
}

const cipher = (iv: Uint8Array<ArrayBuffer>, binding: string): AesGcmParams => ({
  ...{ name: CIPHER, iv },
  additionalData: new TextEncoder().encode(binding),
});

/** Reads the key from the database; makes it where there is none. */
async function sharedKey(): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(KEYS);
  const database = await settled(opening);
  try {
    const keys = database.transaction(KEYS, 'readwrite').objectStore(KEYS);
    const known: unknown = await settled(keys.get('calls'));
    if (known instanceof CryptoKey) return known;
    await settled(keys.put(fresh, 'calls'));
    return fresh;
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database could not be used.'));
  });
}

const textOf = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
