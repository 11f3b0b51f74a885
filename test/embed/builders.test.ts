/**
 * Models of pages of site builders, which cannot be had here: each has what the builder documents about its pages (frozen browser APIs,
 * policies, frames), and the code of docs/embedding.md.
 */
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { fixtureText, serveStatic, type StaticSite } from './support/static-site.js';
import { twoAtOnce } from './support/at-once.js';
import { Project } from './support/tarball.js';

/** What Wix documents of its pages: `fetch` cannot be replaced, cookies cannot be written, and `srcdoc` of a frame is an error. */
const WIX = `<script>
  Object.defineProperty(window, 'fetch', { value: window.fetch.bind(window), writable: false, configurable: false });
  Object.defineProperty(document, 'cookie', { get: () => '', set() {} });
  Object.defineProperty(HTMLIFrameElement.prototype, 'srcdoc', { set() { throw new Error('srcdoc is blocked'); } });
  Object.freeze(customElements.__proto__);
</script>`;
/** Renders a template of Shopify as its pages do, by LiquidJS of the registry. */
async function liquid(template: string, variables: object): Promise<string> {
  interface LiquidModule {
    readonly Liquid: new () => { parseAndRender(template: string, variables: object): Promise<string> };
  }
  const project = Project.createEmpty();
  await project.install('liquidjs@10');
  const { Liquid } = createRequire(project.path('package.json'))('liquidjs') as LiquidModule;
  return new Liquid().parseAndRender(template, variables);
}

/** The policy of each page of a Shopify store. */
const SHOPIFY = "block-all-mixed-content; frame-ancestors 'none'; upgrade-insecure-requests;";

// The recipes of docs/embedding.md: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A page of a site builder', function () {
    this.timeout(600_000);
    let pbx: PocketPbx;
    let site: StaticSite;
    let results: ReadonlyMap<string, () => Promise<void>>;

    const page = (body: string, head = ''): string =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
    let server: string;
    const fixture = (name: string): string =>
      fixtureText(`builders/${name}`)
        .replaceAll('https://unpkg.com/sip-elements@0.1.0/dist', '')
        .replaceAll('wss://pbx.example.com/ws', server)
        .replaceAll('https://phone.example.com', '')
        .replaceAll('@example.com', `@${pbx.realm}`);

    async function inTab(context: Context, path: string, work: (tab: Tab) => Promise<void>): Promise<void> {
      const tab = await openTab(context, site.url(path));
      try {
        await work(tab);
        expect(tab.errors).to.deep.equal([]);
      } finally {
        await tab.close();
      }
    }

    /** Calls with the phone of the page, until sound flows in both directions. */
    async function calls(shown: Page, tag: 'sip-dock' | 'sip-phone'): Promise<void> {
      await shown.waitForFunction((name) => document.querySelector(name)?.state?.account.status === 'ready', {}, tag);
      await shown.$eval(tag, (element) => void element.call('echo'));
      await waitForSound(shown);
      await shown.$eval(tag, (element) => element.hangUp());
    }

    const PAGES: Readonly<Record<string, (context: Context) => Promise<void>>> = {
      'has a phone that calls: Wix, as custom code at the end of the body': async (context) => {
        site.add('/wix.html', page(fixture('wix.html'), WIX));
        await inTab(context, '/wix.html', ({ page: shown }) => calls(shown, 'sip-dock'));
      },
      'has a phone that calls: Wix, as a custom element whose file is a script without a type': async (context) => {
        const element = `<div id="comp"></div><script>
        const element = document.createElement('sip-phone');
        document.querySelector('#comp').append(element);
        for (const [name, value] of Object.entries({ server: '${server}', 'credentials-src': '/_functions/account' }))
          element.setAttribute(name, value);
      </script><script src="/cdn/sip-elements.iife.js" async></script>`;
        site.add('/wix-element.html', page(element, WIX));
        await inTab(context, '/wix-element.html', ({ page: shown }) => calls(shown, 'sip-phone'));
      },
      'has a phone that names the sandbox: the editor and the preview of Wix, frames without an origin': async (
        context,
      ) => {
        const account = `uri="sip:alice@${pbx.realm}" password="alice-demo"`;
        const phone = `<script type="module" src="/cdn/sip-phone.js"></script><sip-phone server="${server}" ${account}></sip-phone>`;
        site.add('/preview.html', page(phone, WIX));
        const frame =
          '<iframe src="/preview.html" sandbox="allow-scripts" allow="microphone" width="400" height="700">';
        site.add('/editor.html', page(frame));
        await inTab(context, '/editor.html', async ({ page: shown }) => {
          const inner = await (await shown.waitForSelector('iframe'))!.contentFrame();
          const framed = new PhoneOnPage(inner);
          await framed.shows('Ready');
          await framed.dial('echo');
          await framed.shows('This frame may not use the microphone.');
          await framed.shows('sandbox="allow-scripts allow-same-origin"');
        });
      },
      'has a phone that calls: Squarespace, after its content was swapped': async (context) => {
        const block = fixture('squarespace-block.html');
        site.add('/squarespace.html', page('<main>Home</main>', fixture('squarespace.html')));
        await inTab(context, '/squarespace.html', async ({ page: shown }) => {
          await shown.$eval('main', (main, html) => void (main.innerHTML = html), block);
          await calls(shown, 'sip-phone');
        });
      },
      'has a button that calls: Shopify, with the policy of its pages': async (context) => {
        const code = await liquid(fixture('shopify.liquid'), { request: { locale: { iso_code: 'de' } } });
        expect(code).to.contain('lang="de"').and.not.contain('{{');
        site.add('/shopify.html', page(code), SHOPIFY);
        await inTab(context, '/shopify.html', async ({ page: shown, log }) => {
          const button = (await shown.waitForSelector('sip-click-to-call >>> button', { visible: true }))!;
          await button.evaluate((element) => (element as HTMLButtonElement).click());
          await waitForSound(shown);
          expect(log.filter((line) => line.includes('Content Security Policy'))).to.deep.equal([]);
        });
      },
    };

    before(async function () {
      pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS, origins: ['*'] });
      server = (await pbx.listen({ port: 0 })).url;
      site = await serveStatic();
      const account = JSON.stringify({ uri: `sip:alice@${pbx.realm}`, username: 'alice', password: 'alice-demo' });
      for (const path of ['/account.json', '/_functions/account', '/apps/phone/account']) site.add(path, account);
      results = twoAtOnce(Object.keys(PAGES), (name) => PAGES[name]!(this));
    });

    after(async () => {
      await site?.stop();
      await pbx?.close();
    });

    for (const name of Object.keys(PAGES)) it(name, () => results.get(name)!());
  });
