/**
 * Runs a simulation for many seeds as mocha tests: the same ones each time, others from FIRST_SEED on, or only the one that SEED names.
 * Subjects: failed random run, run again; SEED; FIRST_SEED.
 */

import { expect } from 'chai';

/** The result of one run: passed when `problems` is empty. */
export interface SeededRun {
  readonly problems: readonly string[];
  /** The messages that were sent and received, for the message of a failure. */
  readonly ladder: readonly string[];
}

export interface Seeds {
  /** The start of the titles of the tests. */
  readonly title: string;
  readonly runs: number;
  /** The number of runs in a test. */
  readonly atOnce: number;
  /** `seen` collects the situations that occurred in the runs. */
  readonly run: (seed: number, seen: Set<string>) => Promise<SeededRun>;
}

/** Declares the tests within a `describe`; `met` declares further ones about the situations that occurred in all runs. */
export function testSeeds({ title, runs, atOnce, run }: Seeds, met: (seen: ReadonlySet<string>) => void): void {
  const seen = new Set<string>();
  const mustBeFine = async (seed: number): Promise<void> => {
    const { problems, ladder } = await run(seed, seen);
    if (problems.length === 0) return;
    throw new Error(`seed ${seed}:\n  ${[...new Set(problems)].join('\n  ')}\n${ladder.join('\n')}`);
  };

  const only = Number(process.env['SEED'] ?? NaN);
  if (Number.isInteger(only)) {
    it(`seed ${only}`, () => mustBeFine(only));
    return;
  }

  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(() => process.on('unhandledRejection', note));
  after(() => process.off('unhandledRejection', note));

  const start = Number(process.env['FIRST_SEED'] ?? 1);
  const end = start + runs - 1;
  for (let first = start; first <= end; first += atOnce) {
    const last = Math.min(first + atOnce - 1, end);
    it(`${title}: seeds ${first} to ${last}`, async () => {
      for (let seed = first; seed <= last; seed++) await mustBeFine(seed);
    });
  }

  met(seen);

  it('causes no unhandled rejection', () => expect(unhandled).to.deep.equal([]));
}
