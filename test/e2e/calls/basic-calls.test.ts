import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { theSite, type Site } from '../support/site.js';
import { soundOf, waitForSound } from '../support/sound.js';

for (const kind of ['the pocket PBX', 'Kamailio'] as const) {
  describe(`Phones on two pages, with ${kind} between them`, () => {
    let server: SipServer;
    let site: Site;
    let alice: Person;
    let bob: Person;

    before(async function () {
      const kamailio = kind === 'Kamailio' ? needs(this, 'kamailio') : undefined;
      site = await theSite();
      server = kamailio === undefined ? site.pbx : await startKamailio(kamailio);
      [alice, bob] = (await Promise.all(['alice', 'bob'].map((name) => person(this, site, server, name)))) as [
        Person,
        Person,
      ];
    });

    after(async () => {
      await Promise.all([alice?.tab.close(), bob?.tab.close()]);
      await server?.stop();
    });

    afterEach('no page had an error', () => {
      expect(alice.tab.errors).to.deep.equal([]);
      expect(bob.tab.errors).to.deep.equal([]);
    });

    /** Both have nothing to do and could call. */
    const bothAreReady = async () => {
      for (const { phone, tab } of [alice, bob]) {
        await phone.clear();
        await phone.shows('Ready');
        expect(await tab.page.evaluate(() => openPeerConnections())).to.equal(0);
      }
    };

    const callAndTalk = async (caller: Person, callee: Person) => {
      await caller.phone.dial(callee.name);
      await callee.phone.shows('Incoming call');
      await caller.phone.shows('Ringing');
      await callee.phone.press('Answer');
      await Promise.all([waitForSound(caller.tab.page), waitForSound(callee.tab.page)]);
    };

    it('have a call with audio in both directions until the caller hangs up', async () => {
      await callAndTalk(alice, bob);
      await alice.phone.press('Hang up');
      await Promise.all([alice.phone.shows('You ended the call'), bob.phone.shows('The other side ended the call')]);
      await Promise.all([alice.phone.isIdle(), bob.phone.isIdle()]);
      await bothAreReady();
    });

    it('have a call with audio in both directions until the callee hangs up', async () => {
      await callAndTalk(alice, bob);
      await bob.phone.press('Hang up');
      await Promise.all([bob.phone.shows('You ended the call'), alice.phone.shows('The other side ended the call')]);
      await bothAreReady();
    });

    it('show that the callee declined', async () => {
      await alice.phone.dial('bob');
      await bob.phone.press('Decline');
      await alice.phone.shows('Declined');
      await bothAreReady();
    });

    it('show that the callee is busy', async () => {
      await bob.phone.set('max-calls', '1');
      await bob.phone.dial('alice');
      await alice.phone.press('Answer');
      await bob.phone.shows('Hang up');
      const carol = await person(alice.context, site, server, 'carol');
      await carol.phone.dial('bob');
      await carol.phone.shows(/busy/i);
      await carol.phone.press('Dismiss');
      await carol.phone.isIdle();
      await bob.phone.press('Hang up');
      await bob.phone.set('max-calls', undefined);
      await bothAreReady();
      await callAndTalk(carol, bob);
      await carol.phone.press('Hang up');
      await carol.tab.close();
      await bothAreReady();
    });

    it('stop ringing when the caller cancels', async () => {
      await alice.phone.dial('bob');
      await bob.phone.shows('Incoming call');
      await alice.phone.press('Cancel');
      await Promise.all([alice.phone.shows('Call canceled'), bob.phone.shows('Missed call')]);
      await bothAreReady();
    });

    it('show that the callee did not answer', async () => {
      await alice.phone.set('no-answer-timeout', '1');
      await alice.phone.dial('bob');
      await alice.phone.shows('No answer');
      await bob.phone.shows('Missed call');
      await alice.phone.set('no-answer-timeout', undefined);
      await bothAreReady();
    });

    it('show that the number does not exist', async () => {
      await alice.phone.dial('4711');
      await alice.phone.shows('This number does not exist');
      await bothAreReady();
    });

    it('show that the callee is not registered', async () => {
      await alice.phone.dial('carol');
      await alice.phone.shows('Not available right now');
      await bothAreReady();
    });

    it('show that the password is wrong, and register after it is corrected', async () => {
      const carol = await person(alice.context, site, server, 'carol', 'password="wrong"', 'Sign-in refused');
      await carol.phone.set('password', server.passwordOf('carol'));
      await carol.phone.shows('Ready');
      await callAndTalk(carol, bob);
      await bob.phone.press('Hang up');
      await carol.tab.close();
      await bothAreReady();
    });

    it('can still call each other after all of these failures', async () => {
      await callAndTalk(bob, alice);
      expect((await soundOf(bob.tab.page)).received).to.be.above(0);
      await alice.phone.press('Hang up');
      await bothAreReady();
    });
  });
}
