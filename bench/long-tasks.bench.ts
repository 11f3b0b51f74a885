/**
 * The longest task of the main thread while a page loads a module for a script tag, and while a pressed click-to-call button loads its phone
 * and calls the echo of the pocket PBX, in Chromium with the CPU slowed four times: the median of nine runs, from the trace of the browser.
 * A task above 50 ms delays an input of the user (W3C Long Tasks §3). Tasks of the browser before it parses the page are left out: an empty
 * page has them too. The work of the longest task of the last run is printed.
 * Subjects: long tasks, measured.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { build } from 'vite';
import { createPocketPbx, DEMO_ACCOUNTS } from '../packages/pbx/src/index.js';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { LoggerFactory } from '../src/sip/base/logger.js';

const root = dirname(import.meta.dirname);
const RUNS = 9;

interface Page {
  readonly module: string;
  readonly element: string;
  /** The task is that of a call after a press, not that of loading the page. */
  readonly isPressed?: true;
}

const [{ username, password }] = DEMO_ACCOUNTS as [(typeof DEMO_ACCOUNTS)[number]];
const ACCOUNT = (server: string): string =>
  `server="${server}" uri="sip:${username}@bench.test" password="${password}"`;
const BUTTON = (server = ''): string =>
  `<sip-click-to-call target="echo" ${server && ACCOUNT(server)}></sip-click-to-call>`;

const NAMES = [
  'sip-phone.js',
  'sip-dock.js',
  'sip-click-to-call.js',
  'sip-click-to-call.js, from the press to the call',
] as const;
type Name = (typeof NAMES)[number];

const pagesAt = (server: string): Record<Name, Page> => ({
  'sip-phone.js': { module: 'sip-phone.js', element: '<sip-phone></sip-phone>' },
  'sip-dock.js': { module: 'sip-dock.js', element: '<sip-dock></sip-dock>' },
  'sip-click-to-call.js': { module: 'sip-click-to-call.js', element: BUTTON() },
  'sip-click-to-call.js, from the press to the call': {
    module: 'sip-click-to-call.js',
    element: BUTTON(server),
    isPressed: true,
  },
});

/** The limits are what was reached on a machine of two cores that was busy with other work. */
const LIMITS: Record<Name, { limit: number; goal: number }> = {
  'sip-phone.js': { limit: 100, goal: 50 },
  'sip-dock.js': { limit: 100, goal: 50 },
  'sip-click-to-call.js': { limit: 70, goal: 50 },
  'sip-click-to-call.js, from the press to the call': { limit: 400, goal: 50 },
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
  const pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS, loggerFactory: new LoggerFactory({ builtinEnabled: false }) });
  const pages = pagesAt((await pbx.listen({ port: 0 })).url);
  const server = createServer(({ url = '/' }, response) => {
    const name = /^\/page\/(\d+)$/.exec(url)?.[1];
    response.setHeader('Content-Type', name ? 'text/html' : 'text/javascript');
    response.end(name ? pageOf(pages[NAMES[Number(name)]!]) : readFileSync(join(folder, url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await puppeteer.launch({ executablePath: findChromium()!, args: chromiumFlags, headless: true });
  const values: Record<string, number> = {};
  try {
    for (const [index, name] of NAMES.entries()) {
      const tasks: Task[] = [];
      // The first page of a browser is slower than the others: it is left out.
      for (let run = 0; run <= RUNS; run++)
        tasks.push(await longestTask(browser, `${origin}/page/${index}`, pages[name].isPressed));
      values[name] = median(tasks.slice(1).map(({ milliseconds }) => milliseconds));
      console.log(`\nLongest task of ${name}, last run\n  ${tasks.at(-1)!.work.join('\n  ')}`);
    }
  } finally {
    await browser.close();
    server.close();
    await pbx.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return [{ title: `Longest task, CPU slowed four times, median of ${RUNS}`, unit: 'ms', values, limits: LIMITS }];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const pageOf = ({ module, element }: Page): string =>
  `<!doctype html><html lang="en"><title>Phone</title><link rel="icon" href="data:,"><script type="module" src="/${module}"></script>${element}</html>`;

/**
 * Opens the page in a context of its own, with an empty cache, and returns the longest task until the element has rendered; `isPressed`: from
 * then on until the call of the button is answered.
 */
async function longestTask(browser: Browser, url: string, isPressed = false): Promise<Task> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.emulateCPUThrottling(4);
    const trace = () =>
      page.tracing.start({
        categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-v8.compile', '__metadata'],
      });
    if (!isPressed) await trace();
    await page.goto(url, { waitUntil: 'load' });
    // A phone is visible when all elements in it have rendered.
    await page.waitForFunction(() => {
      const element = document.body.lastElementChild!;
      return element.shadowRoot?.childElementCount && getComputedStyle(element).visibility === 'visible';
    });
    if (isPressed) {
      await trace();
      await page.click('sip-click-to-call');
      await page.waitForFunction(() => document.querySelector('sip-click-to-call:state(in-call)'));
    }
    // Two frames later the page has been laid out and painted.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const file = await page.tracing.stop();
    const { traceEvents } = JSON.parse(new TextDecoder().decode(file)) as { traceEvents: TraceEvent[] };
    return longestOf(traceEvents, url, isPressed);
  } finally {
    await context.close();
  }
}

/** Returns the duration of an event in µs. */
const lengthOf = ({ tdur, dur = 0 }: TraceEvent): number => tdur ?? dur;

/** The longest task of the main thread of the process that has evaluated the modules of the page. */
function longestOf(events: readonly TraceEvent[], url: string, isPressed: boolean): Task {
  const { origin } = new URL(url);
  const own = events.find(({ args }) => args.data?.url?.startsWith(origin) && args.data.url.endsWith('.js'));
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const main = mains.find(({ pid }) => pid === own?.pid) ?? mains[0];
  const here = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid);
  const parses = here.filter(({ name, args }) => name === 'ParseHTML' && args.beginData?.url === url);
  if (parses.length === 0 && !isPressed) throw new Error(`The trace has no parsing of ${url}`);
  const begin = isPressed ? 0 : Math.min(...parses.map(({ ts }) => ts));
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
