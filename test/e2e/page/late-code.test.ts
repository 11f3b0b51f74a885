/** Code that is loaded later, from a server that refuses it (HTML §8.1.4.2: a browser may keep the failure for the life of the page). */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { BROWSERS, openTab, type BrowserName, type Tab } from '../support/browser.js';
import { serveCdn, type CdnSite } from '../support/cdn-site.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { until } from '../support/until.js';

/** An account whose server does not exist: the phone shows its tabs, and does not load views in idle time, as it never signs in. */
const OFFLINE = `<sip-phone layout="compact" server="ws://127.0.0.1:9" uri="sip:alice@example.com" password="x"></sip-phone>`;
const VIEWS = /\/views-/;

describe('Code that is loaded later', () => {
  let site: CdnSite;
  const tabs: Tab[] = [];

  before(async () => {
    site = await serveCdn();
  });

  after(() => site?.stop());

  afterEach(async () => {
    site.refuse = undefined;
    site.requests.length = 0;
    await Promise.all(tabs.splice(0).map((tab) => tab.close()));
  });

  const open = async (context: Context, browser: BrowserName, modules: string[], body: string): Promise<Tab> => {
    const tab = await openTab(context, site.page(modules, body), browser);
    tabs.push(tab);
    return tab;
  };
  const views = (): string[] => site.requests.filter((path) => VIEWS.test(path));

  const BUTTON = `<sip-click-to-call target="1000" server="ws://127.0.0.1:9" uri="sip:web@example.com"></sip-click-to-call>`;
  const LIVE = /\/live-chunk-/;

  for (const browser of BROWSERS) {
    describe(`a button that calls, in ${browser},`, () => {
      it('requests the code of the phone when the focus is on it, and not before', async function () {
        const { page } = await open(this, browser, ['sip-click-to-call.js'], BUTTON);
        const button = new PhoneOnPage(page, 'sip-click-to-call');
        await button.says('Call us');
        const first = [...site.requests];
        expect(first.filter((path) => LIVE.test(path) || path.includes('/phone-'))).to.deep.equal([]);
        await page.focus('sip-click-to-call');
        await until('the code of the phone', () => site.requests.some((path) => LIVE.test(path)));
      });

      it('says that the code did not come, and is pressed again', async function () {
        let refused = 0;
        site.refuse = { path: LIVE, refuses: () => refused++ < 2 };
        const { page } = await open(this, browser, ['sip-click-to-call.js'], BUTTON);
        const button = new PhoneOnPage(page, 'sip-click-to-call');
        await button.says('Call us');
        await page.click('sip-click-to-call');
        await button.says('This could not be loaded. Try now');
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
        await phone.says('Keypad');
        expect(views()).to.deep.equal([]);
        await phone.open('Recents');
        await phone.says('No calls yet');
        expect(views()).to.have.length(1);
      });

      it('is loaded by a press on "Try now" where the server refused it once', async function () {
        let refused = 0;
        site.refuse = { path: VIEWS, refuses: () => refused++ === 0 };
        const { page } = await open(this, browser, ['sip-phone.js'], OFFLINE);
        const phone = new PhoneOnPage(page);
        await phone.says('Keypad');
        await phone.open('Recents');
        await phone.says('This could not be loaded.');
        await phone.press('Try now');
        await phone.says('No calls yet');
      });

      it('is tried again by itself, also when the network is back, where the server always refuses it', async function () {
        let refuses = true;
        site.refuse = { path: VIEWS, refuses: () => refuses };
        const { page } = await open(this, browser, ['sip-phone.js'], OFFLINE);
        const phone = new PhoneOnPage(page);
        await phone.says('Keypad');
        await phone.open('Recents');
        await phone.says('This could not be loaded.');
        await until('a further request', () => views().length >= 2);
        await phone.says('This could not be loaded.');
        refuses = false;
        await page.evaluate(() => dispatchEvent(new Event('online')));
        await phone.says('No calls yet');
      });
    });
  }
});
