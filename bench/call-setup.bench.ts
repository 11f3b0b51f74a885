/** How long a call takes to leave and to be heard, beside the bare platform, SIP.js and JsSIP in one Chromium. */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import type { Timing } from './call-setup/page.js';

const ROUNDS = 12;

/** Serves the bundled page from localhost, which is a secure context. Resolves with its address and what ends it. */
async function servePage(entry: string): Promise<{ url: string; close(): void }> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { global: 'globalThis' },
    logLevel: 'error',
  });
  const script = outputFiles[0]!.text;
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export default async function bench(): Promise<object[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium.');
  const site = await servePage(new URL('call-setup/page.ts', import.meta.url).pathname);
  const browser = await puppeteer.launch({ executablePath, args: chromiumFlags, headless: true });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(site.url);
    await page.waitForFunction('globalThis.run');
    const timings = (await page.evaluate(`run(${ROUNDS})`)) as Record<string, Timing[]>;
    const values = (pick: (timing: Timing) => number): Record<string, number> =>
      Object.fromEntries(Object.entries(timings).map(([name, list]) => [name, median(list.map(pick))]));
    const { 'ours, dead STUN': dead, ...invite } = values(({ invite }) => invite);
    const { 'ours, dead STUN': _, ...audio } = values(({ audio }) => audio);
    return [
      { title: 'From call() to INVITE on the wire', unit: 'ms', better: 'less', values: invite },
      { title: 'The same with a STUN server that never answers', unit: 'ms', better: 'less', values: { ours: dead } },
      { title: 'From answer to the first sound', unit: 'ms', better: 'less', values: audio },
    ];
  } finally {
    await browser.close();
    site.close();
  }
}
