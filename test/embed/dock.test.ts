/**
 * The dock of the packed kit moves into a window of its own during a call and back (Document Picture-in-Picture), also where the user has zoomed
 * the pages to 200 % (WCAG 2.2 §1.4.4).
 * Subjects: dock in a window of its own, of the packed kit.
 */
import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { launchOptions, openTabIn, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { serveStatic, type StaticSite } from './support/static-site.js';

/** Chromium counts zoom in steps of 20 %. */
const ZOOM_LEVEL = Math.log(2) / Math.log(1.2);

interface Windows {
  readonly documentPictureInPicture: { readonly window: Window | null };
}

/** Runs in the page: the controls of the phone in its window that are cut by the window, or that another one covers. */
function hidden(): string[] {
  const { window: own } = (globalThis as unknown as Windows).documentPictureInPicture;
  const { document, innerWidth, innerHeight } = own!;
  const buttons: Element[] = [];
  const collect = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('button') && element.checkVisibility({ visibilityProperty: true })) buttons.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document);
  return buttons.flatMap((button) => {
    button.scrollIntoView({ block: 'nearest' });
    const { left, top, right, bottom } = button.getBoundingClientRect();
    const inside = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
    return inside
      ? []
      : [
          `${button.getAttribute('aria-label') ?? button.textContent.trim()}: ${[left, top, right, bottom].map(Math.round).join()} in ${innerWidth} x ${innerHeight}`,
        ];
  });
}

describe('A dock of the packed kit', function () {
  this.timeout(120_000);
  let pbx: PocketPbx;
  let site: StaticSite;
  let browser: Browser | undefined;
  let profile: string;
  let tab: Tab | undefined;

  before(async function () {
    // The first test of a run builds and packs the package.
    this.timeout(600_000);
    profile = mkdtempSync(join(tmpdir(), 'sip-elements-zoomed-'));
    mkdirSync(join(profile, 'Default'));
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    const { url } = await pbx.listen({ port: 0 });
    site = await serveStatic();
    site.add(
      '/dock.html',
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Dock</title><link rel="icon" href="data:,">
<script type="module" src="/cdn/sip-dock.js"></script><body>
<sip-dock pop-out open server="${url}" uri="sip:alice@${pbx.realm}" password="alice-demo"></sip-dock></body></html>`,
    );
  });

  afterEach(async () => {
    await tab?.close();
    tab = undefined;
    await browser?.close();
    browser = undefined;
  });

  after(async () => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await site?.stop();
    await pbx?.close();
  });

  const isInWindow = (page: Page, expected: boolean): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => document.querySelector('sip-dock')!.matches(':state(in-window)') === wanted,
      { polling: 50 },
      expected,
    );

  for (const [title, level] of [
    ['in a window of its own', 0],
    ['in a window of its own, at a zoom of 200 %', ZOOM_LEVEL],
  ] as const)
    it(`keeps its call ${title} and back: one connection, sound in both directions, all buttons in the window`, async function () {
      const preferences = { partition: { default_zoom_level: { x: level } } };
      writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
      const options = await launchOptions(this, 'Chromium');
      // The window has at most 80 % of the screen.
      const args = [...options.args!, '--screen-info={1920x1200}'];
      browser = await puppeteer.launch({ ...options, args, userDataDir: profile });
      tab = await openTabIn(browser, site.url('/dock.html'));
      const { page } = tab;
      const phone = new PhoneOnPage(page, 'sip-dock');
      expect(await page.evaluate('devicePixelRatio')).to.be.closeTo(1.2 ** level, 0.01);
      await phone.shows('Ready');
      await phone.dial('echo');
      await waitForSound(page);
      const connections = await page.evaluate(() => openPeerConnections());
      await phone.press('Open in its own window');
      await isInWindow(page, true);
      await waitForSound(page);
      expect(await page.evaluate(hidden)).to.deep.equal([]);
      await page.evaluate(() => (globalThis as unknown as Windows).documentPictureInPicture.window!.close());
      await isInWindow(page, false);
      await waitForSound(page);
      expect(await page.evaluate(() => openPeerConnections())).to.equal(connections);
      await phone.press('Hang up');
      expect(tab.errors).to.deep.equal([]);
    });
});
