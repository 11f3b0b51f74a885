/** The storage of a page, for Node. */

export class PageStorage {
  readonly items = new Map<string, string>();
  /** Whether there is no room left. */
  full = false;

  /** Puts one in place of the page's for each test of the suite that calls this. */
  static forEachTest(): { readonly storage: PageStorage } {
    const page = globalThis as unknown as { localStorage?: PageStorage };
    const holder = { storage: new PageStorage() };
    beforeEach(() => {
      holder.storage = new PageStorage();
      Object.defineProperty(page, 'localStorage', { value: holder.storage, configurable: true });
    });
    afterEach(() => {
      delete page.localStorage;
    });
    return holder;
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException('no room', 'QuotaExceededError');
    this.items.set(key, value);
  }
}
