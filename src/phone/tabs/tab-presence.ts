/**
 * Which tabs exist: each follower, and each page with calls, holds a Web Lock of its own, which the browser releases when the tab is closed
 * or crashes (Web Locks API §3).
 * Subjects: which tabs exist; closed or crashed tab detected; page that still has the calls of a former owner.
 */

/** The lock of a tab. */
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
    const hold = (): Promise<void> => {
      resolve();
      return released;
    };
    // An opaque origin has no locks, and no other tab that would look for this one.
    navigator.locks.request(nameOf(group, tab), hold).catch(resolve);
  });
  return { held, release: () => presence.release() };
}

/** In place of the group in the name of a page: it has its calls also after it has left the group. */
const PAGE = 'sip-elements:page:1';

/** Holds the lock of the page of this tab, which was or is the owner. */
export function holdPage(tab: string): Presence {
  return holdPresence(PAGE, tab);
}

/** Whether the page of a tab that was the owner is there: its calls go on in it, in whatever group it is now. */
export function hasPage(tab: string): Promise<boolean> {
  return isHeld(nameOf(PAGE, tab));
}

/** Whether a tab holds the lock of this name. */
export async function isHeld(lock: string): Promise<boolean> {
  const { held } = await navigator.locks.query().catch(() => ({ held: undefined }));
  return held?.some(({ name }) => name === lock) ?? true;
}

/** Calls `gone` when a tab that holds its lock has gone. Returns a function that ends the watch. */
export function watchPresence(group: string, tab: string, gone: () => void): () => void {
  const watch = new AbortController();
  // Granted when the tab has released its lock; rejects when the watch ends before.
  navigator.locks.request(nameOf(group, tab), { signal: watch.signal }, gone).catch(() => undefined);
  return () => watch.abort();
}
