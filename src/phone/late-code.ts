/**
 * Code that is loaded later: in idle time, or when it is used first. What could not be loaded is tried again: when it is used again, when the
 * network is back, and after a growing delay.
 * Subjects: late code, loading and retry; chunk that could not be loaded; idle loading; delay between attempts to load code.
 */

/** `absent`: not requested yet. */
export type LateStatus = 'absent' | 'loading' | 'failed' | 'loaded';

/** The delay in ms before the first further attempt; it doubles with each failure. */
const FIRST_DELAY = 2_000;
const LONGEST_DELAY = 60_000;

export class LateCode {
  #status: LateStatus = 'absent';
  #attempt: Promise<boolean> | undefined;
  #failures = 0;
  #stopWaiting: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();

  /**
   * @param source imports the module. The module does its work when it is evaluated, and exports nothing: a further attempt may evaluate
   * it under another address.
   */
  constructor(private readonly source: () => Promise<unknown>) {}

  get status(): LateStatus {
    return this.#status;
  }

  /** Calls `listener` after each change of the status, in a microtask. Returns a function that removes the listener. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stopWaiting?.();
    };
  }

  /** Loads the code, once. Resolves with whether it is loaded; never rejects. */
  load(): Promise<boolean> {
    return (this.#attempt ??= this.#load());
  }

  /** Loads the code now, and tries again later where that fails. */
  keepLoading(): void {
    void this.load().then((loaded) => !loaded && this.retryLater());
  }

  /**
   * Loads the code when the page is idle, at the latest after `atMost` ms, and tries again later where that fails. Returns a function that
   * cancels it.
   */
  loadWhenIdle(atMost?: number): () => void {
    return whenIdle(() => this.keepLoading(), atMost);
  }

  /** After a failure: plans the next attempt, for when the network is back or the delay has passed. */
  retryLater(): void {
    if (this.#status !== 'failed' || this.#stopWaiting) return;
    const again = (): void => {
      this.#stopWaiting?.();
      this.keepLoading();
    };
    const timer = setTimeout(again, Math.min(FIRST_DELAY * 2 ** (this.#failures - 1), LONGEST_DELAY));
    globalThis.addEventListener?.('online', again);
    this.#stopWaiting = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', again);
      this.#stopWaiting = undefined;
    };
  }

  async #load(): Promise<boolean> {
    this.#stopWaiting?.();
    this.#become('loading');
    try {
      await this.#import();
    } catch {
      this.#failures += 1;
      this.#attempt = undefined;
      this.#become('failed');
      return false;
    }
    this.#become('loaded');
    return true;
  }

  async #import(): Promise<void> {
    try {
      await this.source();
    } catch (error) {
      // Firefox keeps the failure in the module map of the page (HTML §8.1.4.2): the same address with a query is another entry of it.
      const address = this.#failures > 0 ? addressIn(error) : undefined;
      if (address === undefined) throw error;
      address.searchParams.set('retry', String(this.#failures));
      await import(/* @vite-ignore */ /* webpackIgnore: true */ address.href);
    }
  }

  #become(status: LateStatus): void {
    this.#status = status;
    queueMicrotask(() => this.#listeners.forEach((listener) => listener()));
  }
}

/** Calls `work` when the page is idle, at the latest after `atMost` ms. Returns a function that cancels it. */
export function whenIdle(work: () => void, atMost?: number): () => void {
  // Without it an element with this id is in its place (HTML §7.2.2.3).
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, atMost === undefined ? {} : { timeout: atMost });
  return () => cancelIdleCallback(handle);
}

/** The address of the module that could not be loaded, which Chromium and Firefox name in the message. */
function addressIn(error: unknown): URL | undefined {
  const [text] = (error instanceof TypeError && /https?:\S+$/.exec(error.message)) || [];
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}
