/**
 * A place for what a chunk that is loaded later supplies when it is evaluated (`late-code.ts`).
 * Subjects: place of late code.
 */

export interface LateSlot<T> {
  supply(value: T): void;
  /** Undefined until the chunk is evaluated. */
  supplied(): T | undefined;
}

export function lateSlot<T>(): LateSlot<T> {
  let present: T | undefined;
  return {
    supply: (value) => void (present = value),
    supplied: () => present,
  };
}
