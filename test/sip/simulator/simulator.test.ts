/**
 * Two phones on a network that loses, delays, reorders and duplicates messages and cuts flows: in the end both ends of
 * every call and subscription have the same state, every transfer has ended once, and nothing is left (RFC 3261 §12 to
 * §17, RFC 3515, RFC 3891, RFC 6665). To see one run:
 * `SEED=35 npx mocha test/sip/simulator/simulator.test.ts`.
 * Subjects: random sequences of SIP events.
 */

import { expect } from 'chai';
import { runs } from '../../support/runs.js';
import { simulate } from './run.js';
import { testSeeds } from './seeds.js';

const RUNS = runs(500, 10_000);
const AT_ONCE = 250;

describe('two phones in a network with faults', function () {
  testSeeds({ title: 'have the same state in the end', runs: RUNS, atOnce: AT_ONCE, run: simulate }, (seen) => {
    it('were tested in every intended situation', () => {
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
        'subscription failed: no response',
        'subscription ended: unsubscribed',
        'subscription ended: noresource',
        'subscription ended: timeout',
      ];
      expect([...seen]).to.include.members(expected);
    });
  });
});
