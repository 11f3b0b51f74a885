/** A second call that is added, a conference with a mute for each, and the three ways to leave it: by its keys, sound measured by tones. */
import { expect } from 'chai';
import type { Person } from '../support/people.js';
import { theSite } from '../support/site.js';
import { listens, talk, threeVoices } from '../support/voices.js';

describe('A conference started with the keys of a phone', () => {
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

  /** Alice calls Bob, adds Carol, and merges. */
  async function merge(): Promise<void> {
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await talk(alice, bob);
    await alice.phone.press('Add');
    await alice.phone.shows('waits on hold');
    await alice.phone.dial('carol');
    await bob.phone.shows('The other side put you on hold');
    await carol.phone.press('Answer');
    await talk(alice, carol);
    await alice.phone.press('More');
    await alice.phone.press('Merge');
    await alice.phone.shows('3 people');
    await talk(alice, bob, carol);
  }

  const clear = (): Promise<unknown> => Promise.all([alice, bob, carol].map(({ phone }) => phone.clear()));

  it('mutes one participant, and ends for all of them', async () => {
    await merge();
    await alice.phone.press('Mute Carol');
    await Promise.all([listens(alice, bob), listens(bob, alice), listens(carol, alice, bob)]);
    await alice.phone.press('Unmute Carol');
    await talk(alice, bob, carol);
    await alice.phone.press('End for all');
    await Promise.all([bob, carol].map(({ phone }) => phone.shows('The other side ended the call')));
    await clear();
  });

  it('continues between the two others after its host leaves (RFC 3891)', async () => {
    await merge();
    await alice.phone.press('More');
    await alice.phone.press('Leave them talking');
    await carol.phone.press('Hold & answer');
    await talk(bob, carol);
    await alice.phone.isIdle();
    await carol.phone.press('Hang up');
    await clear();
  });

  it('is replaced by an attended transfer to the consulted party', async () => {
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'carol');
    await alice.phone.press('Ask first');
    await carol.phone.press('Answer');
    await talk(alice, carol);
    await alice.phone.press('Complete');
    await carol.phone.press('Hold & answer');
    await talk(bob, carol);
    await alice.phone.isIdle();
    await bob.phone.press('Hang up');
    await clear();
  });
});
