/** A page with a phone that is left: what the far end and the registrar see, and what browsers tell (HTML §7.4.6, M3). */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { BROWSERS, openTab, type BrowserName, type Tab } from './support/browser.js';
import { phoneMarkup } from './support/people.js';
import { PhoneOnPage } from './support/phone-on-page.js';
import { startRelay, type Relay } from './support/relay.js';
import { theSite, type Site } from './support/site.js';
import { until } from './support/until.js';

/** The ways in which a page is left. */
const WAYS: readonly {
  name: string;
  farewell: boolean;
  leave(page: Page): Promise<unknown>;
  in?: readonly BrowserName[];
}[] = [
  { name: 'the tab is closed', farewell: true, leave: (page) => page.close() },
  { name: 'another site is opened', farewell: true, leave: (page) => page.goto('about:blank'), in: ['Chromium'] },
  { name: 'the page is loaded again', farewell: false, leave: (page) => page.evaluate(() => void location.reload()) },
  {
    name: 'a link leads to another page of the site',
    farewell: false,
    in: ['Firefox'],
    leave: (page) =>
      page.evaluate(() => {
        const link = document.createElement('a');
        link.href = '/favicon.ico?next';
        document.body.append(link);
        link.click();
      }),
  },
];

describe('A page with a phone that is left', () => {
  let site: Site;
  let relay: Relay;
  const tabs: Tab[] = [];

  before(async () => {
    site = await theSite();
    relay = await startRelay(site.pbx.url);
  });

  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close().catch(() => undefined);
  });

  after(async () => {
    await relay?.stop();
  });

  const markup = (): string => phoneMarkup({ ...site.pbx, url: relay.url }, 'alice');
  const registers = (wire = relay.wires.at(-1)!): string[] =>
    wire.fromPhone.filter((text) => text.startsWith('REGISTER '));

  for (const name of BROWSERS) {
    for (const { name: way, farewell, leave, in: browsers = BROWSERS } of WAYS) {
      if (!browsers.includes(name)) continue;
      it(`${farewell ? 'un-registers' : 'stays registered for the next page'} when ${way}: ${name}`, async function () {
        const tab = await openTab(this, site.page(markup()), name);
        tabs.push(tab);
        await new PhoneOnPage(tab.page).says('Ready');
        const wire = relay.wires.at(-1)!;
        await leave(tab.page);
        await until('the socket to close', () => !wire.open);
        const gone = registers(wire).filter((text) => /^Expires: 0\r$/m.test(text));
        expect(gone).to.have.length(farewell ? 1 : 0);
      });
    }
  }

  it('is registered again when it is back', async function () {
    const tab = await openTab(this, site.page(markup()));
    tabs.push(tab);
    await new PhoneOnPage(tab.page).says('Ready');
    const wire = relay.wires.at(-1)!;
    await tab.page.goto('about:blank');
    await until('the socket to close', () => !wire.open);
    await tab.page.goBack();
    await new PhoneOnPage(tab.page).says('Ready');
    expect(relay.wires.at(-1)).not.to.equal(wire);
  });
});
