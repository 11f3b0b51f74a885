/**
 * The site in a browser: the phones of its first page call one another through the PBX that runs in the page, at each width, and the
 * page of themes shows where each part is.
 * Subjects: first page of the site, in a browser; page of themes, in a browser; navigation of the site, its targets.
 */
import axe from 'axe-core';
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { freePort } from '../../../scripts/free-port.mjs';
import { openTab, type Tab } from '../support/browser.js';
import { startServer, type ChildServer } from '../support/child-server.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../../..');
const VITEPRESS = join(ROOT, 'node_modules/vitepress/bin/vitepress.js');

/** What `npm run docs` measures and reads before it builds. */
const SIZES = [
  { title: 'stacks', values: { 'sip-elements': 61.6, 'SIP.js': 59.4 } },
  { title: 'loads', values: { 'sip-phone.js': 164.4 } },
];

describe('The first page of the site', () => {
  let server: ChildServer;
  let tab: Tab;
  let folder: string;
  let url: string;

  before(async function () {
    // The first request compiles the page and the elements.
    this.timeout(180_000);
    folder = mkdtempSync(join(tmpdir(), 'sip-elements-reference-'));
    writeFileSync(join(folder, 'sizes.json'), JSON.stringify(SIZES));
    const cem = join(ROOT, 'node_modules/.bin/cem');
    spawnSync(cem, ['analyze', '--config', 'scripts/manifest.mjs', '--quiet', '--outdir', relative(ROOT, folder)], {
      cwd: ROOT,
    });
    const port = await freePort();
    // In a process of its own, as a build of another test makes this one a production.
    const dev = [VITEPRESS, 'dev', join(ROOT, 'docs'), '--host', '127.0.0.1', '--port', `${port}`];
    server = await startServer({
      title: 'VitePress',
      program: 'env',
      command: () => ['NODE_ENV=development', `DOCS_REFERENCE=${folder}`, process.execPath, ...dev],
      ready: (log) => log.includes('Local'),
    });
    url = `http://127.0.0.1:${port}`;
    tab = await openTab(this, `${url}/`);
    await phone('.hero sip-phone').shows('Ready', 120_000);
  });

  after(async () => {
    await tab?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const phone = (selector: string): PhoneOnPage => new PhoneOnPage(tab.page, selector);
  const press = (text: string): Promise<void> =>
    tab.page.locator(`::-p-xpath(//button[contains(., "${text}")])`).click();

  for (const place of ['.hero', '.playground'])
    it(`has a number in the field of the phone in ${place}, so that its Call button is in its colour`, async () => {
      await tab.page.locator(`${place} sip-phone >>> sip-call-button >>> button:not(:disabled)`).wait();
      const number = await tab.page.$eval(`${place} sip-phone >>> sip-dial-input`, ({ value }) => value);
      expect(number).to.equal('9001');
    });

  it('has its code beside the first phone on a desktop, and no empty place of 100 px below either', async () => {
    await tab.page.setViewport({ width: 1280, height: 800 });
    const empty = await tab.page.evaluate(() => {
      const bottomOf = (selector: string): number => document.querySelector(selector)!.getBoundingClientRect().bottom;
      return ['.hero .tag', '.hero sip-phone'].map((selector) => bottomOf('.hero') - bottomOf(selector));
    });
    expect(Math.max(...empty)).to.be.below(100);
  });

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

  it('copies the line that installs and each piece of code', async () => {
    const [copied, shown] = await tab.page.evaluate(() => {
      const texts: string[] = [];
      const writeText = (text: string): Promise<void> => Promise.resolve(void texts.push(text));
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
      const boxes = [...document.querySelectorAll('.copy-code')];
      for (const box of boxes) box.querySelector('button')?.click();
      return [texts, boxes.map((box) => box.querySelector('code')?.textContent)] as const;
    });
    expect(copied).to.deep.equal(shown);
    expect(copied[0]).to.equal('npm install sip-elements');
    expect(copied).to.have.length.at.least(6);
    await tab.page.locator('.copy-code ::-p-text(Copied)').wait();
  });

  it('shows its mark-up in colours, and other code in one', async () => {
    const coloured = await tab.page.evaluate(() => {
      const boxes = new Set<Element>();
      for (const group of CSS.highlights.values())
        for (const { startContainer } of group) boxes.add(startContainer.parentElement!.closest('.copy-code')!);
      return [...document.querySelectorAll('.copy-code')]
        .filter((box) => boxes.has(box))
        .map((box) => box.querySelector('code')!.textContent.startsWith('<'));
    });
    expect(coloured).to.deep.equal([true, true, true, true]);
  });

  it('says what a page loads', async () => {
    const rows = await tab.page.$$eval('.sizes li', (items) =>
      items.map((item) => item.innerText.replace(/\s+/g, ' ')),
    );
    expect(rows).to.deep.equal(['sip-elements 61.6 kB', 'SIP.js 59.4 kB', 'sip-phone.js 164.4 kB']);
  });

  for (const width of [320, 390, 1280])
    it(`fits into a width of ${width} px, with controls of 44 px`, async () => {
      await tab.page.setViewport({ width, height: 800 });
      const [widest, low] = await tab.page.evaluate(() => [
        Math.max(
          document.documentElement.scrollWidth,
          ...[...document.querySelectorAll('.home sip-phone')].map((phone) => phone.getBoundingClientRect().right),
        ),
        [...document.querySelectorAll('.home :is(button, select, input, .ways a)')]
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 44)
          .map(({ localName, textContent }) => `${localName} ${textContent.trim()}`),
      ]);
      expect(widest).to.be.at.most(width);
      expect(low).to.deep.equal([]);
    });

  for (const scheme of ['light', 'dark'])
    it(`has no fault that axe finds in it, ${scheme}`, async () => {
      await tab.page.evaluate((name) => document.documentElement.classList.toggle('dark', name === 'dark'), scheme);
      expect(await faultsIn('.home')).to.deep.equal([]);
    });

  describe('The page of themes', () => {
    before(async function () {
      this.timeout(180_000);
      await tab.page.goto(`${url}/theming`);
      await tab.page.waitForSelector('.part-stage figure:not(.without)', { timeout: 120_000 });
    });

    it('shows where each part of the phone is', async function () {
      this.timeout(180_000);
      const names = await tab.page.$$eval('.part-stage option', (options) => options.map(({ value }) => value));
      expect(names).to.include.members(['team', 'chat', 'sheet', 'card', 'settings', 'menu']);
      const nowhere: string[] = [];
      for (const name of names) {
        await tab.page.select('.part-stage select', name);
        await tab.page.waitForSelector(`.part-stage[data-marked="${name}"]`);
        const isShown = (await tab.page.$('.part-stage figure:not(.without)')) !== null;
        if (!isShown) nowhere.push(name);
      }
      expect(nowhere).to.deep.equal([]);
    });

    it('shows each colour of the phone as it is', async () => {
      const swatches = await tab.page.$$eval('.token-sheet .color i', (items) =>
        items.map((item) => getComputedStyle(item).backgroundColor),
      );
      expect(swatches).to.have.length.above(25);
      expect(swatches.filter((colour) => colour === 'rgba(0, 0, 0, 0)')).to.deep.equal([]);
    });

    it('shows the three looks beside one another', async () => {
      const accents = await tab.page.$$eval('.gallery sip-phone', (phones) =>
        phones.map((phone) => getComputedStyle(phone).getPropertyValue('--sip-color-accent')),
      );
      expect(accents).to.have.length(3);
      expect(new Set(accents)).to.have.property('size', 3);
    });
  });

  // WCAG 2.2 §2.5.5, which VitePress leaves to the site.
  describe('The navigation of its pages, on a screen for fingers,', () => {
    /** Waits until these parts have at least so many links and buttons, each of which a finger hits 21 px above and below its middle. */
    async function hasTargets({ page }: Tab, parts: string, least: number): Promise<void> {
      const measure = (selector: string, count: number): string[] => {
        const controls = [...document.querySelectorAll(selector)]
          .flatMap((part) => [...part.querySelectorAll('a, button')])
          .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
        const low = controls.filter((control) => {
          control.scrollIntoView({ block: 'center', behavior: 'instant' });
          const { x, y, width, height } = control.getBoundingClientRect();
          const isHit = (distance: number): boolean =>
            document.elementsFromPoint(x + Math.min(width / 2, 20), y + height / 2 + distance).includes(control);
          return !isHit(-21) || !isHit(21);
        });
        const names = low.map(({ className, textContent }) => `${className} ${textContent.trim()}`);
        return controls.length < count ? [...names, `${controls.length} of ${count} controls`] : names;
      };
      await until(parts, async () => (await page.evaluate(measure, parts, least)).length === 0, 15_000).catch(
        async () => expect(await page.evaluate(measure, parts, least), parts).to.deep.equal([]),
      );
    }

    for (const width of [320, 390, 1280])
      it(`has targets of 44 px at a width of ${width} px`, async function () {
        const screen = { width, height: 800, isMobile: true, hasTouch: true };
        const touch = await openTab(this, `${url}/guides/first-call`, 'Chromium', (page) => page.setViewport(screen));
        try {
          const { page } = touch;
          await page.waitForSelector('.VPDocFooter a');
          if (width > 1000) return await hasTargets(touch, '.VPNavBar, .VPSidebar, .VPDocAside, .VPDocFooter', 30);
          await hasTargets(touch, '.VPNavBar, .VPLocalNav, .VPDocFooter', 5);
          /** By the button itself: the parts that cover it may still leave. */
          const press = (selector: string): Promise<void> =>
            page.$eval(selector, (button) => (button as HTMLButtonElement).click());
          await press('.VPLocalNavOutlineDropdown > button');
          await hasTargets(touch, '.VPLocalNavOutlineDropdown .items', 5);
          await page.keyboard.press('Escape');
          await press('.VPLocalNav .menu');
          await hasTargets(touch, '.VPSidebar', 20);
          await page.keyboard.press('Escape');
          await page.waitForSelector('.VPBackdrop', { hidden: true });
          await press('.VPNavBarHamburger');
          await hasTargets(touch, '.VPNavScreen', 5);
          return undefined;
        } finally {
          await touch.close();
        }
      });
  });

  async function faultsIn(selector: string): Promise<string[]> {
    await tab.page.evaluate(axe.source);
    return tab.page.evaluate(async (context) => {
      // The colours of the other scheme come in transitions.
      const ends = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ends.map(({ finished }) => finished));
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(context);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    }, selector);
  }
});
