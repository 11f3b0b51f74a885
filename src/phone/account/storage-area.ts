/**
 * Storage of an account in a page: areas, keys, budgets and removal (HTML §12.2).
 * Subjects: localStorage keys; storage budget of each kind; sign-out removes stored data; storage blocked by the browser; data
 * removed on sign-out; sessionStorage or localStorage.
 */

/** `local`: across visits and in every tab; `session`: until the tab is closed, in it alone; `none`: until the page is left. */
export type StorageOption = 'local' | 'session' | 'none';

/** Where items are kept. */
export interface Area extends Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  close?(): void;
}

export type StoredKind = 'history' | 'messages';

/**
 * Maximum JSON of one account for each kind, in UTF-16 code units, which browsers count: an origin has 5 Mi of them in
 * `localStorage`, shared with the page and further accounts.
 */
export const BUDGETS: Readonly<Record<StoredKind, number>> = { history: 512 * 1024, messages: 1024 * 1024 };

const PREFIX = 'sip-elements:';
/** All that is stored of an account. */
const KINDS = ['history', 'messages', 'instance', 'calls', 'choices', 'answers'] as const;
/** Written and removed at once: its `storage` event tells other tabs of the origin to remove an account. */
const SIGNAL = `${PREFIX}forget`;

/** `account`: the address-of-record; for calls with its servers, as `bindingOf()` names them. */
export function keyOf(kind: (typeof KINDS)[number], account: string): string {
  return `${PREFIX}${kind}:${account}`;
}

/** Returns the storage; undefined where the page has none or may not use it, as in a sandboxed frame. */
export function areaOf(option: StorageOption): Storage | undefined {
  if (option === 'none') return undefined;
  try {
    return (option === 'local' ? globalThis.localStorage : globalThis.sessionStorage) as Storage | undefined;
  } catch {
    return undefined;
  }
}

/** Returns both areas, as far as the page has them. */
export function areas(): readonly Storage[] {
  return [areaOf('local'), areaOf('session')].filter((area) => area !== undefined);
}

export function readItem(area: Area | undefined, key: string): string | null {
  try {
    return area?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Writes an item; returns whether it was written. */
export function writeItem(area: Area | undefined, key: string, text: string): boolean {
  try {
    area?.setItem(key, text);
    return area !== undefined;
  } catch {
    return false; // full or forbidden
  }
}

export function removeItem(area: Area | undefined, key: string): void {
  try {
    area?.removeItem(key);
  } catch {
    // Forbidden, so there is no item.
  }
}

/** Keys of what belongs to the browser profile, not to an account: choices of sound and devices, the link that set up the phone. */
export const DEVICE_KEYS = {
  sound: `${PREFIX}sound`,
  devices: `${PREFIX}devices`,
  provision: `${PREFIX}provision`,
} as const;

/** Removes all items of the account, at each of its servers, and the device choices, in both areas of this tab. */
export function removeAccount(account: string): void {
  const keys: string[] = [...KINDS.map((kind) => keyOf(kind, account)), ...Object.values(DEVICE_KEYS)];
  const calls = `${keyOf('calls', account)} `;
  for (const area of areas())
    for (const key of [...keys, ...Object.keys(area).filter((name) => name.startsWith(calls))]) removeItem(area, key);
}

/** Tells other tabs of the origin that the account was removed. */
export function tellForgotten(account: string): void {
  const area = areaOf('local');
  if (area && writeItem(area, SIGNAL, account)) removeItem(area, SIGNAL);
}

/** Calls `listener` when another tab removes an account. Returns a function that removes the listener. */
export function onForgotten(listener: (account: string) => void): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key === SIGNAL && event.newValue) listener(event.newValue);
  };
  globalThis.addEventListener?.('storage', onStorage);
  return () => globalThis.removeEventListener?.('storage', onStorage);
}

/** Returns the first records whose sizes fit into `room`, in characters of JSON, at most `most`. */
export function firstThatFit<T>(
  records: Iterable<T>,
  room: number,
  measure: (record: T) => number,
  most = Infinity,
): Set<T> {
  const kept = new Set<T>();
  let left = room;
  for (const record of records) {
    const size = measure(record);
    if (size > left || kept.size >= most) break;
    left -= size;
    kept.add(record);
  }
  return kept;
}
