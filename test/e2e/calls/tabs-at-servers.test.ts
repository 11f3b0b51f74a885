/** A call of two tabs of one site at each kind of server, and in Firefox (option `browserTabs`); more of it at the pocket PBX: `tabs.test.ts`. */

import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import type { BrowserName, Tab } from '../support/browser.js';
import type { SipServer } from '../support/kamailio.js';
import { hear, TestPages, type Person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { SERVERS } from '../support/servers.js';
import { listenForSilence, longestSilence, waitForSilence, waitForSound } from '../support/sound.js';

/** The longest silence that the remote party may receive, ms: in `npm run test:long`, which has the machine for itself, as in `tabs.test.ts`. */
const LIMIT = process.env['LONG_TESTS'] === 'true' ? 1500 : 15_000;

const LONG = process.env['LONG_TESTS'] === 'true';

/** The same for a call that is moved with both tabs open. */
const GAP = 150;

const RUNS: readonly (readonly [server: keyof typeof SERVERS, browser: BrowserName])[] = [
  ['Kamailio', 'Chromium'],
  ...(LONG ? ([['Kamailio with rtpengine', 'Chromium']] as const) : []),
  ['Asterisk 22', 'Chromium'],
  ['pocket PBX', 'Firefox'],
];

/** Ways in which the tab with the call disappears: each in Chromium in the long run. A renderer of Firefox can have several tabs. */
const ENDS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'is closed': (page) => page.close(),
  'crashes, its renderer killed': async (page) => {
    const session = await page.createCDPSession();
    // The answer never arrives, as the page has gone.
    void session.send('Page.crash').catch(() => undefined);
  },
  'goes to another site': (page) => page.evaluate(() => void (location.href = 'about:blank')),
};

for (const [name, browser] of RUNS)
  describe(`Two tabs of one site: ${name}, ${browser}`, function () {
    this.timeout(120_000);
    let server: SipServer | undefined;
    const pages = new TestPages({ server: () => server!, alice: browser });

    before(async function () {
      server = await SERVERS[name]!(this);
    });
    after(() => server?.stop());

    /** A call with Bob, that the first of two tabs has and both show. */
    async function talkInFirst(context: Context): Promise<[alice: Person, tab: Tab, second: PhoneOnPage, bob: Person]> {
      const [alice, bob] = await pages.talk(context, { alice: 'trace', bob: 'trace' });
      const tab = await alice.tab.another(alice.tab.page.url());
      const second = new PhoneOnPage(tab.page);
      await second.shows('Active in another tab');
      return [alice, tab, second, bob];
    }

    for (const [way, end] of Object.entries(ENDS).slice(0, LONG && browser === 'Chromium' ? undefined : 1))
      it(`show and command one call, which goes on in the second when the first ${way}`, async function () {
        const [alice, tab, second, bob] = await talkInFirst(this);
        const far = bob.tab.page;
        await second.press('Mute');
        await waitForSilence(far);
        await second.press('Unmute');
        await waitForSound(far);
        await Promise.all([listenForSilence(far), listenForSilence(tab.page)]);
        await end(alice.tab.page);
        await hear({ tab }, bob);
        const silences = [await longestSilence(far), await longestSilence(tab.page)];
        console.log(
          `      silence at the remote party: ${silences[0]} ms; heard in the second tab after ${silences[1]} ms`,
        );
        expect(silences[0]).to.be.below(LIMIT);
        if (LONG) expect(silences[1]).to.be.below(LIMIT);
        await bob.phone.press('Hang up');
        await second.shows('The other side ended the call');
        await second.isIdle();
        expect(tab.errors).to.deep.equal([]);
      });

    if (LONG && browser === 'Chromium')
      it('continue a call in a tab that is opened after the only one has crashed', async function () {
        const [alice, bob] = await pages.talk(this, { alice: 'trace', bob: 'trace' });
        const url = alice.tab.page.url();
        await alice.tab.page.waitForFunction(() =>
          Object.keys(localStorage).some((key) => key.startsWith('sip-elements:calls:')),
        );
        await ENDS['crashes, its renderer killed']!(alice.tab.page);
        const tab = await alice.tab.another(url);
        const phone = new PhoneOnPage(tab.page);
        await phone.shows('Mute', 40_000);
        await hear({ tab }, bob);
        await bob.phone.press('Hang up');
        await phone.shows('The other side ended the call');
        await phone.isIdle();
        expect(tab.errors).to.deep.equal([]);
      });

    if (LONG)
      it('move a call to the tab where the user presses "Use here", without a gap', async function () {
        const [alice, tab, second, bob] = await talkInFirst(this);
        const far = bob.tab.page;
        await tab.page.bringToFront();
        await listenForSilence(far);
        await second.press('Use here');
        await hear({ tab }, bob);
        await alice.phone.shows('Active in another tab');
        const silence = await longestSilence(far);
        console.log(`      silence at the remote party: ${silence} ms`);
        expect(silence).to.be.below(GAP);
        await bob.phone.press('Hang up');
        await second.shows('The other side ended the call');
        expect([...alice.tab.errors, ...tab.errors]).to.deep.equal([]);
      });
  });
