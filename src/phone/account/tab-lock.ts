/**
 * Lock on an account for one tab of the origin (Web Locks API §3). A waiting tab takes over when the holder closes.
 * Subjects: singleTab; lock on an account; one tab of several; Web Locks; stolen lock; leader of several tabs.
 */

interface TabLockOwner {
  /** This tab holds the lock. Called again by each `claim()` while it is held. */
  taken(): void;
  /** Another tab holds the lock, or has taken it. */
  elsewhere(): void;
}

export class TabLock {
  #name: string | undefined;
  #held = false;
  #elsewhere = false;
  /** A `claim()` of the present name whose result is not known. */
  #claim: Promise<void> | undefined;
  #taking: Promise<void> | undefined;
  /** Stops waiting, or releases the lock. */
  #leave: (() => void) | undefined;

  constructor(
    private readonly owner: TabLockOwner,
    private readonly locks: LockManager | undefined = globalThis.navigator?.locks,
  ) {}

  /** Requests the lock of this name. Resolves when its holder is known. Without Web Locks this tab counts as the holder. */
  claim(name: string): Promise<void> {
    if (name !== this.#name) this.release();
    this.#name = name;
    if (this.#held || !this.locks) return Promise.resolve(this.owner.taken());
    // A second request would find the lock taken by the first one.
    if (this.#claim) return this.#claim;
    const claim = this.#requestOrWait(name).finally(() => {
      if (this.#claim === claim) this.#claim = undefined;
    });
    return (this.#claim = claim);
  }

  /** Resolves when the holder of the claimed lock is known. */
  get settled(): Promise<void> | undefined {
    return this.#claim;
  }

  async #requestOrWait(name: string): Promise<void> {
    if (!(await this.#request({ ifAvailable: true })) && name === this.#name) this.#wait();
  }

  /**
   * Steals the lock from another tab. Resolves when this tab holds it.
   * @param permitted rejects where the other tab is to keep it.
   */
  take(permitted?: () => Promise<void> | undefined): Promise<void> {
    // A second one would steal the lock from the first.
    return (this.#taking ??= this.#take(permitted).finally(() => (this.#taking = undefined)));
  }

  async #take(permitted?: () => Promise<void> | undefined): Promise<void> {
    await this.#claim;
    if (this.#elsewhere) await permitted?.();
    if (!this.#elsewhere) return;
    this.#leave?.();
    await this.#request({ steal: true });
  }

  /** Releases the lock, or stops waiting for it. */
  release(): void {
    this.#name = undefined;
    this.#claim = undefined;
    this.#held = this.#elsewhere = false;
    this.#leave?.();
  }

  #wait(): void {
    this.#elsewhere = true;
    this.owner.elsewhere();
    const waiting = new AbortController();
    this.#leave = () => waiting.abort();
    void this.#request({ signal: waiting.signal });
  }

  /** Resolves with whether the lock was granted; it is then held until released. */
  #request(options: LockOptions): Promise<boolean> {
    const name = this.#name!;
    return new Promise((resolve) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        const given = lock !== null && name === this.#name;
        resolve(given);
        return given ? this.#hold() : undefined;
      };
      this.locks!.request(name, options, hold).catch((error: unknown) => {
        // An opaque origin has no locks, such as that of a frame with `sandbox`, nor another tab (Web Locks API §3.1).
        if (name === this.#name && (error as Error).name === 'SecurityError') {
          void this.#hold();
          return resolve(true);
        }
        // The lock was stolen, or the wait was aborted.
        resolve(false);
        if (name !== this.#name || !this.#held) return;
        this.#held = false;
        this.#wait();
      });
    });
  }

  #hold(): Promise<void> {
    const held = new Promise<void>((resolve) => (this.#leave = resolve));
    this.#held = true;
    this.#elsewhere = false;
    this.owner.taken();
    return held;
  }
}
