/** A call of two tabs of one site at each kind of server, and in Firefox (option `browserTabs`); more of it at the pocket PBX: `tabs.test.ts`. */

import { expect } from 'chai';
import type { BrowserName } from '../support/browser.js';
import type { SipServer } from '../support/kamailio.js';
import { hear, person, TestPages } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { SERVERS } from '../support/servers.js';
import { theSite } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSilence, waitForSound } from '../support/sound.js';

/** The longest silence that the remote party may receive, ms: in `npm run test:long`, which has the machine for itself, as in `tabs.test.ts`. */
const LIMIT = process.env['LONG_TESTS'] === 'true' ? 1500 : 15_000;

const RUNS: readonly (readonly [server: keyof typeof SERVERS, browser: BrowserName])[] = [
  ['Kamailio', 'Chromium'],
  ['Asterisk 22', 'Chromium'],
  ['pocket PBX', 'Firefox'],
];

for (const [name, browser] of RUNS)
  describe(`Two tabs of one site: ${name}, ${browser}`, function () {
    this.timeout(120_000);
    let server: SipServer | undefined;
    const pages = new TestPages();

    after(() => server?.stop());

    it('show and command one call, which goes on in the second when the first is closed', async function () {
      server = await SERVERS[name]!(this);
      const site = await theSite();
      const bob = await person(this, site, server, 'bob', 'auto-answer trace');
      pages.add(bob.tab);
      const alice = await person(this, site, server, 'alice', 'trace', 'Ready', browser);
      pages.add(alice.tab);
      const far = bob.tab.page;
      await alice.phone.dial('bob');
      await hear(alice, bob);
      const tab = await alice.tab.another(alice.tab.page.url());
      const second = new PhoneOnPage(tab.page);
      await second.says('Active in another tab');
      await second.press('Mute');
      await waitForSilence(far);
      await second.press('Unmute');
      await waitForSound(far);
      await listenForSilence(far);
      await alice.tab.page.close();
      await hear({ tab }, bob);
      const silence = await longestSilence(far);
      console.log(`      silence at the far end: ${silence} ms`);
      expect(silence).to.be.below(LIMIT);
      await bob.phone.press('Hang up');
      await second.says('The other side ended the call');
      await second.isIdle();
      expect(tab.errors).to.deep.equal([]);
    });
  });
