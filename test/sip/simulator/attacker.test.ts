/**
 * A phone with its defaults, its user, and an account of the same server that says anything, answers anything and subscribes
 * to anything: no credentials for a foreign realm, no call taken, no number called that nobody chose, no media without a call
 * (docs/security.md; docs/decisions/017 and 018). To see one run: `SEED=35 npx mocha test/sip/simulator/attacker.test.ts`;
 * for 10,000 of them: `npm run test:long -- test/sip/simulator`.
 */

import { expect } from 'chai';
import { runs } from '../../support/runs.js';
import { attack } from './attack.js';

const RUNS = runs(300, 10_000);
const AT_ONCE = 100;

async function mustBeFine(seed: number, seen: Set<string>): Promise<void> {
  const { problems, ladder } = await attack(seed, seen);
  if (problems.length === 0) return;
  throw new Error(`seed ${seed}:\n  ${[...new Set(problems)].join('\n  ')}\n${ladder.join('\n')}`);
}

describe('an attacker with an account of the same server', function () {
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
    const last = Math.min(first + AT_ONCE - 1, RUNS);
    it(`gets nothing: seeds ${first} to ${last}`, async () => {
      for (let seed = first; seed <= last; seed++) await mustBeFine(seed, seen);
    });
  }

  it('met all that it is for', () => {
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

  it('leaves no rejected promise without a handler', () => expect(unhandled).to.deep.equal([]));
});
