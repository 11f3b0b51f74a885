/** Frameworks render the phone of the packed kit, set its properties, listen to its events, move it, and it calls: the code of docs/embedding.md. */
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { until } from '../e2e/support/until.js';
import { serveFrameworks, type Framework, type FrameworkPages } from './support/frameworks.js';
import { twoAtOnce } from './support/at-once.js';
import { serveAngular, serveNext, serveNuxt, type ServeSite, type Site } from './support/installed-frameworks.js';

/** One with JSX, one with a compiler of its own, one rendered by a server and none in each run; the others in the long one. */
const FRAMEWORKS: readonly Framework[] = [
  ...(['react', 'svelte', 'react-server', 'vanilla'] as const),
  ...(process.env['LONG_TESTS'] === 'true' ? (['preact', 'vue', 'solid'] as const) : []),
];

/** Puts the names of the server, and the password, into a text. */
const namesOf =
  ({ realm }: PocketPbx, url: string) =>
  (text: string): string =>
    text
      .replaceAll('wss://sip.example.com', url)
      .replaceAll('@example.com', `@${realm}`)
      .replaceAll("password: 'x'", "password: 'alice-demo'");

describe('A page of a framework', function () {
  this.timeout(600_000);
  let pbx: PocketPbx;
  let pages: FrameworkPages;
  let calls: ReadonlyMap<Framework, () => Promise<void>>;

  before(async function () {
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    const { url } = await pbx.listen({ port: 0 });
    pages = await serveFrameworks(FRAMEWORKS, namesOf(pbx, url));
    calls = twoAtOnce(FRAMEWORKS, async (name) => {
      const tab = await openTab(this, pages.url(name), 'Chromium', (page) =>
        page.evaluateOnNewDocument(countRegisters),
      );
      const works =
        name === 'react-server' ? callsWhenHydrated(tab, pages.url(name)) : callsAndHearsOfItsEnd(tab, moves);
      await works.finally(() => tab.close());
    });
  });

  after(async () => {
    await pages?.stop();
    await pbx?.close();
  });

  const WHAT: Partial<Record<Framework, string>> = {
    vanilla:
      'by a script calls, with credentials that are a property, in a list that it reorders, and hears of the end of the call',
    react:
      'by react in strict mode calls, with credentials that are a property, in a list with keys that changes its order, and hears of the end of the call',
    'react-server':
      'by react, rendered by a server, has the tag without credentials, signs in once when it is hydrated, and calls',
  };
  for (const name of FRAMEWORKS)
    it(
      WHAT[name] ??
        `by ${name} calls, with credentials that are a property, in a list with keys that changes its order, and hears of the end of the call`,
      () => calls.get(name)!(),
    );
});

// Each is installed from the registry and takes a minute to build: a part of the long run.
if (process.env['LONG_TESTS'] === 'true') {
  /** Tests of a site with its own server, PBX and tab. `run` gets the tab and the address of the site. */
  const describeSite = (
    title: string,
    serve: ServeSite,
    test: string,
    run: (tab: Tab, url: string) => Promise<void>,
  ): Mocha.Suite =>
    describe(title, function () {
      this.timeout(600_000);
      let pbx: PocketPbx;
      let site: Site;
      let tab: Tab;

      before(async function () {
        pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
        const { url } = await pbx.listen({ port: 0 });
        site = await serve(namesOf(pbx, url));
        tab = await openTab(this, site.url, 'Chromium', (page) => page.evaluateOnNewDocument(countRegisters));
      });

      after(async () => {
        await tab?.close();
        await site?.stop();
        await pbx?.close();
      });

      it(test, () => run(tab, site.url));
    });

  describeSite(
    'A page of Angular',
    serveAngular,
    'compiles with strict templates, calls, with credentials that are a property, and hears of the end of the call',
    (tab) => callsAndHearsOfItsEnd(tab),
  );

  const RENDERED: Readonly<Record<string, ServeSite>> = { Next: serveNext, Nuxt: serveNuxt };
  for (const [name, serve] of Object.entries(RENDERED))
    describeSite(
      `A page that ${name} has rendered on the server`,
      serve,
      'has the tag without credentials, signs in once when it is hydrated, and calls',
      callsWhenHydrated,
    );
}

/**
 * Calls the echo with the phone of a page that logs the events of a call, until the page has logged its end. `during` is what happens to the
 * page in the call.
 */
async function callsAndHearsOfItsEnd(tab: Tab, during?: (tab: Tab) => Promise<void>): Promise<void> {
  const { page, log, errors } = tab;
  const phone = new PhoneOnPage(page);
  await phone.shows('Ready');
  await phone.dial('echo');
  await waitForSound(page);
  if (during) {
    await during(tab);
    await waitForSound(page);
    // By its buttons: the element has rendered at its new place.
    await phone.press('Mute');
    await phone.press('Unmute');
    expect(log).not.to.include('terminated');
  }
  await phone.press('Hang up');
  await until('the event of the end of the call', () => log.includes('terminated'), 60_000);
  expect(errors).to.deep.equal([]);
}

/** Reverses the list of the page, whose first item has the phone: the framework moves the phone behind the other items. */
async function moves({ page }: Tab): Promise<void> {
  await page.evaluate(() => {
    Object.assign(globalThis, { former: document.querySelector('sip-phone') });
    dispatchEvent(new Event('reverse-list'));
  });
  await page.waitForFunction(() => document.querySelector('li:last-child sip-phone') !== null);
  expect(await page.evaluate(`document.querySelector('sip-phone') === former`), 'the same element').to.equal(true);
}

/** Calls the echo with the phone of a page that a server has rendered. */
async function callsWhenHydrated(tab: Tab, url: string): Promise<void> {
  const html = await (await fetch(url)).text();
  expect(html).to.match(/<sip-phone server="ws/);
  expect(html.match(/<sip-phone[^>]*>/)![0]).not.to.include('alice-demo');
  const phone = new PhoneOnPage(tab.page);
  await phone.shows('Ready');
  // The challenge, and the answer to it: none that had no answer.
  expect(await tab.page.evaluate('registers')).to.deep.equal(['without credentials', 'with credentials']);
  await phone.dial('echo');
  await waitForSound(tab.page);
  await phone.press('Hang up');
  expect(tab.errors).to.deep.equal([]);
}

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
