/**
 * Storage of one item that all tabs of a site have, for the options that keep nothing in the local storage: each tab has a copy, and
 * tells the others of its writes (HTML §9.5 broadcasting). A copy lasts as long as its tab.
 * Subjects: data kept only in open tabs; BroadcastChannel of stored data.
 */

import { readItem, removeItem, writeItem, type Area } from './storage-area.js';

type Message =
  /** The item was written, or removed. */
  | { readonly kind: 'item'; readonly text: string | null }
  /** A new tab requests the item; others reply. */
  | { readonly kind: 'request' }
  | { readonly kind: 'reply'; readonly text: string };

interface TabsAreaListener {
  /** Whether a text of another tab has a change that the own item lacks: a late reply may be older. */
  isNew(text: string): boolean;
  /** Another tab has written or removed the item. */
  changed(text: string | null): void;
}

export class TabsArea implements Area {
  readonly #channel: BroadcastChannel;
  readonly #key: string;
  readonly #own: Storage | undefined;
  readonly #listener: TabsAreaListener;
  #text: string | null;
  /** Until the item is removed, a reply may arrive. */
  #takesReplies = true;

  /** `own`: the storage of this tab, where the item is also kept. */
  constructor(key: string, own: Storage | undefined, listener: TabsAreaListener) {
    this.#key = key;
    this.#own = own;
    this.#listener = listener;
    this.#text = readItem(own, key);
    this.#channel = new BroadcastChannel(`${key} 1`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'object' && data !== null) this.#receive(data as Message);
    });
    this.#tell({ kind: 'request' });
  }

  getItem(): string | null {
    return this.#text;
  }

  /** Throws where the storage of this tab has no room. */
  setItem(_key: string, text: string): void {
    this.#own?.setItem(this.#key, text);
    this.#text = text;
    this.#tell({ kind: 'item', text });
  }

  removeItem(): void {
    this.#remove();
    this.#tell({ kind: 'item', text: null });
  }

  close(): void {
    this.#channel.close();
  }

  /** Every script of the origin can write to the channel: the text is checked as one of the local storage. */
  #receive(message: Message): void {
    if (message.kind === 'request') {
      if (this.#text !== null) this.#tell({ kind: 'reply', text: this.#text });
    } else if (message.kind === 'item' || (message.kind === 'reply' && this.#takesReplies)) {
      const { text } = message;
      if (text === null) this.#remove();
      else if (typeof text !== 'string' || !this.#listener.isNew(text)) return;
      else this.#take(text);
      this.#listener.changed(text);
    }
  }

  #take(text: string): void {
    this.#text = text;
    writeItem(this.#own, this.#key, text);
  }

  #remove(): void {
    this.#text = null;
    this.#takesReplies = false;
    if (this.#own) removeItem(this.#own, this.#key);
  }

  #tell(message: Message): void {
    this.#channel.postMessage(message);
  }
}
