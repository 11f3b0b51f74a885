/**
 * A page of Firefox whose process crashes in a call, or stands still (decisions 029, 030, 047): stopped by SIGSTOP, its timers are late by
 * `performance.now()`, as in a device with Windows that sleeps, and not in one with Linux (w3c/hr-time#115). No protocol does that there,
 * so the processes are ended and stopped.
 * All of it in the long run only: each test needs a Firefox of its own, and ends or stops processes of it. In `npm test` the crash of a tab
 * is that of Chromium (test/e2e/calls/tabs.test.ts), and the late ping is in test/sip/transport/websocket-transport.test.ts.
 */
import { expect } from 'chai';
import type { Context } from 'mocha';
import puppeteer, { type Browser } from 'puppeteer-core';
import { needsThat } from '../../support/needs.js';
import { launchOptions, openTabIn, type Tab } from '../support/browser.js';
import { hear, phoneMarkup, TestPages, type Person } from '../support/people.js';
import { hasProcesses, pageProcesses, processOfPage } from '../support/page-process.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { listenForSilence, longestSilence } from '../support/sound.js';
import { until } from '../support/until.js';

/** The longest silence at the remote party, ms: `npm run test:long` has the machine for itself. */
const LIMIT = 1500;

/** How long the processes stand still, ms: a ping that was due after 25 s at most is late by well over the 5 s that count. */
const STOPPED = 40_000;

/** A process for each tab of a site, up to four, and none that starts in advance and is no page yet. */
const PROCESSES = { 'dom.ipc.processPrelaunch.enabled': false, 'dom.ipc.processCount.webIsolated': 4 };

if (process.env['LONG_TESTS'] === 'true')
  describe('A page of Firefox', function () {
    this.timeout(300_000);
    const pages = new TestPages();
    let browser: Browser;
    let site: Site;
    let relay: Relay;
    let alice: Tab;
    let phone: PhoneOnPage;
    /** What ends after each test, the latest first. */
    const open: (() => Promise<unknown>)[] = [];

    before(function () {
      needsThat(this, hasProcesses(), 'There is no /proc, by which the processes of pages are found. Run it on Linux.');
    });

    beforeEach(async function () {
      site = await theSite();
      const { extraPrefsFirefox, ...options } = await launchOptions(this, 'Firefox');
      const preferences = { ...extraPrefsFirefox, ...PROCESSES };
      browser = await puppeteer.launch({ ...options, extraPrefsFirefox: preferences, timeout: 120_000 });
      open.push(() => browser.close());
    });

    afterEach('close the browser', async () => {
      for (const end of open.splice(0).reverse()) await end();
    });

    /** Alice with a browser for herself, and Bob. */
    async function register(context: Context): Promise<Person> {
      const bob = await pages.open(context, 'bob', 'auto-answer');
      relay = await startRelay(site.pbx.url);
      open.unshift(() => relay.stop());
      const markup = phoneMarkup({ ...site.pbx, url: relay.url }, 'alice', 'auto-answer');
      alice = await openTabIn(browser, site.page(markup));
      phone = new PhoneOnPage(alice.page);
      await phone.shows('Ready');
      return bob;
    }

    async function talk(context: Context): Promise<Person> {
      const bob = await register(context);
      await phone.dial('bob');
      await hear({ tab: alice }, bob);
      return bob;
    }

    /** The call goes on in this tab, and its end by the remote party arrives there. */
    async function goesOn(tab: Tab, bob: Person): Promise<void> {
      await hear({ tab }, bob);
      const shown = new PhoneOnPage(tab.page);
      const { whenEnded } = await shown.listenForEnd();
      await bob.phone.press('Hang up');
      // By BYE, or, where its connection is replaced at that moment, by the 481 to the re-INVITE over the next one (RFC 5057 §5.1).
      expect(await whenEnded()).to.be.oneOf(['remote: hung-up', 'system: already-ended']);
      await shown.isIdle();
      expect(tab.errors).to.deep.equal([]);
    }

    it('that crashes in a call: the call goes on in a second tab', async function () {
      const bob = await talk(this);
      const second = await alice.another(alice.page.url());
      await new PhoneOnPage(second.page).shows('Active in another tab');
      const [first, other] = [await processOfPage(browser, alice.page), await processOfPage(browser, second.page)];
      expect(first, 'a process of its own').to.not.equal(other);
      await Promise.all([listenForSilence(bob.tab.page), listenForSilence(second.page)]);
      process.kill(first, 'SIGKILL');
      await hear({ tab: second }, bob);
      const silences = [await longestSilence(bob.tab.page), await longestSilence(second.page)];
      console.log(
        `      silence at the remote party: ${silences[0]} ms; heard in the second tab after ${silences[1]} ms`,
      );
      expect(Math.max(...silences)).to.be.below(LIMIT);
      await goesOn(second, bob);
    });

    it('that crashes in a call as the only one: the call goes on in a tab that is opened then', async function () {
      const bob = await talk(this);
      await until('the call to be stored', () =>
        alice.page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('sip-elements:calls:'))),
      );
      const url = alice.page.url();
      process.kill(await processOfPage(browser, alice.page), 'SIGKILL');
      const second = await alice.another(url);
      await new PhoneOnPage(second.page).shows('Mute', 40_000);
      await goesOn(second, bob);
    });

    /** Stops the processes of all pages. */
    async function stopped(run: () => Promise<unknown>): Promise<void> {
      const ids = pageProcesses(browser);
      for (const id of ids) process.kill(id, 'SIGSTOP');
      try {
        await run();
      } finally {
        for (const id of ids) process.kill(id, 'SIGCONT');
      }
    }

    /** The connection dies where nothing is under way: an answer that has left already would reach the phone. */
    async function dies(): Promise<void> {
      const frames = (): number =>
        relay.wires.reduce((sum, { fromPhone, fromServer }) => sum + fromPhone.length + fromServer.length, 0);
      let [count, since] = [frames(), performance.now()];
      await until('nothing to pass the relay for 1 s', () => {
        if (frames() !== count) [count, since] = [frames(), performance.now()];
        return performance.now() - since >= 1000;
      });
      relay.wires.at(-1)!.stall();
    }

    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STOPPED));

    it('that stands still for 40 s in a call: both parties hear each other, and the end arrives', async function () {
      const bob = await talk(this);
      await stopped(pause);
      await goesOn(alice, bob);
    });

    it('that stands still for 40 s on a connection that died: it is not ready for longer than 5 s, then connected again', async function () {
      const bob = await register(this);
      await dies();
      await stopped(pause);
      const start = performance.now();
      await phone.shows(/^(?!.*Ready)/s);
      const took = Math.round(performance.now() - start);
      console.log(`      not ready ${took} ms after it goes on: ${await phone.text()}`);
      expect(took).to.be.below(5000);
      await phone.shows('Ready');
      await bob.phone.dial('alice');
      await goesOn(alice, bob);
    });

    it('that stands still for 40 s on a connection that died: a call that is placed at once goes out', async function () {
      const bob = await register(this);
      await dies();
      await stopped(pause);
      const start = performance.now();
      await alice.page.evaluate(() => void document.querySelector('sip-phone')!.call('bob'));
      await hear({ tab: alice }, bob);
      console.log(`      heard ${Math.round(performance.now() - start)} ms after it goes on`);
      await goesOn(alice, bob);
    });
  });
