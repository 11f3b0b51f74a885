/**
 * Which followers exist: each holds a Web Lock of its own, which the browser releases when the tab is closed or crashes (Web
 * Locks API §3).
 * Subjects: which tabs exist; closed or crashed tab detected.
 */

/** The lock of a follower. */
export interface Presence {
  /** Resolves when the lock is held. */
  readonly held: Promise<void>;
  release(): void;
}

const nameOf = (group: string, tab: string): string => `${group} ${tab}`;

/** Holds the lock of this tab. */
export function holdPresence(group: string, tab: string): Presence {
  const presence = { release: (): void => undefined };
  const released = new Promise<void>((resolve) => (presence.release = resolve));
  const held = new Promise<void>((resolve) => {
    void navigator.locks.request(nameOf(group, tab), () => {
      resolve();
      return released;
    });
  });
  return { held, release: () => presence.release() };
}

/** Calls `gone` when a tab that holds its lock has gone. Returns a function that ends the watch. */
export function watchPresence(group: string, tab: string, gone: () => void): () => void {
  const watch = new AbortController();
  // Granted when the tab has released its lock; rejects when the watch ends before.
  navigator.locks.request(nameOf(group, tab), { signal: watch.signal }, gone).catch(() => undefined);
  return () => watch.abort();
}
