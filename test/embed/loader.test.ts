/** Pages without a build from the packed kit: what the loader requests, and that the browser checks it. */
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { fixturePage, serveStatic, type StaticSite } from './support/static-site.js';

describe('A page without a build', () => {
  let pbx: PocketPbx;
  let site: StaticSite;
  let server: string;
  let tab: Tab | undefined;

  before(async function () {
    this.timeout(300_000);
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
});
