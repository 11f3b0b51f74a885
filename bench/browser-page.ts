/** A page for benches: a bundled module on localhost, which is a secure context, in a Chromium with fake devices. */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { build } from 'esbuild';
import puppeteer, { type Page } from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';

/** Serves `entry`, opens it, waits until it has set the global `run`, and closes all when `work` is done. */
export async function withPage<T>(entry: URL, work: (page: Page) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium.');
  const script = await bundle(entry.pathname);
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({ executablePath, args: chromiumFlags, headless: true });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.run');
    return await work(page);
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { global: 'globalThis' },
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}
