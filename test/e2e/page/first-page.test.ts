/**
 * The first page of the site in a browser: its phones call one another through the PBX that runs in the page.
 * Subjects: first page of the site, in a browser.
 */
import { expect } from 'chai';
import { join } from 'node:path';
import { freePort } from '../../../scripts/free-port.mjs';
import { openTab, type Tab } from '../support/browser.js';
import { startServer, type ChildServer } from '../support/child-server.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { waitForSound } from '../support/sound.js';

const ROOT = join(import.meta.dirname, '../../..');
const VITEPRESS = join(ROOT, 'node_modules/vitepress/bin/vitepress.js');

describe('The first page of the site', () => {
  let server: ChildServer;
  let tab: Tab;

  before(async function () {
    // The first request compiles the page and the elements.
    this.timeout(180_000);
    const port = await freePort();
    // In a process of its own, as a build of another test makes this one a production.
    const dev = [VITEPRESS, 'dev', join(ROOT, 'docs'), '--host', '127.0.0.1', '--port', `${port}`];
    server = await startServer({
      title: 'VitePress',
      program: 'env',
      command: () => ['NODE_ENV=development', process.execPath, ...dev],
      ready: (log) => log.includes('Local'),
    });
    tab = await openTab(this, `http://127.0.0.1:${port}/`);
    await phone('.hero sip-phone').shows('Ready', 120_000);
  });

  after(async () => {
    await tab?.close();
    await server?.stop();
  });

  const phone = (selector: string): PhoneOnPage => new PhoneOnPage(tab.page, selector);
  const press = (text: string): Promise<void> =>
    tab.page.locator(`::-p-xpath(//button[contains(., "${text}")])`).click();

  it('has a phone that hears the echo', async () => {
    const hero = phone('.hero sip-phone');
    await press('Call the echo');
    await hero.shows('Echo');
    await waitForSound(tab.page);
    await hero.press('Hang up');
    await hero.clear();
  });

  it('has a button that rings the panel of an agent, who answers', async () => {
    await phone('sip-click-to-call').press('Call support: 1003');
    await phone('sip-click-to-call').press('Call');
    const agent = phone('sip-phone.agent');
    await agent.shows('Incoming call');
    await agent.press('Answer');
    await waitForSound(tab.page);
    await agent.press('Hang up');
    await agent.clear();
  });

  it('has a dock that rings in its corner', async () => {
    await press('Ring the dock of this page');
    const dock = phone('sip-dock');
    await dock.press('Decline');
    await phone('.hero sip-phone').shows('Declined');
    await phone('.hero sip-phone').clear();
  });

  it('has a playground whose phone follows its knobs, with the CSS to copy', async () => {
    const { page } = tab;
    await page.locator('.playground input[type=range]').fill('24');
    await page.locator('.playground ::-p-text(--sip-radius: 24px)').wait();
    const radius = await page.$eval('[aria-label="Phone in the chosen theme"]', (element) =>
      getComputedStyle(element).getPropertyValue('--sip-radius'),
    );
    expect(radius).to.equal('24px');
    expect(tab.errors).to.deep.equal([]);
  });
});
