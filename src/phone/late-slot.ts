/**
 * A place for what a chunk that is loaded later supplies when it is evaluated: `…-slot.ts` beside `…-chunk.ts`. Its users import the place
 * and `late-code.ts` the chunk, so that the chunk is in no file of theirs.
 * Subjects: place of late code.
 */

interface LateSlot<T> {
  supply(value: T): void;
  /** Undefined until the chunk is evaluated. */
  supplied(): T | undefined;
  /** Calls `use` with the value, now or when it is supplied. Returns a function that gives it up. */
  whenSupplied(use: (value: T) => void): () => void;
}

export function lateSlot<T>(): LateSlot<T> {
  let present: T | undefined;
  const waiting = new Set<(value: T) => void>();
  return {
    supply(value) {
      present = value;
      for (const use of waiting) {
        waiting.delete(use);
        use(value);
      }
    },
    supplied: () => present,
    whenSupplied(use) {
      if (present) use(present);
      else waiting.add(use);
      return () => void waiting.delete(use);
    },
  };
}
