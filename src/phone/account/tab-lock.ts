/** In which tab an account is used: one at a time on this origin (Web Locks API §3). The next one in line takes over when a tab goes. */

export interface TabLockOwner {
  /** The account is ours. Called again by each `claim()` of what is ours already. */
  taken(): void;
  /** Another tab has it: from the start, or since now. */
  elsewhere(): void;
}

export class TabLock {
  #name: string | undefined;
  #held = false;
  #elsewhere = false;
  /** Ends the waiting, or lets go what is held. */
  #leave: (() => void) | undefined;

  constructor(
    private readonly owner: TabLockOwner,
    private readonly locks: LockManager | undefined = globalThis.navigator?.locks,
  ) {}

  /** Asks for an account by its address-of-record. Resolves when it is known who has it. Where there are no locks, it is ours. */
  async claim(account: string): Promise<void> {
    const name = `sip-elements:account:${account}`;
    if (name !== this.#name) this.release();
    this.#name = name;
    if (this.#held || !this.locks) return this.owner.taken();
    if (!(await this.#request({ ifAvailable: true })) && name === this.#name) this.#wait();
  }

  /** Takes the account from the tab that has it. Resolves when it is ours. */
  async take(): Promise<void> {
    if (!this.#elsewhere) return;
    this.#leave?.();
    await this.#request({ steal: true });
  }

  /** Lets the account go, or waits for it no more. */
  release(): void {
    this.#name = undefined;
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

  /** Resolves with whether it was given; holds it from then on. */
  #request(options: LockOptions): Promise<boolean> {
    const name = this.#name!;
    return new Promise((resolve) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        const given = lock !== null && name === this.#name;
        resolve(given);
        return given ? this.#hold() : undefined;
      };
      // It was stolen, or we have stopped to wait.
      this.locks!.request(name, options, hold).catch(() => {
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
