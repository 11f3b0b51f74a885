/**
 * The longest task of the main thread while a page loads a module for a script tag, in Chromium with the CPU slowed four times: the median of
 * nine runs, from the trace of the browser. A task above 50 ms delays an input of the user (W3C Long Tasks §3). Tasks
 * of the browser before it parses the page are left out: an empty page has them too. The work of the longest task of the last run is printed.
 * Subjects: long tasks, measured.
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

const PAGES = {
  'sip-phone.js': '<sip-phone></sip-phone>',
  'sip-dock.js': '<sip-dock></sip-dock>',
  'sip-click-to-call.js': '<sip-click-to-call target="1000"></sip-click-to-call>',
} as const;
type Name = keyof typeof PAGES;

/** The limits are what was reached on a machine of two cores that was busy with other work. */
const LIMITS: Record<Name, { limit: number; goal: number }> = {
  'sip-phone.js': { limit: 100, goal: 50 },
  'sip-dock.js': { limit: 100, goal: 50 },
  'sip-click-to-call.js': { limit: 120, goal: 50 },
};

/** An event of the trace; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** The time of the processor, which other programs of the machine do not lengthen. */
  readonly tdur?: number;
  readonly args: {
    readonly name?: string;
    readonly data?: { readonly url?: string; readonly functionName?: string };
    readonly beginData?: { readonly url?: string };
  };
}

interface Task {
  readonly milliseconds: number;
  /** What took longest in it, the longest first. */
  readonly work: readonly string[];
}

export default async function bench(): Promise<object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-long-tasks-'));
  await build({ root, mode: 'cdn', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const server = createServer(({ url = '/' }, response) => {
    const isPage = url.startsWith('/page/');
    response.setHeader('Content-Type', isPage ? 'text/html' : 'text/javascript');
    response.end(isPage ? pageOf(url.slice('/page/'.length) as Name) : readFileSync(join(folder, url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await puppeteer.launch({ executablePath: findChromium()!, args: chromiumFlags, headless: true });
  const values: Record<string, number> = {};
  try {
    for (const name of Object.keys(PAGES)) {
      const tasks: Task[] = [];
      // The first page of a browser is slower than the others: it is left out.
      for (let run = 0; run <= RUNS; run++) tasks.push(await longestTask(browser, `${origin}/page/${name}`));
      values[name] = median(tasks.slice(1).map(({ milliseconds }) => milliseconds));
      console.log(`\nLongest task of ${name}, last run\n  ${tasks.at(-1)!.work.join('\n  ')}`);
    }
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return [{ title: `Longest task, CPU slowed four times, median of ${RUNS}`, unit: 'ms', values, limits: LIMITS }];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const pageOf = (name: Name): string =>
  `<!doctype html><html lang="en"><title>Phone</title><link rel="icon" href="data:,"><script type="module" src="/${name}"></script>${PAGES[name]}</html>`;

/** Opens the page in a context of its own, with an empty cache, and returns the longest task until the element has rendered. */
async function longestTask(browser: Browser, url: string): Promise<Task> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.emulateCPUThrottling(4);
    await page.tracing.start({
      categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-v8.compile', '__metadata'],
    });
    await page.goto(url, { waitUntil: 'load' });
    // A phone is visible when all elements in it have rendered.
    await page.waitForFunction(() => {
      const element = document.body.lastElementChild!;
      return element.shadowRoot?.childElementCount && getComputedStyle(element).visibility === 'visible';
    });
    // Two frames later the page has been laid out and painted.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const trace = await page.tracing.stop();
    const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
    return longestOf(traceEvents, url);
  } finally {
    await context.close();
  }
}

/** Returns the duration of an event in µs. */
const lengthOf = ({ tdur, dur = 0 }: TraceEvent): number => tdur ?? dur;

/** The longest task of the main thread of the process that has evaluated the modules of the page. */
function longestOf(events: readonly TraceEvent[], url: string): Task {
  const { origin } = new URL(url);
  const own = events.find(({ args }) => args.data?.url?.startsWith(origin) && args.data.url.endsWith('.js'));
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const main = mains.find(({ pid }) => pid === own?.pid) ?? mains[0];
  const here = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid);
  const parses = here.filter(({ name, args }) => name === 'ParseHTML' && args.beginData?.url === url);
  if (parses.length === 0) throw new Error(`The trace has no parsing of ${url}`);
  const begin = Math.min(...parses.map(({ ts }) => ts));
  const tasks = here.filter(({ name, ts, dur = 0 }) => name.endsWith('RunTask') && ts + dur > begin);
  const longest = tasks.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  const end = longest.ts + (longest.dur ?? 0);
  const inside = here.filter(
    (event) => event !== longest && event.ts >= longest.ts && event.ts + (event.dur ?? 0) <= end,
  );
  const work = inside
    .filter((event) => lengthOf(event) > 3000)
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, 12)
    .map((event) => [event, event.args.data] as const)
    .map(([event, data]) =>
      [
        `${(lengthOf(event) / 1000).toFixed(1).padStart(6)} ms`,
        event.name,
        data?.functionName,
        data?.url?.replace(origin, ''),
      ]
        .filter(Boolean)
        .join(' '),
    );
  return { milliseconds: lengthOf(longest) / 1000, work };
}
