/**
 * A stored value: its text, and which changes of which tab it contains, so that each tab knows what it has to repeat.
 * Subjects: stored value, parsed; newest change of a stored value.
 */

/** For each tab, the order of its newest change in the stored value. */
export type Writers = Readonly<Record<string, number>>;

/** Maximum of tabs whose last change is noted. */
const MOST_WRITERS = 8;

/** The value of a stored text; null where it is missing or no JSON. */
export function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}

/** Reads the writers of a stored value, which every script of the origin can write. */
export function writersOf(stored: unknown): Writers {
  const writers: unknown = (stored as { writers?: unknown } | null)?.writers;
  if (typeof writers !== 'object' || writers === null) return {};
  return Object.fromEntries(Object.entries(writers).filter(([, order]) => Number.isSafeInteger(order)));
}

/** The writers after a change of this tab, which is the newest. */
export function withWriter(writers: Writers, tab: string, order: number): Writers {
  const others = Object.entries(writers).filter(([writer]) => writer !== tab);
  return Object.fromEntries([...others.slice(1 - MOST_WRITERS), [tab, order]]);
}

/** Returns 53 bits that identify a stored text, to tell whether it has changed: of two hashes, FNV-1a and one of its states. */
export function fingerprintOf(text: string | null): number | null {
  if (text === null) return null;
  let [first, second] = [0x811c9dc5, text.length];
  for (let index = 0; index < text.length; index += 1) {
    first = Math.imul(first ^ text.charCodeAt(index), 0x01000193);
    second = Math.imul(second ^ first ^ (first >>> 15), 0x85ebca6b);
  }
  // As a number: as a text it would fill the engine's cache of numbers as texts, which then grows by 64 kB.
  return (first >>> 0) * 2 ** 21 + (second >>> 11);
}
