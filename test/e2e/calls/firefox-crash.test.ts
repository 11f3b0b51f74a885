/**
 * A page of Firefox whose process crashes in a call, or stands still as in a device that sleeps (decisions 029, 030, 047). No protocol
 * does that there, so the processes are ended and stopped.
 */
import { expect } from 'chai';
import type { Context } from 'mocha';
import puppeteer, { type Browser } from 'puppeteer-core';
import { launchOptions, openTabIn, type Tab } from '../support/browser.js';
import { hear, phoneMarkup, TestPages, type Person } from '../support/people.js';
import { pageProcesses, processOfPage } from '../support/page-process.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { listenForSilence, longestSilence } from '../support/sound.js';
import { until } from '../support/until.js';

const LONG = process.env['LONG_TESTS'] === 'true';

/** The longest silence at the remote party, ms, in `npm run test:long`, which has the machine for itself. */
const LIMIT = LONG ? 1500 : 15_000;

/** How long the processes stand still, ms. */
const STOPPED = 30_000;

describe('A page of Firefox', function () {
  this.timeout(180_000);
  const pages = new TestPages();
  let browser: Browser;
  let site: Site;
  let relay: Relay;
  let alice: Tab;
  let phone: PhoneOnPage;
  /** What ends after each test, the latest first. */
  const open: (() => Promise<unknown>)[] = [];

  beforeEach(async function () {
    site = await theSite();
    browser = await puppeteer.launch(await launchOptions(this, 'Firefox'));
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

  /** The call goes on in this tab, and the BYE of the remote party arrives there. */
  async function goesOn(tab: Tab, bob: Person): Promise<void> {
    await hear({ tab }, bob);
    const shown = new PhoneOnPage(tab.page);
    await bob.phone.press('Hang up');
    await shown.shows('The other side ended the call');
    await shown.isIdle();
    expect(tab.errors).to.deep.equal([]);
  }

  it('that crashes in a call: the call goes on in a second tab', async function () {
    const bob = await talk(this);
    const second = await alice.another(alice.page.url());
    await new PhoneOnPage(second.page).shows('Active in another tab');
    const [first, other] = [await processOfPage(browser, alice.page), await processOfPage(browser, second.page)];
    expect(first, 'a process of its own').to.not.equal(other);
    await listenForSilence(bob.tab.page);
    process.kill(first, 'SIGKILL');
    await hear({ tab: second }, bob);
    const silence = await longestSilence(bob.tab.page);
    console.log(`      silence at the remote party: ${silence} ms`);
    expect(silence).to.be.below(LIMIT);
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

  if (!LONG) return;

  /** Stops the processes of all pages, as while a device sleeps. */
  async function stopped(run: () => Promise<unknown>): Promise<void> {
    const ids = pageProcesses(browser);
    for (const id of ids) process.kill(id, 'SIGSTOP');
    try {
      await run();
    } finally {
      for (const id of ids) process.kill(id, 'SIGCONT');
    }
  }

  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STOPPED));

  it('that stands still for 30 s in a call: both parties hear each other, and the end arrives', async function () {
    const bob = await talk(this);
    await stopped(pause);
    await goesOn(alice, bob);
  });

  it('that stands still for 30 s on a connection that died: it is not ready for longer than 5 s, then connected again', async function () {
    const bob = await register(this);
    relay.wires.at(-1)!.stall();
    await stopped(pause);
    const start = performance.now();
    await phone.shows(/^(?!.*Ready)/s);
    const took = Math.round(performance.now() - start);
    console.log(`      not ready ${took} ms after it goes on: ${await phone.text()}`);
    expect(took).to.be.below(7000);
    await phone.shows('Ready');
    await bob.phone.dial('alice');
    await goesOn(alice, bob);
  });

  it('that stands still for 30 s on a connection that died: a call that is placed at once goes out', async function () {
    const bob = await register(this);
    relay.wires.at(-1)!.stall();
    await stopped(pause);
    const start = performance.now();
    await alice.page.evaluate(() => void document.querySelector('sip-phone')!.call('bob'));
    await hear({ tab: alice }, bob);
    console.log(`      heard ${Math.round(performance.now() - start)} ms after it goes on`);
    await goesOn(alice, bob);
  });
});
