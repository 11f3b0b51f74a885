/** What helps around a phone, with a real one: links of the page that call, the ladder, the check, a phone of another origin in a frame. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { openTab, type Tab } from '../support/browser.js';
import { phoneMarkup, TestPages } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

describe('A page with a phone', () => {
  let site: Site;
  const pages = new TestPages({ faultless: true });

  before(async () => {
    site = await theSite();
  });

  const page = async (context: Context, markup: string): Promise<Tab> => {
    return pages.add(await openTab(context, site.page(markup)));
  };

  it('calls the numbers of its links (RFC 3966)', async function () {
    const bob = await pages.open(this, 'bob');
    const markup = `${phoneMarkup(site.pbx, 'alice', 'id="phone"')}<sip-links for="phone" scope="p"></sip-links>
      <p>Call Bob at <a id="link" href="tel:1002">1002</a></p>`;
    const { page: tab } = await page(this, markup);
    const phone = new PhoneOnPage(tab);
    await phone.shows('Ready');
    await tab.click('#link[data-sip-link]');
    await bob.phone.press('Answer');
    await waitForSound(tab);
    await phone.press('Hang up');
    expect(tab.url()).to.match(/test-page/);
  });

  it('shows the SIP trace without credentials (RFC 7616)', async function () {
    const markup = `<sip-trace for="phone"></sip-trace>${phoneMarkup(site.pbx, 'alice', 'id="phone"')}`;
    const { page: tab } = await page(this, markup);
    const ladder = new PhoneOnPage(tab, 'sip-trace');
    await ladder.shows('401 Unauthorized · REGISTER');
    await ladder.shows('200 OK · REGISTER');
    const text = await tab.$eval('sip-trace', (trace) => trace.text);
    expect(text)
      .to.match(/^REGISTER sip:/m)
      .and.to.match(/^Authorization: \*\*\*/m);
    expect(text).not.to.match(/alice-demo|response=|nonce=/);
  });

  it('shows diagnostics with the result of each check and a remedy', async function () {
    const markup = `${phoneMarkup(site.pbx, 'alice', 'id="phone" manual')}<sip-diagnostics for="phone"></sip-diagnostics>`;
    const { page: tab } = await page(this, markup);
    const check = new PhoneOnPage(tab, 'sip-diagnostics');
    await check.shows('Signed out');
    await check.press('Sign in');
    await check.shows('Signed in');
    await check.shows('Connected');
    const report = await tab.$eval('sip-diagnostics', (element) => element.report);
    expect(report).to.match(/^account: good \(ready\)$/m);
    expect(report).not.to.match(/alice|ws:\/\//);
  });

  it('has a phone of another origin in a frame, which makes calls with audio and forwards events (Permissions Policy §9.2)', async function () {
    const bob = await pages.open(this, 'bob');
    const guest = `${phoneMarkup(site.pbx, 'alice', 'id="phone"')}<sip-frame for="phone" origins="${site.url}"></sip-frame>`;
    // The same server by another name is another origin.
    const inner = site.page(guest).replace('127.0.0.1', 'localhost');
    const { page: tab } = await page(this, `<sip-frame src="${inner}"></sip-frame>`);
    await tab.$eval('sip-frame', (frame) => {
      const told: string[] = [];
      for (const name of ['sip-registered', 'sip-call-accepted', 'sip-call-summary'])
        frame.addEventListener(name, (event) => told.push(event.type));
      Object.assign(window, { told });
    });
    const told = (): Promise<string[]> => tab.evaluate(() => (window as unknown as { told: string[] }).told);
    const inside = await tab.waitForFrame((frame) => frame.url() === inner);
    await new PhoneOnPage(inside).shows('Ready');
    const called = tab.$eval('sip-frame', async (frame) => (await frame.call('1002')).status);
    await bob.phone.press('Answer');
    expect(await called).to.equal('active');
    await waitForSound(bob.tab.page);
    await tab.$eval('sip-frame', (frame) => frame.hangUp());
    await until('the summary', async () => (await told()).includes('sip-call-summary'));
    expect(await told()).to.include('sip-call-accepted');
  });
});
