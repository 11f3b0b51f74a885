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

  for (const browser of BROWSERS) {
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
