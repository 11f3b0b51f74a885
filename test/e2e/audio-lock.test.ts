/** The autoplay policy of Chromium (https://developer.chrome.com/blog/autoplay): found out before a ring is missed, lifted by a click. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { build } from 'esbuild';
import puppeteer, { type Browser } from 'puppeteer-core';
import { chromiumFlags } from '../../scripts/chromium.mjs';
import { needs } from '../support/needs.js';

describe('a phone in a page that nobody has touched', () => {
  let browser: Browser | undefined;
  let server: Server | undefined;

  afterEach(async () => {
    await browser?.close();
    server?.close();
  });

  it('knows that it cannot ring, and can after a click', async function () {
    const executablePath = needs(this, 'chromium');
    const contents = `
      import { Tones } from './src/media/index.ts';
      globalThis.tones = new Tones();
      globalThis.told = [];
      tones.on('locked', (locked) => told.push(locked));
      document.addEventListener('click', () => (globalThis.unlocked = tones.unlock()));
      tones.check().then((locked) => console.log('locked ' + locked));`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
    });
    server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><body>page<script type="module">${outputFiles[0]!.text}</script>`);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const args = chromiumFlags.filter((flag) => !flag.startsWith('--autoplay-policy'));
    browser = await puppeteer.launch({ executablePath, args, headless: true });
    const page = await browser.newPage();
    // Whatever puppeteer evaluates counts as a gesture, so the page has to tell by itself.
    const first = new Promise<string>((resolve) =>
      page.on('console', (message) => message.text().startsWith('locked') && resolve(message.text())),
    );
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    expect(await first).to.equal('locked true');
    await page.click('body');
    await page.evaluate('unlocked');
    expect(await page.evaluate('tones.locked')).to.equal(false);
    expect(await page.evaluate('told')).to.deep.equal([true, false]);
  });
});
