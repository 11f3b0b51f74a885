/**
 * Two phones on a network that loses, delays, reorders and doubles messages and cuts flows: whatever happens, both ends of
 * every call and subscription come to see it alike, every transfer ends once, and nothing is left behind (RFC 3261 §12 to
 * §17, RFC 3515, RFC 3891, RFC 6665). To see one run:
 * `SEED=35 npx mocha test/sip/simulator/simulator.test.ts`.
 */

import { expect } from 'chai';
import { runs } from '../../support/runs.js';
import { simulate } from './run.js';

const RUNS = runs(2000, 10_000);
const AT_ONCE = 500;

async function mustBeFine(seed: number, seen: Set<string>): Promise<void> {
  const { problems, ladder } = await simulate(seed, seen);
  if (problems.length === 0) return;
  throw new Error(`seed ${seed}:\n  ${[...new Set(problems)].join('\n  ')}\n${ladder.join('\n')}`);
}

describe('two phones in a bad network', function () {
  this.timeout(60_000);
  const only = Number(process.env['SEED'] ?? NaN);

  if (Number.isInteger(only)) {
    it(`seed ${only}`, () => mustBeFine(only, new Set()));
    return;
  }

  const seen = new Set<string>();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(() => process.on('unhandledRejection', note));
  after(() => process.off('unhandledRejection', note));

  for (let first = 1; first <= RUNS; first += AT_ONCE) {
    it(`agree in the end: seeds ${first} to ${first + AT_ONCE - 1}`, async () => {
      for (let seed = first; seed < first + AT_ONCE; seed++) await mustBeFine(seed, seen);
    });
  }

  it('met all that they are for', () => {
    const expected = [
      'calling',
      'early',
      'answering',
      'established',
      'ending',
      'survived',
      'hold local',
      'hold remote',
      'flow lost',
      'flow recovered',
      'ended: Terminated',
      'ended: Busy',
      'ended: Canceled',
      'ended: No Answer',
      'ended: No ACK',
      'ended: Connection Error',
      'ended: Redirected',
      'taken over',
      'left alone',
      'transfer: 180',
      'transfer ended: 200',
      'transfer ended: 408',
      'transfer ended: 486',
      'transfer ended: 503',
      'subscription pending',
      'subscription waiting',
      'subscription survived',
      'subscription failed: nobody',
      'subscription ended: by us',
      'subscription ended: noresource',
      'subscription ended: timeout',
    ];
    expect([...seen]).to.include.members(expected);
  });

  it('left no rejected promise without a handler', () => expect(unhandled).to.deep.equal([]));
});
