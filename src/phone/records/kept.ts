/** What a phone remembers of an account over reloads, in the storage of the page (HTML §12.2). */

/** One kind of memory: `read` makes what is stored safe, as anybody on this origin can write there. */
export class Kept<T> {
  #account: string | undefined;
  #key: string | undefined;

  constructor(
    private readonly name: string,
    private readonly read: (value: unknown) => T,
  ) {}

  /**
   * From now on of this account, or of none. What is remembered of it, or nothing where it is not to be kept; undefined
   * where all stays as it is. What one account leaves in memory is never shown to another.
   */
  use(account: string | undefined, keep: boolean): T | undefined {
    const key = account !== undefined && keep ? `sip-elements:${this.name}:${account}` : undefined;
    if (key === this.#key && account === this.#account) return undefined;
    this.#key = key;
    this.#account = account;
    return this.read(key === undefined ? null : stored(key));
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
    return JSON.parse(localStorage.getItem(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}
