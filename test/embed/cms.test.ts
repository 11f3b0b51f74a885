/** Marks in content management systems: their editors with the configuration of docs/embedding.md, models of their filters, and a call. */
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { drupalFilter, joomlaFilter, typo3Filter } from './support/cms-filters.js';
import { drupalSupport, installEditors, typo3Support, type Editors } from './support/cms.js';
import { fixturePage, fixtureText, serveStatic, type StaticSite } from './support/static-site.js';

// The editors are installed from the registry: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A content management system', function () {
    this.timeout(600_000);
    let pbx: PocketPbx;
    let site: StaticSite;
    let server: string;
    let editors: Editors;
    let editing: Tab;
    let tab: Tab | undefined;

    before(async function () {
      pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
      server = (await pbx.listen({ port: 0 })).url;
      site = await serveStatic();
      editors = await installEditors(site);
      const account = { uri: `sip:alice@${pbx.realm}`, username: 'alice', password: 'alice-demo' };
      site.add('/account.json', JSON.stringify(account));
      editing = await openTab(this, site.url('/editors.html'));
    });

    afterEach(async () => {
      await tab?.close();
      tab = undefined;
    });

    after(async () => {
      await editing?.close();
      await site?.stop();
      await pbx?.close();
    });

    const adapt = (text: string): string =>
      text
        .replaceAll('https://unpkg.com/sip-elements@0.1.0/dist', '')
        .replaceAll('wss://pbx.example.com/ws', server)
        .replaceAll('@example.com', `@${pbx.realm}`);
    const page = (body: string): string =>
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,"><body>${body}</body></html>`;

    /** What an author writes: marks, and a tag that filters take out. */
    const content = (): string =>
      adapt(`<div data-sip="phone" data-sip-layout="compact">Our phone</div>
<p>Call <a data-sip="call" data-sip-target="echo@example.com">echo@example.com</a>.</p>
<sip-phone server="wss://evil.example/"></sip-phone>`);

    const drupal = fixtureText('cms/drupal.txt');
    const KINDS: Readonly<Record<string, () => Promise<string>>> = {
      Drupal: async () => drupalFilter(await editors.ckeditor(editing.page, content(), drupalSupport(drupal)), drupal),
      TYPO3: async () => {
        const support = typo3Support(editors.load('yaml') as { parse(text: string): unknown });
        return typo3Filter(await editors.ckeditor(editing.page, content(), support));
      },
      Joomla: async () => joomlaFilter(await editors.tinymce(editing.page, content())),
    };

    for (const [name, save] of Object.entries(KINDS))
      it(`keeps marks in its editor and its filter, and they call: ${name}`, async function () {
        const saved = await save();
        expect(saved).not.to.include('sip-phone');
        const loader = /<script[^]*<\/script>/.exec(fixturePage('marks.html'))![0];
        site.add('/page.html', page(adapt(loader) + saved));
        tab = await openTab(this, site.url('/page.html'));
        const phone = new PhoneOnPage(tab.page);
        await phone.shows('Ready');
        await tab.page.waitForSelector('a[data-sip-link]');
        await tab.page.click('a');
        await waitForSound(tab.page);
        await phone.press('Hang up');
        expect(tab.errors).to.deep.equal([]);
      });

    it('strips marks with CKEditor 5 where its configuration does not name them', async () => {
      expect(await editors.ckeditor(editing.page, content())).not.to.include('data-sip');
    });
  });
