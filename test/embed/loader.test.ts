/** Pages without a build from the packed kit: the loader with marks and elements, and the page for a frame; a real call in each. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Frame } from 'puppeteer-core';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { twoAtOnce } from './support/at-once.js';
import { fixturePage, serveStatic, type StaticSite } from './support/static-site.js';

const LIT_GLOBALS = [
  ...['reactiveElement', 'litHtml', 'litElement'].flatMap((part) => [`${part}Versions`, `${part}PolyfillSupport`]),
  ...['litElementHydrateSupport', 'litPropertyMetadata', 'ShadyCSS'],
];

describe('A page without a build', () => {
  let pbx: PocketPbx;
  let site: StaticSite;
  let server: string;
  let tab: Tab | undefined;

  before(async function () {
    this.timeout(600_000);
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    server = (await pbx.listen({ port: 0 })).url;
    site = await serveStatic();
    const account = { uri: `sip:alice@${pbx.realm}`, username: 'alice', password: 'alice-demo' };
    site.add('/account.json', JSON.stringify(account));
  });

  afterEach(async () => {
    await tab?.close();
    tab = undefined;
  });

  after(async () => {
    await site?.stop();
    await pbx?.close();
  });

  /** The body of a fixture, whose names are those of this server; docs/embedding.md shows it. */
  const fixture = (name: string): string =>
    fixturePage(name)
      .replaceAll('https://unpkg.com/sip-elements@0.1.0/dist', '')
      .replaceAll('wss://pbx.example.com/ws', server)
      .replaceAll('https://phone.example.com', site.url(''))
      .replaceAll('@example.com', `@${pbx.realm}`);
  const page = (body: string): string =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,"><body>${body}</body></html>`;
  const requested = ({ page: shown }: Tab): Promise<string[]> =>
    shown.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => /^\/cdn\/[^/]+\.js$/.test(path))
        .map((path) => path.slice('/cdn/'.length)),
    );

  /** Opens a page and does something in it; the page may have logged no error. */
  async function inTab(context: Context, path: string, work: (tab: Tab) => Promise<void>): Promise<void> {
    const opened = await openTab(context, site.url(path));
    try {
      await work(opened);
      expect(opened.errors).to.deep.equal([]);
    } finally {
      await opened.close();
    }
  }

  describe('with a phone', () => {
    const calls = async ({ page: shown }: Tab): Promise<void> => {
      const phone = new PhoneOnPage(shown);
      await phone.shows('Ready');
      await phone.dial('echo');
      await waitForSound(shown);
      await phone.press('Hang up');
    };
    const underPolicy = (name: string) => async (context: Context) => {
      const content = page(fixture(name)).replaceAll('<script', '<script nonce="page"');
      // The icon of the other pages is an image, which this policy forbids.
      const [, policy] = /^Content-Security-Policy: (.*)/.exec(fixture('policy.txt'))!;
      site.add(`/policy-${name}`, content.replace(/<link rel="icon"[^>]*>/, ''), policy);
      await inTab(context, `/policy-${name}`, async (opened) => {
        await calls(opened);
        const blocked = opened.log.filter((line) => line.includes('Content Security Policy'));
        // The browser asks for an icon by itself.
        expect(blocked.filter((line) => !line.includes('/favicon.ico'))).to.deep.equal([]);
      });
    };
    const calling = (name: string) => async (context: Context) => {
      site.add(`/${name}`, page(fixture(name)));
      await inTab(context, `/${name}`, calls);
    };
    const POLICY =
      'and nothing is blocked by a strict policy with Trusted Types (CSP3, nonce-source and strict-dynamic)';
    const PAGES: Readonly<Record<string, (context: Context) => Promise<void>>> = {
      'loads with the loader the modules of its marks, which call': async (context) => {
        site.add('/marks.html', page(fixture('marks.html')));
        await inTab(context, '/marks.html', async (opened) => {
          const phone = new PhoneOnPage(opened.page);
          await phone.shows('Ready');
          await opened.page.waitForSelector('a[data-sip-link]');
          await opened.page.click('a');
          await waitForSound(opened.page);
          await phone.press('Hang up');
          expect(await requested(opened)).to.have.members(
            ['loader', 'phone', 'marks', 'links', 'click-to-call'].map((name) => `sip-${name}.js`),
          );
        });
      },
      'calls with the phone of loader.html': calling('loader.html'),
      'calls with the phone of module.html': calling('module.html'),
      [`calls with the phone of loader.html, ${POLICY}`]: underPolicy('loader.html'),
      [`calls with the phone of module.html, ${POLICY}`]: underPolicy('module.html'),
      'shows the phone of loader.html, and of one file, where content of the page has the names of global variables of Lit (HTML §7.2.2.3)':
        async (context) => {
          const content = LIT_GLOBALS.map((name) => `<p id="${name}">${name}</p>`).join('');
          const oneFile = fixture('loader.html').replace('sip-loader.js" async', 'sip-elements.iife.js"');
          for (const [path, body] of Object.entries({ '/names.html': fixture('loader.html'), '/file.html': oneFile })) {
            site.add(path, page(`${content}${body}`));
            await inTab(context, path, ({ page: shown }) => new PhoneOnPage(shown).shows('Ready'));
          }
        },
      'shows the phone of module.html in the language of the page, loaded for it': async (context) => {
        site.add('/german.html', page(fixture('module.html')).replace('lang="en"', 'lang="de"'));
        await inTab(context, '/german.html', ({ page: shown }) => new PhoneOnPage(shown).shows('Bereit'));
      },
    };
    let results: ReadonlyMap<string, () => Promise<void>>;

    before(function () {
      results = twoAtOnce(Object.keys(PAGES), (name) => PAGES[name]!(this));
    });

    for (const name of Object.keys(PAGES))
      it(name, function () {
        // The pages before it in its row are a part of its time.
        this.timeout(600_000);
        return results.get(name)!();
      });
  });

  it('calls with controls outside of their provider', async function () {
    site.add('/provider.html', page(fixture('provider.html')));
    tab = await openTab(this, site.url('/provider.html'));
    await tab.page.waitForFunction(() => document.querySelector('sip-provider')?.state?.account.status === 'ready');
    // Puppeteer looks again in shadow roots only for what shall be visible: a change in them is none of the document.
    const control = (selector: string) => tab!.page.waitForSelector(selector, { visible: true });
    await (await control('sip-dial-input >>> input'))!.type('echo');
    await (await control('sip-call-button >>> button:enabled'))!.click();
    await waitForSound(tab.page);
    await (await control('sip-hangup-button >>> button:enabled'))!.click();
    expect(tab.errors).to.deep.equal([]);
  });

  it('loads nothing with the loader where there is nothing to load', async function () {
    site.add('/text.html', page('<script src="/cdn/sip-loader.js" async></script><p>Text</p>'));
    tab = await openTab(this, site.url('/text.html'));
    await tab.page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
    expect(await requested(tab)).to.deep.equal(['sip-loader.js']);
  });

  it('checks each module of the loader by an import map with the hashes of integrity.json', async function () {
    const hashes = JSON.parse(site.kit('integrity.json')) as Record<string, string>;
    const wrong = { ...hashes, 'sip-links.js': hashes['sip-phone.js']! };
    const map = { integrity: Object.fromEntries(Object.entries(wrong).map(([name, hash]) => [`/cdn/${name}`, hash])) };
    const checked = fixture('integrity.html')
      .replace(/(?<=importmap">).*?(?=<)/s, JSON.stringify(map))
      .replace('integrity="sha384-…"', `integrity="${hashes['sip-loader.js']}"`);
    site.add('/checked.html', page(checked));
    tab = await openTab(this, site.url('/checked.html'));
    await tab.page.waitForFunction(() => customElements.get('sip-dock') !== undefined);
    expect(await tab.page.evaluate(() => customElements.get('sip-links'))).to.equal(undefined);
  });

  describe('with a phone in a frame of another origin', () => {
    const embed = (origins: string): string =>
      site
        .kit('embed.html')
        .replaceAll('src="sip-', 'src="/cdn/sip-')
        .replace('data-sip-server=""', `data-sip-server="${server}"`)
        .replace('data-sip-credentials-src=""', 'data-sip-credentials-src="/account.json"')
        .replace('data-sip-origins=""', `data-sip-origins="${origins}"`);
    const outer = (fragment: string): string => page(fixture('frame.html').replace('#layout=compact', fragment));

    it('commands the phone, and is asked before calls of its user', async function () {
      site.add(
        '/outer.html',
        outer('#layout=compact&uri=sip:mallory@evil.example&auto-answer=1&server=wss://pbx.evil.example/'),
      );
      site.add('/embed.html', embed(site.url('', 'localhost')));
      // A server that the page in the frame does not allow: the fragment gets no phone.
      tab = await openTab(this, site.url('/outer.html', 'localhost'));
      const inner = await (await tab.page.waitForSelector('sip-frame >>> iframe', { visible: true }))!.contentFrame();
      await inner.waitForSelector('[data-sip-state="refused"]');
      await tab.close();
      site.add('/outer.html', outer('#layout=compact'));
      tab = await openTab(this, site.url('/outer.html', 'localhost'));
      const frame = await (await tab.page.waitForSelector('sip-frame >>> iframe', { visible: true }))!.contentFrame();
      const phone = new PhoneOnPage(frame);
      await phone.shows('Ready');
      await tab.page.waitForSelector('sip-frame:state(ready)');
      await tab.page.$eval('sip-frame', (element) => void element.call('echo'));
      await waitForSound(frame);
      await tab.page.$eval('sip-frame', (element) => element.hangUp());
      await tab.page.$eval('sip-frame', (element) => {
        element.addEventListener('sip-before-call', (event) => {
          event.preventDefault();
          element.title = String(Reflect.get(event, 'value'));
        });
      });
      await phone.isIdle();
      await phone.dial('echo');
      await tab.page.waitForSelector('sip-frame[title="echo"]');
      expect(await tab.page.$eval('sip-frame', (element) => element.matches(':state(ready)'))).to.equal(true);
    });

    it('shows no phone in a page that its settings do not name', async function () {
      site.add('/outer.html', outer(''));
      site.add('/embed.html', embed('https://crm.example.com'));
      tab = await openTab(this, site.url('/outer.html', 'localhost'));
      const inner = await (await tab.page.waitForSelector('sip-frame >>> iframe', { visible: true }))!.contentFrame();
      await inner.waitForFunction(() => document.body?.textContent?.includes('data-sip-origins'));
      expect(await inner.$('sip-phone')).to.equal(null);
    });

    it('shows no phone in a page of its own that another one frames, which its settings do not name (CSP3 §6.4.2.1)', async function () {
      site.add('/outer.html', outer(''));
      site.add('/embed.html', embed('https://crm.example.com'));
      site.add('/around.html', page(`<iframe id="outer" src="${site.url('/outer.html')}"></iframe>`));
      const innermost = async (path: string, host?: 'localhost'): Promise<Frame> => {
        tab = await openTab(this, site.url(path, host));
        const middle =
          path === '/around.html' ? await (await tab.page.waitForSelector('iframe#outer'))!.contentFrame() : tab.page;
        return (await middle.waitForSelector('sip-frame >>> iframe', { visible: true }))!.contentFrame();
      };
      await new PhoneOnPage(await innermost('/outer.html')).shows('Ready');
      await tab!.close();
      const inner = await innermost('/around.html', 'localhost');
      await inner.waitForFunction(() => document.body?.textContent?.includes('data-sip-origins'));
      expect(await inner.$('sip-phone')).to.equal(null);
    });
  });
});
