/** What the phone has a real Asterisk do: recording (INFO with Record), conference (ConfBridge), log-in and pause of a queue by keys with a lamp. */
import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { startAsterisk, type Asterisk } from '../support/asterisk.js';
import { openTab, type Tab } from '../support/browser.js';
import { hear, phoneMarkup, TestPages } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { until } from '../support/until.js';

// Up to three pages in calls, for what unit tests show with the messages of a server: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A phone that has Asterisk do it', function () {
    this.timeout(180_000);
    let asterisk: Asterisk | undefined;
    const pages = new TestPages({ server: () => asterisk!, faultless: true });

    before(async function () {
      asterisk = await startAsterisk(needs(this, 'asterisk'));
    });

    after(() => asterisk?.stop());

    afterEach('print what the server logged', function () {
      if (this.currentTest?.state === 'failed') console.log(asterisk?.log().slice(-6000));
    });

    it('records a call at the server with record-at="server", from one press of Record to the next (one_touch_recording)', async function () {
      const alice = await pages.open(this, 'alice', 'record-at="server"');
      const bob = await pages.open(this, 'bob');
      await alice.phone.dial('bob');
      await bob.phone.press('Answer');
      await hear(alice, bob);
      await alice.phone.press('More');
      await alice.phone.press('Record');
      await until('Asterisk records', () => /Begin MixMonitor Recording/.test(asterisk!.log()), 20_000);
      await alice.phone.press('Record');
      await until('the recording to end', () => /End MixMonitor Recording/.test(asterisk!.log()), 20_000);
      await hear(alice, bob);
      await alice.phone.press('Hang up');
      await bob.phone.shows('The other side ended the call');
    });

    it('merges two calls in a conference of the server with conference-uri, which goes on without it (RFC 4579 §5.5)', async function () {
      const alice = await pages.open(this, 'alice', 'conference-uri="700"');
      const [bob, carol] = await pages.openAll(this, 'bob', 'carol');
      await alice.phone.dial('bob');
      await bob.phone.press('Answer');
      await hear(alice, bob);
      await alice.phone.press('Add');
      await alice.phone.shows('waits on hold');
      await alice.phone.dial('carol');
      await carol.phone.press('Answer');
      await hear(alice, carol);
      await alice.phone.press('More');
      await alice.phone.press('Merge');
      const joined = (): number => asterisk!.log().match(/joined 'softmix' base-bridge/g)?.length ?? 0;
      await until('three channels in the conference', () => joined() === 3, 20_000);
      await hear(alice, bob, carol);
      await alice.phone.press('Hang up');
      await hear(bob, carol);
      await bob.phone.press('Hang up');
    });

    const KEYS = `<sip-key for="phone" label="Support" target="*45" lamp="*45alice"></sip-key>
      <sip-key for="phone" label="Pause" target="*46" lamp="*46alice"></sip-key>`;

    interface Agent {
      readonly tab: Tab;
      readonly phone: PhoneOnPage;
    }

    /** A telephone of Alice with the keys of the queue, in a profile of its own. */
    async function agent(context: Mocha.Context): Promise<Agent> {
      const markup = phoneMarkup(asterisk!, 'alice', 'id="phone"');
      const tab = pages.add(await openTab(context, (await theSite()).page(markup + KEYS)));
      const phone = new PhoneOnPage(tab.page);
      await phone.shows('Ready');
      return { tab, phone };
    }

    const lampIs = ({ tab }: Agent, label: string, state: 'on' | 'off'): Promise<unknown> =>
      tab.page.waitForSelector(`sip-key[label="${label}"]:state(${state})`);

    async function hasNoCall({ tab }: Agent): Promise<void> {
      const isOver = () => document.querySelector('sip-phone')!.state!.calls.every(({ status }) => status === 'ended');
      await tab.page.waitForFunction(isOver, { polling: 50 });
    }

    /** Presses a key, which calls its code, until its lamp has this state and the call has ended. */
    async function pressKey(at: Agent, label: string, state: 'on' | 'off'): Promise<void> {
      await new PhoneOnPage(at.tab.page, `sip-key[label="${label}"]`).press(label);
      await lampIs(at, label, state);
      await hasNoCall(at);
    }

    it('logs in to a queue, pauses and comes back by keys, whose lamps have the state of the server (RFC 4235)', async function () {
      const alice = await agent(this);
      await lampIs(alice, 'Support', 'off');
      await pressKey(alice, 'Support', 'on');
      await lampIs(alice, 'Pause', 'off');
      const bob = await pages.open(this, 'bob');
      await bob.phone.dial('500');
      await alice.phone.press('Answer');
      await hear(alice, bob);
      await bob.phone.press('Hang up');
      await hasNoCall(alice);
      await pressKey(alice, 'Pause', 'on');
      const times = (step: RegExp): number => asterisk!.log().match(step)?.length ?? 0;
      await bob.phone.dialInstead('500');
      await until('Bob to wait in the queue', () => times(/Queue\("PJSIP\/bob-\w+", "support,r"\)/g) === 2);
      expect(times(/Called PJSIP\/alice/g)).to.equal(1);
      await pressKey(alice, 'Pause', 'off');
      await alice.phone.press('Answer');
      await hear(alice, bob);
      await bob.phone.press('Hang up');
      await hasNoCall(alice);
      // Another telephone of hers logs out: the lamp of the first one follows.
      const other = await agent(this);
      await Promise.all([lampIs(other, 'Support', 'on'), lampIs(other, 'Pause', 'off')]);
      await pressKey(other, 'Support', 'off');
      await lampIs(alice, 'Support', 'off');
    });
  });
