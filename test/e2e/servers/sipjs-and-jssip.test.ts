/** The phone and other stacks over a real proxy: what they do otherwise than the RFCs, or than the phone does. */
import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import type { Tab } from '../support/browser.js';
import { STACKS, hasCalls, openRemoteParty, serveRemoteParties } from '../support/remote-party.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';
import type { ModulePage } from '../support/module-page.js';
import { TestPages, type Person } from '../support/people.js';
import { soundOf, waitForSilence, waitForSound } from '../support/sound.js';

for (const stack of STACKS)
  describe(`A phone with ${stack} as the remote party`, function () {
    this.timeout(120_000);
    let kamailio: SipServer | undefined;
    let peers: ModulePage | undefined;
    const pages = new TestPages({ server: () => kamailio! });

    before(async function () {
      kamailio = await startKamailio(needs(this, 'kamailio'));
      peers = await serveRemoteParties();
    });

    after(async () => {
      peers?.stop();
      await kamailio?.stop();
    });

    const alice = (context: Mocha.Context): Promise<Person> => pages.open(context, 'alice');

    async function peer(context: Mocha.Context, name: string): Promise<Tab> {
      return pages.add(await openRemoteParty(context, peers!, stack, kamailio!, name));
    }

    it('makes and receives calls with audio in both directions, and either party hangs up', async function () {
      const [one, bob] = [await alice(this), await peer(this, 'bob')];
      await one.phone.dial('bob');
      await Promise.all([waitForSound(one.tab.page), waitForSound(bob.page)]);
      await one.phone.press('Hang up');
      await hasCalls(bob.page, 0);
      await one.phone.clear();
      const called = bob.page.evaluate(() => remoteParty.call('alice'));
      await one.phone.press('Answer');
      await called;
      await Promise.all([waitForSound(one.tab.page), waitForSound(bob.page)]);
      await bob.page.evaluate(() => remoteParty.hangUp());
      await one.phone.shows('Call ended');
      expect(one.tab.errors).to.deep.equal([]);
    });

    it('holds and is held (RFC 3264 §8.4)', async function () {
      const [one, bob] = [await alice(this), await peer(this, 'bob')];
      await one.phone.dial('bob');
      await Promise.all([waitForSound(one.tab.page), waitForSound(bob.page)]);
      await one.phone.press('Hold');
      await one.phone.shows('On hold');
      await waitForSilence(one.tab.page);
      const before = await soundOf(one.tab.page);
      await waitForSilence(bob.page);
      expect((await soundOf(one.tab.page)).received - before.received).to.be.below(10);
      await one.phone.press('Resume');
      await Promise.all([waitForSound(one.tab.page), waitForSound(bob.page)]);
      await bob.page.evaluate(() => remoteParty.hold(true));
      await waitForSilence(one.tab.page);
      await bob.page.evaluate(() => remoteParty.hold(false));
      await Promise.all([waitForSound(one.tab.page), waitForSound(bob.page)]);
    });

    it('receives DTMF digits by INFO (RFC 6086)', async function () {
      const [one, bob] = [await alice(this), await peer(this, 'bob')];
      await one.tab.page.evaluate(() => {
        document.querySelector('sip-phone')!.addEventListener('sip-call-dtmf', ({ args: [, digit] }) => {
          document.title = JSON.stringify(digit);
        });
      });
      await one.phone.dial('bob');
      await waitForSound(one.tab.page);
      await bob.page.evaluate(() => remoteParty.digit('7'));
      await one.tab.page.waitForFunction(() => document.title.includes('7'));
    });

    it('transfers it, and its own call ends when the transfer succeeded (RFC 5589 §6.1)', async function () {
      const [one, bob, carol] = [await alice(this), await peer(this, 'bob'), await peer(this, 'carol')];
      await one.phone.dial('bob');
      await Promise.all([waitForSound(one.tab.page), waitForSound(bob.page)]);
      await one.phone.press('Transfer');
      await one.phone.search('Transfer to', 'carol');
      await one.phone.press('Transfer now');
      await Promise.all([waitForSound(bob.page), waitForSound(carol.page)]);
      await one.phone.isIdle();
      await Promise.all([bob, carol].map(({ page }) => hasCalls(page, 1)));
    });
  });
