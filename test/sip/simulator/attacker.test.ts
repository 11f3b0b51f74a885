/**
 * A phone with default options, its user, and an account of the same server that sends random messages, responses and
 * subscriptions: no credentials for a foreign realm, no call replaced, no number called that the user did not choose, no media without a call
 * (docs/security.md; docs/decisions/017 and 018). To see one run: `SEED=35 npx mocha test/sip/simulator/attacker.test.ts`;
 * for 10,000 of them: `npm run test:long -- test/sip/simulator`.
 * Subjects: random attacks on a phone.
 */

import { expect } from 'chai';
import { runs } from '../../support/runs.js';
import { attack } from './attack.js';
import { testSeeds } from './seeds.js';

const RUNS = runs(300, 10_000);
const AT_ONCE = 100;

describe('an attacker with an account of the same server', function () {
  testSeeds({ title: 'gets no credentials, call or media', runs: RUNS, atOnce: AT_ONCE, run: attack }, (seen) => {
    it('was tested in every intended situation', () => {
      const asks = [
        'INVITE',
        'REFER',
        'SUBSCRIBE',
        'NOTIFY',
        'MESSAGE',
        'OPTIONS',
        'INFO',
        'UPDATE',
        'BYE',
        'CANCEL',
        'PUBLISH',
      ];
      expect([...seen]).to.include.members([
        ...asks.map((method) => `says ${method} and knows a dialog`),
        ...['INVITE', 'MESSAGE', 'BYE', 'INFO', 'REFER', 'PRACK'].flatMap((method) => [
          `answers 401 ${method}`,
          `answers 407 ${method}`,
        ]),
        ...['realm', 'dialog', 'weak', 'token'].map((reason) => `withheld: ${reason}`),
        ...['bob', 'mallory', 'server'].map((party) => `in a call with ${party}`),
        ...['answered for INVITE', 'answered for MESSAGE', 'answered for BYE inside', 'answered for INFO inside'],
        ...['answers 302 INVITE', 'asked: redirect', 'asked: transfer', 'call by redirect', 'call by retry'],
        ...['answer by replaces', 'heard 200 INVITE', 'heard 488 INVITE', 'heard 603 REFER'],
      ]);
    });
  });
});
