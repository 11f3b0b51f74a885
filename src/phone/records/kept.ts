/** What a phone remembers of an account over reloads, in the storage of the page (HTML §12.2). */

/** One kind of memory: `read` makes what is stored safe, as anybody on this origin can write there. */
export class Kept<T> {
  #account: string | undefined;
  #key: string | undefined;
  readonly #onStorage = (event: StorageEvent): void => {
    if (event.key === this.#key && event.storageArea === localStorage)
      this.#changed?.(this.read(parsed(event.newValue)));
  };
  readonly #changed: ((value: T) => void) | undefined;

  /** `changed` is told what a phone of the same account in another tab keeps now; what is kept here next must be made of that. */
  constructor(
    private readonly name: string,
    private readonly read: (value: unknown) => T,
    changed?: (value: T) => void,
  ) {
    this.#changed = changed;
  }

  /**
   * From now on of this account, or of none. What is remembered of it, or nothing where it is not to be kept; undefined
   * where all stays as it is. What one account leaves in memory is never shown to another.
   */
  use(account: string | undefined, keep: boolean): T | undefined {
    const key = account !== undefined && keep ? `sip-elements:${this.name}:${account}` : undefined;
    if (key === this.#key && account === this.#account) return undefined;
    this.#key = key;
    this.#account = account;
    if (key !== undefined && this.#changed) globalThis.addEventListener?.('storage', this.#onStorage);
    else this.close();
    return this.read(key === undefined ? null : stored(key));
  }

  /** Listens to other tabs no more. */
  close(): void {
    globalThis.removeEventListener?.('storage', this.#onStorage);
  }

  save(value: T): void {
    if (this.#key === undefined) return;
    try {
      localStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // No storage, or no room in it: it is there until the page is left.
    }
  }
}

function stored(key: string): unknown {
  try {
    return parsed(localStorage.getItem(key));
  } catch {
    return null; // no storage
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}
