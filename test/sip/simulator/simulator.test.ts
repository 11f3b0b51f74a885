/**
 * Two phones on a network that loses, delays, reorders and doubles messages and cuts flows: whatever happens, both ends of
 * every call and subscription come to see it alike, every transfer ends once, and nothing is left behind (RFC 3261 §12 to
 * §17, RFC 3515, RFC 3891, RFC 6665). To see one run:
 * `SEED=35 npx mocha test/sip/simulator/simulator.test.ts`.
 */

import { expect } from 'chai';
import { runs } from '../../support/runs.js';
import { simulate } from './run.js';
import { testSeeds } from './seeds.js';

const RUNS = runs(2000, 10_000);
const AT_ONCE = 500;

describe('two phones in a bad network', function () {
  this.timeout(60_000);
  testSeeds({ title: 'agree in the end', runs: RUNS, atOnce: AT_ONCE, run: simulate }, (seen) => {
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
  });
});
