/** What a call and a text go through a real Kamailio: hold (RFC 3264 §8.4), a blind transfer (RFC 3515), MESSAGE (RFC 3428). */
import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { theSite } from '../support/site.js';
import { waitForSilence, waitForSound } from '../support/sound.js';

describe('Through Kamailio', () => {
  let server: SipServer;
  let alice: Person;
  let bob: Person;
  let carol: Person;

  before(async function () {
    const program = needs(this, 'kamailio');
    const site = await theSite();
    server = await startKamailio(program);
    const people = ['alice', 'bob', 'carol'].map((name) => person(this, site, server, name, 'follow-transfers'));
    [alice, bob, carol] = (await Promise.all(people)) as [Person, Person, Person];
  });

  after(async () => {
    await Promise.all([alice, bob, carol].map((one) => one?.tab.close()));
    await server?.stop();
  });

  afterEach('no page had an error', () => {
    for (const { tab } of [alice, bob, carol]) expect(tab.errors).to.deep.equal([]);
  });

  const flows = (...people: readonly Person[]): Promise<unknown> =>
    Promise.all(people.map(({ tab }) => waitForSound(tab.page)));

  it('either party holds and resumes a call', async () => {
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await flows(alice, bob);
    for (const [holder, held] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      await holder.phone.press('Hold');
      await held.phone.shows('The other side put you on hold');
      await waitForSilence(holder.tab.page);
      await holder.phone.press('Resume');
      await flows(alice, bob);
    }
  });

  for (const byUser of [false, true])
    it(`a call ${byUser ? 'that the user holds stays on hold' : 'goes on'} when its target cannot be reached (RFC 5589 §6.1)`, async () => {
      if (byUser) {
        await alice.phone.press('Hold');
        await waitForSilence(bob.tab.page);
      }
      await alice.phone.press('Transfer');
      await alice.phone.search('Transfer to', 'nobody');
      await alice.phone.press('Transfer now');
      await alice.phone.shows('The call is back with you.');
      if (byUser) {
        await bob.phone.shows('The other side put you on hold');
        await waitForSilence(bob.tab.page);
        await alice.phone.press('Resume');
      }
      await flows(alice, bob);
    });

  it('the call is transferred', async () => {
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', 'carol');
    await alice.phone.press('Transfer now');
    await carol.phone.press('Answer');
    await flows(bob, carol);
    await alice.phone.isIdle();
    await carol.phone.press('Hang up');
    await Promise.all([bob, carol].map(({ phone }) => phone.clear()));
  });

  it('a text message and its reply arrive', async () => {
    await alice.phone.type('bob');
    await alice.phone.press('Message');
    await alice.phone.fill('Message', 'Are you there? ✓');
    await alice.phone.press('Send');
    await alice.phone.shows('Delivered');
    await bob.phone.open('Messages');
    await bob.phone.press('Messages with alice, 1 unread');
    await bob.phone.shows('Are you there? ✓');
    await bob.phone.fill('Message', 'Yes.');
    await bob.phone.press('Send');
    await alice.phone.shows('Yes.');
  });
});
