/** Frameworks render the phone of the packed kit, set its properties, listen to its events, and it calls: the code of docs/embedding.md. */
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { until } from '../e2e/support/until.js';
import { serveFrameworks, serveNext, type Framework, type FrameworkPages } from './support/frameworks.js';

/** One with JSX and one with a compiler of its own in each run; the others in the long one. */
const FRAMEWORKS: readonly Framework[] =
  process.env['LONG_TESTS'] === 'true' ? ['react', 'svelte', 'preact', 'vue', 'solid'] : ['react', 'svelte'];

/** Puts the names of the server, and the password, into a text. */
const namesOf =
  ({ realm }: PocketPbx, url: string) =>
  (text: string): string =>
    text
      .replaceAll('wss://sip.example.com', url)
      .replaceAll('@example.com', `@${realm}`)
      .replaceAll("password: 'x'", "password: 'alice-demo'");

describe('A page of a framework', function () {
  this.timeout(300_000);
  let pbx: PocketPbx;
  let pages: FrameworkPages;
  let tab: Tab | undefined;

  before(async () => {
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    const { url } = await pbx.listen({ port: 0 });
    pages = await serveFrameworks(FRAMEWORKS, namesOf(pbx, url));
  });

  afterEach(async () => {
    await tab?.close();
    tab = undefined;
  });

  after(async () => {
    await pages?.stop();
    await pbx?.close();
  });

  for (const name of FRAMEWORKS)
    it(`by ${name} calls, with credentials that are a property, and hears of the end of the call`, async function () {
      tab = await openTab(this, pages.url(name));
      const phone = new PhoneOnPage(tab.page);
      await phone.says('Ready');
      await phone.dial('echo');
      await waitForSound(tab.page);
      await phone.press('Hang up');
      const { log, errors } = tab;
      await until('the event of the end of the call', () => log.includes('terminated'), 60_000);
      expect(errors).to.deep.equal([]);
    });
});

// Next is installed from the registry and takes a minute to build: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A page that Next has rendered on the server', function () {
    this.timeout(600_000);
    let pbx: PocketPbx;
    let site: { url: string; stop(): Promise<void> };
    let tab: Tab;

    before(async function () {
      pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
      const { url } = await pbx.listen({ port: 0 });
      site = await serveNext(namesOf(pbx, url));
      tab = await openTab(this, site.url, 'Chromium', (page) => page.evaluateOnNewDocument(countRegisters));
    });

    after(async () => {
      await tab?.close();
      await site?.stop();
      await pbx?.close();
    });

    it('has the tag without credentials, signs in once when it is hydrated, and calls', async () => {
      const html = await (await fetch(site.url)).text();
      expect(html).to.match(/<sip-phone server="ws/);
      expect(html.match(/<sip-phone[^>]*>/)![0]).not.to.include('alice-demo');
      const phone = new PhoneOnPage(tab.page);
      await phone.says('Ready');
      // The challenge, and the answer to it: none that had no answer.
      expect(await tab.page.evaluate('registers')).to.deep.equal(['without credentials', 'with credentials']);
      await phone.dial('echo');
      await waitForSound(tab.page);
      await phone.press('Hang up');
      expect(tab.errors).to.deep.equal([]);
    });
  });

/** Runs in the page before its scripts: notes each REGISTER that the page sends. */
function countRegisters(): void {
  const registers: string[] = [];
  Object.assign(globalThis, { registers });
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (typeof data === 'string' && data.startsWith('REGISTER'))
      registers.push(/^Authorization:/m.test(data) ? 'with credentials' : 'without credentials');
    send.call(this, data);
  };
}
