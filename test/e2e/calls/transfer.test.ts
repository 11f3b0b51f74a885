import { expect } from 'chai';
import { person, type Person } from '../support/people.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

describe('A blind transfer between three pages', () => {
  let site: Site;
  let alice: Person;
  let bob: Person;
  let carol: Person;

  before(async function () {
    site = await theSite();
    const people = ['alice', 'bob', 'carol'].map((name) => person(this, site, site.pbx, name, 'follow-transfers'));
    [alice, bob, carol] = (await Promise.all(people)) as [Person, Person, Person];
  });

  after(async () => {
    await Promise.all([alice?.tab.close(), bob?.tab.close(), carol?.tab.close()]);
  });

  afterEach('no page had an error', () => {
    for (const { tab } of [alice, bob, carol]) expect(tab.errors).to.deep.equal([]);
  });

  const talk = async (caller: Person, callee: Person) => {
    await caller.phone.dial(callee.name);
    await callee.phone.press('Answer');
    await Promise.all([waitForSound(caller.tab.page), waitForSound(callee.tab.page)]);
  };

  it('connects the transferred party with the target', async () => {
    await talk(alice, bob);
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'carol');
    await alice.phone.press('Transfer now');
    await carol.phone.press('Answer');
    await Promise.all([waitForSound(bob.tab.page), waitForSound(carol.tab.page)]);
    await alice.phone.isIdle();
    await carol.phone.press('Hang up');
    await Promise.all([alice, bob, carol].map(({ phone }) => phone.clear()));
  });

  it('gives the call back when the target refuses, with audio in both directions', async () => {
    await talk(alice, bob);
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'busy');
    await alice.phone.press('Transfer now');
    await alice.phone.shows('did not accept. The call is back with you.');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    await alice.phone.press('Hang up');
    await Promise.all([alice, bob].map(({ phone }) => phone.clear()));
  });
});
