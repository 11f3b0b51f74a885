/** The storage of a page, for Node. */

export class PageStorage {
  readonly items = new Map<string, string>();
  /** Whether every write throws for lack of space. */
  full = false;
  /** The length of the longest value that can be written. */
  room = Infinity;
  /** Every value that was written, in order. */
  readonly writes: { readonly key: string; readonly text: string }[] = [];

  /** Replaces both storages of the page for each test of the suite that calls this. */
  static forEachTest(): { readonly storage: PageStorage; readonly session: PageStorage } {
    const page = globalThis as unknown as { localStorage?: PageStorage; sessionStorage?: PageStorage };
    const holder = { storage: new PageStorage(), session: new PageStorage() };
    beforeEach(() => {
      holder.storage = new PageStorage();
      holder.session = new PageStorage();
      Object.defineProperty(page, 'localStorage', { value: holder.storage, configurable: true });
      Object.defineProperty(page, 'sessionStorage', { value: holder.session, configurable: true });
    });
    afterEach(() => {
      delete page.localStorage;
      delete page.sessionStorage;
    });
    return holder;
  }

  constructor() {
    // The keys are properties (HTML §12.2.1), beside those of this class.
    return new Proxy(this, {
      ownKeys: ({ items }) => [...items.keys()],
      getOwnPropertyDescriptor: ({ items }, key) =>
        items.has(String(key)) ? { value: items.get(String(key)), enumerable: true, configurable: true } : undefined,
    });
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.full || value.length > this.room) throw new DOMException('no room', 'QuotaExceededError');
    this.writes.push({ key, text: value });
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}
