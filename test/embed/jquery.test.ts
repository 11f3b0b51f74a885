/**
 * A page whose scripts move the phone by jQuery, of the registry, during a call.
 * Subjects: phone moved by jQuery, test.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { until } from '../e2e/support/until.js';
import { serveStatic, type StaticSite } from './support/static-site.js';
import { Project } from './support/tarball.js';

/** How pages move an element: by jQuery alone, each in one task. */
const MOVES: Readonly<Record<string, string>> = {
  'takes it out and puts it elsewhere': `$('sip-phone').detach().appendTo('#right')`,
  'appends it to another place': `$('#left').append($('sip-phone'))`,
  'wraps it': `$('sip-phone').wrap('<div class="frame"><div></div></div>')`,
  'unwraps it': `$('sip-phone').unwrap().unwrap()`,
  'puts the place of it elsewhere': `$('#left').detach().prependTo('main')`,
};

/** The longest wait for the events of a page, ms, on a machine under load. */
const LIMIT = 60_000;

// jQuery is installed from the registry: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A page with jQuery', function () {
    this.timeout(600_000);
    let pbx: PocketPbx;
    let site: StaticSite;
    let tab: Tab;
    let phone: PhoneOnPage;

    before(async function () {
      pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
      const { url } = await pbx.listen({ port: 0 });
      site = await serveStatic();
      const project = Project.createEmpty();
      await project.install('jquery@4');
      site.add('/jquery.js', readFileSync(project.path('node_modules/jquery/dist/jquery.min.js'), 'utf8'));
      site.add(
        '/page.html',
        `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/jquery.js"></script>
<script type="module" src="/cdn/sip-phone.js"></script>
<main><div id="left"><sip-phone server="${url}" uri="sip:alice@${pbx.realm}" password="alice-demo" layout="compact"></sip-phone></div>
<div id="right"></div></main></html>`,
      );
      tab = await openTab(this, site.url('/page.html'));
      phone = new PhoneOnPage(tab.page);
      await tab.page.evaluate(`globalThis.heard = [];
        $(document).on('sip-call-terminated sip-call-summary', ({ type }) => heard.push(type));
        globalThis.first = document.querySelector('sip-phone');`);
      await phone.shows('Ready');
      await phone.dial('echo');
      await waitForSound(tab.page);
    });

    after(async () => {
      await tab?.close();
      await site?.stop();
      await pbx?.close();
    });

    const heard = (): Promise<string[]> => tab.page.evaluate('heard') as Promise<string[]>;

    for (const [what, move] of Object.entries(MOVES))
      it(`keeps the call when it ${what}`, async () => {
        await tab.page.evaluate(`void ${move}`);
        expect(
          await tab.page.evaluate(`document.querySelectorAll('sip-phone').length === 1 && $('sip-phone')[0] === first`),
        ).to.equal(true);
        await waitForSound(tab.page);
        // By its buttons: the element has rendered at its new place.
        await phone.press('Mute');
        await phone.press('Unmute');
        expect(await heard()).to.deep.equal([]);
      });

    it('ends the call when it removes the phone: handlers at the document get its end and its summary', async () => {
      await tab.page.evaluate(`void $('sip-phone').remove()`);
      await until('both events', async () => (await heard()).length >= 2, LIMIT);
      expect(await heard()).to.have.members(['sip-call-terminated', 'sip-call-summary']);
      expect(tab.errors).to.deep.equal([]);
    });
  });
