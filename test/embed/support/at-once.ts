/** Work of several tests that is done at the same time. */

/**
 * Starts the work for each of the names, in two rows beside each other. Each test awaits the work of its own name, and fails with it. The
 * pages mostly wait, for the server and for sound, so that two of them take little longer than one.
 */
export function twoAtOnce<T extends string>(
  names: readonly T[],
  work: (name: T) => Promise<void>,
): ReadonlyMap<T, () => Promise<void>> {
  const rows = [Promise.resolve(), Promise.resolve()];
  return new Map(
    names.map((name, index) => {
      const before = rows[index % 2]!;
      const own = before.then(() => work(name));
      // A rejection is that of the test that awaits it; the next one of the row goes on.
      rows[index % 2] = own.catch(() => undefined);
      return [name, () => own] as const;
    }),
  );
}
