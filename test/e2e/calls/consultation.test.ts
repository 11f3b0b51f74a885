/** A consultation of three parties, each with its own tone, so that each path of audio is measured (RFC 5589 §7, RFC 3891). */
import { expect } from 'chai';
import type { Person } from '../support/people.js';
import { theSite } from '../support/site.js';
import { talk, threeVoices } from '../support/voices.js';

describe('A consultation', () => {
  let alice: Person;
  let bob: Person;
  let carol: Person;

  before(async function () {
    [alice, bob, carol] = await threeVoices(this, await theSite());
  });

  after(() => Promise.all([alice, bob, carol].map((one) => one?.tab.close())));

  afterEach('no page had an error', () => {
    for (const { tab } of [alice, bob, carol]) expect(tab.errors).to.deep.equal([]);
  });

  const call = async (from: Person, to: Person): Promise<void> => {
    await from.phone.dial(to.name);
    await to.phone.press('Answer');
    await talk(from, to);
  };

  /** All are free again. */
  const clear = (): Promise<unknown> => Promise.all([alice, bob, carol].map(({ phone }) => phone.clear()));

  it('can be swapped with the first call, merged into a conference, and left by one party', async () => {
    await call(alice, bob);
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'carol');
    await alice.phone.press('Ask first');
    await bob.phone.shows('The other side put you on hold');
    await carol.phone.press('Answer');
    await talk(alice, carol);
    await alice.phone.press('Swap');
    await carol.phone.shows('The other side put you on hold');
    await talk(alice, bob);
    await alice.phone.press('Merge');
    await alice.phone.shows('3 people');
    await talk(alice, bob, carol);
    await carol.phone.press('Hang up');
    await talk(alice, bob);
    await bob.phone.press('Hang up');
    await clear();
  });

  it('is completed as an attended transfer: the two others talk', async () => {
    await call(alice, bob);
    await carol.phone.dial('alice');
    await alice.phone.press('Hold & answer');
    await talk(alice, carol);
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'Bob');
    await alice.phone.press('Transfer now');
    await bob.phone.press('Hold & answer');
    await talk(bob, carol);
    await alice.phone.isIdle();
    await bob.phone.press('Hang up');
    await carol.phone.shows('The other side ended the call');
    await clear();
  });

  it('gives the first call back when its target declines', async () => {
    await call(alice, bob);
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'carol');
    await alice.phone.press('Ask first');
    await carol.phone.press('Decline');
    await alice.phone.press('Resume');
    await talk(alice, bob);
    await alice.phone.press('Hang up');
    await clear();
  });
});
