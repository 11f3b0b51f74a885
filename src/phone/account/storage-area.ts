/** Where an account is stored in a page, under which keys, within which budgets, and how it is removed again (HTML §12.2). */

/**
 * `local`: over visits and in every tab; `session`: until the tab is closed, in it alone; `none`: until the page is left.
 */
export type StorageOption = 'local' | 'session' | 'none';

export type StoredKind = 'history' | 'messages';

/**
 * How much JSON one account may store of each kind, in UTF-16 code units: bytes, as long as the text is ASCII. That is what
 * browsers count: an origin has 5 Mi of them in `localStorage`, which the page and further accounts share.
 */
export const BUDGETS: Readonly<Record<StoredKind, number>> = { history: 512 * 1024, messages: 1024 * 1024 };

const PREFIX = 'sip-elements:';
/** Written and removed at once: other tabs of the origin are told by the event that an account is to be forgotten. */
const SIGNAL = `${PREFIX}forget`;

export function keyOf(kind: StoredKind | 'instance', account: string): string {
  return `${PREFIX}${kind}:${account}`;
}

/** Undefined where the page has none or may not use it, as in a sandboxed frame. */
export function areaOf(option: StorageOption): Storage | undefined {
  if (option === 'none') return undefined;
  try {
    return (option === 'local' ? globalThis.localStorage : globalThis.sessionStorage) as Storage | undefined;
  } catch {
    return undefined;
  }
}

/** Both, as far as the page has them. */
export function areas(): readonly Storage[] {
  return [areaOf('local'), areaOf('session')].filter((area) => area !== undefined);
}

export function readItem(area: Storage | undefined, key: string): string | null {
  try {
    return area?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Whether it could be written. */
export function writeItem(area: Storage | undefined, key: string, text: string): boolean {
  try {
    area?.setItem(key, text);
    return area !== undefined;
  } catch {
    return false; // no room, or forbidden
  }
}

export function removeItem(area: Storage, key: string): void {
  try {
    area.removeItem(key);
  } catch {
    // Forbidden: nothing of ours is there.
  }
}

/** What is stored of the devices: by the browser profile, not by the account. */
export const DEVICE_KEYS = { sound: `${PREFIX}sound`, devices: `${PREFIX}devices` } as const;

/** Removes each item of the account and the choices of devices, in both areas of this tab. */
export function removeAccount(account: string): void {
  const keys = [...(['history', 'messages', 'instance'] as const).map((kind) => keyOf(kind, account))];
  for (const area of areas()) for (const key of [...keys, ...Object.values(DEVICE_KEYS)]) removeItem(area, key);
}

/** Tells other tabs of this origin that the account is forgotten. */
export function tellForgotten(account: string): void {
  const area = areaOf('local');
  if (area && writeItem(area, SIGNAL, account)) removeItem(area, SIGNAL);
}

/** Calls `listener` when another tab forgets an account. Returns what stops it. */
export function onForgotten(listener: (account: string) => void): () => void {
  const heard = (event: StorageEvent): void => {
    if (event.key === SIGNAL && event.newValue) listener(event.newValue);
  };
  globalThis.addEventListener?.('storage', heard);
  return () => globalThis.removeEventListener?.('storage', heard);
}

/** The first of these records that fit into so many characters of JSON, at most `most` of them. */
export function within<T>(records: Iterable<T>, room: number, measure: (record: T) => number, most = Infinity): Set<T> {
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
