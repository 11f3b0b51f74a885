/** Frameworks render the phone of the packed kit, set its properties, listen to its events, and it calls: the code of docs/embedding.md. */
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { until } from '../e2e/support/until.js';
import { serveFrameworks, type Framework, type FrameworkPages } from './support/frameworks.js';

/** One with JSX and one with a compiler of its own in each run; the others in the long one. */
const FRAMEWORKS: readonly Framework[] =
  process.env['LONG_TESTS'] === 'true' ? ['react', 'svelte', 'preact', 'vue', 'solid'] : ['react', 'svelte'];

describe('A page of a framework', function () {
  this.timeout(300_000);
  let pbx: PocketPbx;
  let pages: FrameworkPages;
  let tab: Tab | undefined;

  before(async () => {
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    const { url } = await pbx.listen({ port: 0 });
    pages = await serveFrameworks(FRAMEWORKS, (text) =>
      text
        .replaceAll('wss://sip.example.com', url)
        .replaceAll('@example.com', `@${pbx.realm}`)
        .replaceAll("password: 'x'", "password: 'alice-demo'"),
    );
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
