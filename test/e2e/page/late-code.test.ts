/**
 * Code that is loaded later, from a server that refuses it (HTML §8.1.4.2: a browser may keep the failure for the life of the page).
 * Subjects: late code refused by the server, tested.
 */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { treeText } from '../../../scripts/accessibility-tree.mjs';
import { BROWSERS, openTab, type BrowserName, type Tab } from '../support/browser.js';
import { serveCdn, type CdnSite } from '../support/cdn-site.js';
import { phoneMarkup, TestPages } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { waitForSound, waitForSoundAt } from '../support/sound.js';
import { theSite } from '../support/site.js';
import { until } from '../support/until.js';

/** An account whose server does not exist: the phone shows its tabs, and does not load views in idle time, as it never signs in. */
const OFFLINE = `<sip-phone layout="compact" server="ws://127.0.0.1:9" uri="sip:alice@example.com" password="x"></sip-phone>`;
const VIEWS = /\/views-/;

/** What Chromium tells a screen reader of this element. */
async function treeOf(page: Tab['page'], selector: string): Promise<string> {
  const devtools = await page.createCDPSession();
  try {
    const { result } = await devtools.send('Runtime.evaluate', {
      expression: `document.querySelector(${JSON.stringify(selector)})`,
    });
    const { node } = await devtools.send('DOM.describeNode', { objectId: result.objectId! });
    await devtools.send('Accessibility.enable');
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    return treeText(nodes, node.backendNodeId);
  } finally {
    await devtools.detach();
  }
}

