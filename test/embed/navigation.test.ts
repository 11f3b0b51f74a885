/** Sites that swap their pages in the document, by the real libraries: the call of a phone of the packed kit goes on from page to page. */
import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { until } from '../e2e/support/until.js';
import { serveStatic, type StaticSite } from './support/static-site.js';
import { astroSite, htmlSite, interactivitySite, type MakeSite } from './support/swapping-sites.js';

interface Library {
  readonly name: string;
  readonly make: MakeSite;
  /** Other ways in which the library changes the page, besides its links: scripts of the page. */
  readonly changes: Readonly<Record<string, string>>;
}

const BACK = { 'goes back in the history': 'history.back()' };

const LIBRARIES: readonly Library[] = [
  {
    name: 'Turbo',
    make: htmlSite(
      'navigation/turbo.html',
      'https://unpkg.com/@hotwired/turbo@8',
      '@hotwired/turbo/dist/turbo.es2017-umd.js',
    ),
    changes: {
      'morphs the page': `document.head.insertAdjacentHTML('beforeend', '<meta name="turbo-refresh-method" content="morph">');
        Turbo.visit(location.href, { action: 'replace' });`,
      ...BACK,
    },
  },
  {
    name: 'htmx',
    make: htmlSite('navigation/htmx.html', 'https://unpkg.com/htmx.org@4', 'htmx.org/dist/htmx.js'),
    changes: {
      'swaps the content of the body': `htmx.ajax('GET', location.href, { target: 'body', swap: 'innerHTML' })`,
      'morphs the body': `htmx.ajax('GET', location.href, { target: 'body', swap: 'innerMorph' })`,
      ...BACK,
    },
  },
];

/** These are installed from the registry: a part of the long run. */
const INSTALLED: readonly Library[] = [
  {
    name: 'the client router of Astro',
    make: astroSite,
    changes: {
      'shows a page whose phone is another element': `document.querySelector('nav a[href="/plain.html"]').click()`,
      ...BACK,
    },
  },
  { name: 'the Interactivity Router of WordPress', make: interactivitySite, changes: BACK },
];

/** Keeps what the page hears of calls at its document, as a CRM would. */
const CRM = `globalThis.heard = [];
for (const name of ['sip-call-terminated', 'sip-call-summary'])
  document.addEventListener(name, ({ type }) => heard.push(type));`;

/** The longest wait for a page, ms, on a machine under load. */
const LIMIT = 60_000;

for (const { name, make, changes } of process.env['LONG_TESTS'] === 'true' ? [...LIBRARIES, ...INSTALLED] : LIBRARIES)
  describe(`A site with ${name}`, function () {
    this.timeout(600_000);
    let pbx: PocketPbx;
    let site: StaticSite;
    let tab: Tab;
    let phone: PhoneOnPage;

    before(async function () {
      pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
      const { url } = await pbx.listen({ port: 0 });
      site = await serveStatic();
      const files = await make((text) =>
        text.replaceAll('wss://pbx.example.com/ws', url).replaceAll('@example.com', `@${pbx.realm}`),
      );
      for (const [path, text] of files) site.add(path, text);
      tab = await openTab(this, site.url('/home.html'));
      phone = new PhoneOnPage(tab.page);
      await tab.page.evaluate(CRM);
      await phone.shows('Ready');
      await phone.dial('echo');
      await waitForSound(tab.page);
      // What a library would load anew is a page without this mark.
      await tab.page.evaluate('globalThis.sameDocument = true');
    });

    after(async () => {
      await tab?.close();
      await site?.stop();
      await pbx?.close();
    });

    const heard = (): Promise<string[]> => tab.page.evaluate('heard') as Promise<string[]>;

    /** Marks the present content of the page, does something, and waits until the page has other content, with `expected` in it. */
    async function changed(change: () => Promise<unknown>, expected: string, path?: string): Promise<void> {
      await tab.page.evaluate(`globalThis.former = document.querySelector('nav'); former.dataset.old = '';`);
      await change();
      // A library that morphs keeps the element and takes the mark away; a copy from the history has the mark.
      await until(
        'the content of the page',
        () =>
          tab.page.evaluate(
            ([selector, at]) => {
              const nav = document.querySelector('nav')!;
              const isOther = nav !== Reflect.get(globalThis, 'former') || !nav.hasAttribute('data-old');
              return isOther && document.querySelector(selector!) !== null && (at === '' || location.pathname === at);
            },
            [expected, path ?? ''],
          ),
        LIMIT,
      );
      expect(await tab.page.evaluate('globalThis.sameDocument'), 'the document is the same').to.equal(true);
    }

    const follow = (link: string, expected: string): Promise<void> =>
      changed(() => tab.page.click(`nav a[href$="${link}"]`), expected, `/${link}`);

    /** The call goes on: sound in both directions, nothing has ended, and its buttons work. */
    async function goesOn(): Promise<void> {
      await waitForSound(tab.page);
      expect(await heard()).to.deep.equal([]);
      await phone.press('Mute');
      await phone.press('Unmute');
    }

    it('keeps a call when a link is followed, and the password for the next one', async () => {
      await follow('next.html', 'sip-phone');
      await goesOn();
      await phone.press('Hang up');
      await phone.isIdle();
      await tab.page.evaluate('heard.length = 0');
      await phone.dial('echo');
      await waitForSound(tab.page);
    });

    for (const [what, change] of Object.entries(changes))
      it(`keeps a call when it ${what}`, async () => {
        await changed(() => tab.page.evaluate(change), 'sip-phone');
        await goesOn();
      });

    it('ends the call with a page without the phone: the document gets its end and its summary', async () => {
      await follow('text.html', 'p');
      await until('both events', async () => (await heard()).length >= 2, LIMIT);
      expect(await heard()).to.have.members(['sip-call-terminated', 'sip-call-summary']);
      expect(tab.errors).to.deep.equal([]);
    });
  });
