/** A call whose device changes its network: the address is gone, and another one takes its place (RFC 8445 §2.4, RFC 5626 §4.4). */
import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { startAsterisk, type Asterisk } from '../support/asterisk.js';
import { BROWSERS, openTabIn, type BrowserName, type Tab } from '../support/browser.js';
import { phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSound } from '../support/sound.js';
import { TwoLinks } from '../support/two-links.js';

const LONG = process.env['LONG_TESTS'] === 'true';

/** The longest silence, ms: in `npm run test:long`, which has the machine for itself; else only a call that ended fails. */
const LIMIT = LONG ? 4000 : 15_000;

const RUNS: readonly (readonly [server: 'pocket PBX' | 'Asterisk 22', browser: BrowserName])[] = LONG
  ? (['pocket PBX', 'Asterisk 22'] as const).flatMap((server) => BROWSERS.map((browser) => [server, browser] as const))
  : [['pocket PBX', 'Chromium']];

for (const [at, name] of RUNS)
  describe(`A phone in a call whose address is removed: ${at}, ${name}`, function () {
    this.timeout(120_000);
    let links: TwoLinks | undefined;
    let alice: Tab | undefined;
    let bob: Tab | undefined;
    let asterisk: Asterisk | undefined;

    after(async () => {
      await alice?.close();
      await bob?.close();
      await asterisk?.stop();
      await links?.close();
    });

    it('restarts ICE over the other link; the sound comes back, and the BYE arrives', async function () {
      const site = await theSite();
      links = new TwoLinks();
      const host = await links.forward(Number(new URL(site.url).port));
      if (at === 'Asterisk 22') asterisk = await startAsterisk(needs(this, 'asterisk'), { network: links });
      const server = asterisk ?? { ...site.pbx, url: `ws://${host}/sip` };
      const address = (who: string, attributes = ''): string => {
        const page = new URL(site.page(phoneMarkup(server, who, attributes)));
        return `http://${host}${page.pathname}${page.search}`;
      };
      bob = await openTabIn(await links.remoteBrowser(this, `http://${host}`), address('bob', 'auto-answer'));
      const remote = new PhoneOnPage(bob.page);
      await remote.shows('Ready');
      alice = await openTabIn(await links.browser(this, `http://${host}`, name), address('alice'));
      const phone = new PhoneOnPage(alice.page);
      await phone.shows('Ready');
      await phone.dial('bob');
      await waitForSound(bob.page);
      await waitForSound(alice.page);
      for (const [gone, next] of [
        ['wlan', 'cell'],
        ['cell', 'wlan'],
      ] as const) {
        await listenForSilence(alice.page);
        await listenForSilence(bob.page);
        links.disconnect(gone);
        links.connect(next);
        await waitForSound(bob.page);
        await waitForSound(alice.page);
        const silences = [await longestSilence(alice.page), await longestSilence(bob.page)];
        console.log(`      silence at the two ends, from ${gone} to ${next}: ${silences.join(' and ')} ms`);
        expect(Math.max(...silences)).to.be.below(LIMIT);
      }
      await phone.shows('Hang up');
      await remote.press('Hang up');
      await phone.isIdle();
    });
  });
