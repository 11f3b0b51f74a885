/**
 * What the loader costs a text page in Chromium: Largest Contentful Paint, and Total Blocking Time (the part of each task beyond 50 ms), with
 * the CPU slowed four times. Nine runs of each page, in turn; the values are medians, compared with the noise of the page without it: the
 * distance between the quartiles of its runs.
 * Subjects: LCP of a page with the loader.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { build } from 'vite';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';

const root = dirname(import.meta.dirname);
const RUNS = 9;
/** How long a page is watched after its `load` event, in ms. */
const WATCHED = 3000;

const LOADER = '<script src="/cdn/sip-loader.js" async></script>';
const FAR = '<div style="block-size: 4000px"></div>';
/** The first one is the page that the others are compared with. */
const PAGES = {
  'without the loader': '',
  'with the loader': LOADER,
  'loader, a button far below': `${LOADER}${FAR}<sip-click-to-call target="100"></sip-click-to-call>`,
};

interface Figures {
  readonly paint: number;
  readonly blocked: number;
}

export default async function bench(): Promise<object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-loader-'));
  for (const mode of ['cdn', 'loader'])
    await build({ root, mode, logLevel: 'error', build: { outDir: folder, emptyOutDir: false } });
  const { url, close } = await serve(folder);
  const browser = await puppeteer.launch({ executablePath: findChromium()!, args: chromiumFlags, headless: true });
  const runs = new Map<string, Figures[]>(Object.keys(PAGES).map((name) => [name, []]));
  try {
    // The first page of a browser is slower than the others: it is left out.
    await measure(browser, url(0));
    for (let run = 0; run < RUNS; run++)
      for (const [index, name] of Object.keys(PAGES).entries())
        runs.get(name)!.push(await measure(browser, url(index)));
  } finally {
    await browser.close();
    close();
    rmSync(folder, { recursive: true, force: true });
  }
  const medians = (of: (figures: Figures) => number): Record<string, number> =>
    Object.fromEntries([...runs].map(([name, figures]) => [name, median(figures.map(of))]));
  for (const [title, of] of [
    ['Largest Contentful Paint', ({ paint }: Figures) => paint],
    ['Total Blocking Time', ({ blocked }: Figures) => blocked],
  ] as const) {
    const each = [...runs].map(([name, figures]) => `${name}: ${figures.map((one) => Math.round(of(one))).join(' ')}`);
    console.log(`\n${title} of each run (ms)\n  ${each.join('\n  ')}`);
    const [[, plain], ...others] = [...runs] as [[string, Figures[]], ...[string, Figures[]][]];
    const noise = quartiles(plain.map(of));
    for (const [name, figures] of others) {
      const more = median(figures.map(of)) - median(plain.map(of));
      const verdict = Math.abs(more) <= noise ? 'within' : 'beyond';
      console.log(
        `  ${name}: ${more.toFixed(0)} ms more, ${verdict} the noise of the first page (${noise.toFixed(0)} ms)`,
      );
    }
  }
  return [
    {
      title: `Largest Contentful Paint, median of ${RUNS}`,
      unit: 'ms',
      better: 'less',
      values: medians(({ paint }) => paint),
    },
    {
      title: `Total Blocking Time, median of ${RUNS}`,
      unit: 'ms',
      better: 'less',
      values: medians(({ blocked }) => blocked),
    },
  ];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The distance between the quartiles: how far runs of the same page are apart. */
function quartiles(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.75) - 1]! - sorted[Math.floor(sorted.length * 0.25)]!;
}

/** Serves each page of `PAGES` by its number, and the files of the folder below /cdn/. */
async function serve(folder: string): Promise<{ url(index: number): string; close(): void }> {
  const text =
    '<p>A page of text, as most pages are: it has a heading, some paragraphs, and no phone in sight.</p>'.repeat(60);
  const pages = Object.values(PAGES).map(
    (extra) =>
      `<!doctype html><html lang="en"><title>Text</title><link rel="icon" href="data:,"><h1>Text</h1>${text}${extra}</html>`,
  );
  const server = createServer(({ url = '/' }, response) => {
    const isScript = url.startsWith('/cdn/');
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? readFileSync(join(folder, url.slice('/cdn/'.length))) : pages[Number(url.slice(1))]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: (index) => `http://127.0.0.1:${port}/${index}`, close: () => void server.close() };
}

/** Opens the page in a context of its own, with an empty cache. */
async function measure(browser: Browser, url: string): Promise<Figures> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.emulateCPUThrottling(4);
    await page.evaluateOnNewDocument(() => {
      const figures = { paint: 0, blocked: 0 };
      Object.assign(globalThis, { figures });
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntries()) figures.paint = startTime;
      }).observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) figures.blocked += Math.max(0, duration - 50);
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(url, { waitUntil: 'load' });
    // The page is watched for as long as Lighthouse watches one that is idle.
    await new Promise((resolve) => setTimeout(resolve, WATCHED));
    return await page.evaluate(() => (globalThis as unknown as { figures: Figures }).figures);
  } finally {
    await context.close();
  }
}
