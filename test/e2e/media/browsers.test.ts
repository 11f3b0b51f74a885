/** One browser calls another: the received audio is measured at both ends, in the call, on hold, muted and after it. */
import { expect } from 'chai';
import { openTab, type BrowserName, type Tab } from '../support/browser.js';
import { phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { hears, hearsNothing, installVoice } from '../support/voices.js';

const ALICE = 440;
const BOB = 1000;

const PAIRS: readonly (readonly [BrowserName, BrowserName])[] = [
  ['Firefox', 'Chromium'],
  ['Chromium', 'Firefox'],
  ['Firefox', 'Firefox'],
];

describe('A call between browsers', function () {
  // The first one starts both.
  this.timeout(120_000);
  const tabs: Tab[] = [];
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });

  async function join(context: Mocha.Context, browser: BrowserName, name: string, hertz: number): Promise<PhoneOnPage> {
    const site = await theSite();
    const tab = await openTab(context, site.page(phoneMarkup(site.pbx, name)), browser, (page) =>
      page.evaluateOnNewDocument(installVoice, hertz),
    );
    tabs.push(tab);
    const phone = new PhoneOnPage(tab.page);
    await phone.shows('Ready');
    return phone;
  }

  for (const [caller, callee] of PAIRS)
    it(`from ${caller} to ${callee} has audio in both directions, and none while it is held`, async function () {
      const alice = await join(this, caller, 'alice', ALICE);
      const bob = await join(this, callee, 'bob', BOB);
      const [atAlice, atBob] = tabs.map(({ page }) => page) as [Tab['page'], Tab['page']];
      await alice.dial('bob');
      await bob.press('Answer');
      await Promise.all([hears(atBob, [ALICE], [BOB]), hears(atAlice, [BOB], [ALICE])]);
      await alice.press('Hold');
      await Promise.all([hearsNothing(atBob, ALICE), hearsNothing(atAlice, BOB)]);
      await alice.press('Resume');
      await Promise.all([hears(atBob, [ALICE], [BOB]), hears(atAlice, [BOB], [ALICE])]);
      await bob.press('Mute');
      await hearsNothing(atAlice, BOB);
      await bob.press('Hang up');
      await alice.shows('The other side ended the call');
      for (const { page } of tabs) expect(await page.evaluate(() => openPeerConnections())).to.equal(0);
    });
});