describe('Code that is loaded later', () => {
  let site: CdnSite;
  const pages = new TestPages();

  before(async function () {
    // It builds the modules for a script tag.
    this.timeout(300_000);
    site = await serveCdn();
  });

  after(() => site?.stop());

  afterEach(() => {
    site.refuse = undefined;
    site.requests.length = 0;
  });

  const open = async (context: Context, browser: BrowserName, modules: string[], body: string): Promise<Tab> => {
    return pages.add(await openTab(context, site.page(modules, body), browser));
  };
  const views = (): string[] => site.requests.filter((path) => VIEWS.test(path));

  const BUTTON = `<sip-click-to-call target="1000" server="ws://127.0.0.1:9" uri="sip:web@example.com"></sip-click-to-call>`;
  const LIVE = /\/live-chunk-/;

  for (const browser of BROWSERS) {
    describe(`a button that calls, in ${browser},`, () => {
      it('requests the code of the phone when the focus is on it, and not before', async function () {
        const { page } = await open(this, browser, ['sip-click-to-call.js'], BUTTON);
        const button = new PhoneOnPage(page, 'sip-click-to-call');
        await button.shows('Call us');
        const first = [...site.requests];
        expect(first.filter((path) => LIVE.test(path) || path.includes('/phone-'))).to.deep.equal([]);
        await page.focus('sip-click-to-call');
        await until('the code of the phone', () => site.requests.some((path) => LIVE.test(path)));
      });

      it('says that the code did not come, also in a live region outside of the button, and is pressed again', async function () {
        let refuses = true;
        site.refuse = { path: LIVE, refuses: () => refuses };
        const { page } = await open(this, browser, ['sip-click-to-call.js'], BUTTON);
        const button = new PhoneOnPage(page, 'sip-click-to-call');
        await button.shows('Call us');
        await page.click('sip-click-to-call');
        await button.shows('This could not be loaded. Try again');
        if (browser === 'Chromium')
          expect(await treeOf(page, 'sip-click-to-call')).to.match(
            /^( *)button "This could not be loaded\. Try again".*\n\1status.*\n\1 {2}text "This could not be loaded\. Try again"$/m,
          );
        refuses = false;
        await until('the call', async () => {
          await page.click('sip-click-to-call');
          return page.$eval('sip-click-to-call', (element) => element.matches(':state(loading), :state(ended)'));
        });
      });
    });

    describe(`in ${browser}`, () => {
      it('is requested when a view is opened, and not before', async function () {
        const { page } = await open(this, browser, ['sip-phone.js'], OFFLINE);
        const phone = new PhoneOnPage(page);
        await phone.shows('Keypad');
        expect(views()).to.deep.equal([]);
        await phone.open('Recents');
        await phone.shows('No calls yet');
        expect(views()).to.have.length(1);
      });

      it('is loaded by a press on "Try again" where the server refused it once', async function () {
        let refused = 0;
        site.refuse = { path: VIEWS, refuses: () => refused++ === 0 };
        const { page } = await open(this, browser, ['sip-phone.js'], OFFLINE);
        const phone = new PhoneOnPage(page);
        await phone.shows('Keypad');
        await phone.open('Recents');
        await phone.shows('This could not be loaded.');
        await phone.press('Try again');
        await phone.shows('No calls yet');
      });

      it('is tried again by itself, also when the network is back, where the server always refuses it', async function () {
        let refuses = true;
        site.refuse = { path: VIEWS, refuses: () => refuses };
        const { page } = await open(this, browser, ['sip-phone.js'], OFFLINE);
        const phone = new PhoneOnPage(page);
        await phone.shows('Keypad');
        await phone.open('Recents');
        await phone.shows('This could not be loaded.');
        await until('a further request', () => views().length >= 2);
        await phone.shows('This could not be loaded.');
        refuses = false;
        await page.evaluate(() => dispatchEvent(new Event('online')));
        await phone.shows('No calls yet');
      });
    });
  }

  it('that asks before a link calls is there before a link is pressed, also where the server refused it once', async function () {
    const QUESTION = /\/page-call-chunk-/;
    let refused = 0;
    site.refuse = { path: QUESTION, refuses: () => refused++ === 0 };
    const { pbx } = await theSite();
    await open(
      this,
      'Chromium',
      ['sip-phone.js', 'sip-links.js'],
      `<main><a href="tel:9001">9001</a></main>
      ${phoneMarkup(pbx, 'alice', 'id="phone" layout="compact"')}<sip-links for="phone" scope="main"></sip-links>`,
    );
    await until('the second request', () => site.requests.filter((path) => QUESTION.test(path)).length === 2);
  });

  it('is not needed by a call, which is made, continued after a reload, held, transferred, answered and ended while the server refuses all of it', async function () {
    let refuses = true;
    // What a phone loads at once; every other file is loaded later.
    site.refuse = { path: /^\/chunks\/(?!(?:base|elements|pace|phone|shared|sip-phone)-)/, refuses: () => refuses };
    const elsewhere = await theSite();
    const bob = await pages.open(this, 'bob', 'follow-transfers');
    const { page } = await open(
      this,
      'Chromium',
      ['sip-phone.js'],
      phoneMarkup(elsewhere.pbx, 'alice', 'layout="compact"'),
    );
    const alice = new PhoneOnPage(page);
    await alice.shows('Ready');
    await until('a request in idle time', () => views().length > 0);
    await alice.dial('bob');
    await bob.phone.press('Answer');
    await waitForSoundAt(page, bob.tab.page);
    await page.reload();
    await waitForSoundAt(page, bob.tab.page);
    for (const [name, done] of [
      ['Mute', 'Unmute'],
      ['Unmute', 'Mute'],
      ['Hold', 'On hold'],
      ['Resume', 'Hold'],
    ] as const) {
      await alice.press(name);
      await alice.shows(done);
    }
    await alice.press('More');
    await alice.shows('This could not be loaded.');
    await alice.press('Transfer');
    await alice.search('Transfer to', 'echo');
    await alice.press('Transfer now');
    await alice.isIdle();
    await waitForSound(bob.tab.page);
    await bob.phone.press('Hang up');
    await bob.phone.clear();
    await bob.phone.dial('alice');
    await alice.press('Answer');
    await waitForSoundAt(page, bob.tab.page);
    refuses = false;
    await alice.press('More');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await alice.shows('Devices and volume');
    await alice.press('Hang up');
    await alice.shows('You ended the call');
  });
});
