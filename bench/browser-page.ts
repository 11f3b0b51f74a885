/** A page for benches: a bundled module on localhost, which is a secure context, in each browser with fake devices. */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { build } from 'esbuild';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { findFirefox, firefoxPreferences, hasDefaultRoute, noDefaultRoute } from '../scripts/firefox.mjs';

export type BrowserName = 'Chromium' | 'Firefox';

export interface BenchPage {
  readonly browser: BrowserName;
  readonly page: Page;
  /** kB that the objects of the page take, when all that can be has been collected. */
  heap(): Promise<number>;
  /** Collects what can be collected. */
  collect(): Promise<void>;
}

/** Serves `entry` to each browser, opens it, waits until it has set the global `run`, and closes all when `work` is done. */
export function inEachBrowser<T>(entry: URL, work: (page: BenchPage) => Promise<T[]>): Promise<T[]> {
  return withServer(entry, async (url) => {
    const results: T[] = [];
    for (const name of ['Chromium', 'Firefox'] as const) {
      const options = await launchOptions(name);
      if (typeof options === 'string') console.log(`\n${name} is left out. ${options}`);
      else results.push(...(await withBrowser(name, options, url, work)));
    }
    if (results.length === 0) throw new Error('There is no browser.');
    return results;
  });
}

/** The same in a Chromium of its own. */
export async function inChromium<T>(entry: URL, work: (page: BenchPage) => Promise<T>): Promise<T> {
  const options = await launchOptions('Chromium');
  if (typeof options === 'string') throw new Error(options);
  return withServer(entry, (url) => withBrowser('Chromium', options, url, work));
}

async function withServer<T>(entry: URL, work: (url: string) => Promise<T>): Promise<T> {
  const script = await bundle(entry.pathname);
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://localhost:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

/** What is missing, in words, where it cannot be started. */
async function launchOptions(name: BrowserName): Promise<LaunchOptions | string> {
  const executablePath = name === 'Chromium' ? findChromium() : findFirefox();
  if (!executablePath) return `There is no ${name}.`;
  if (name === 'Chromium') return { executablePath, args: chromiumFlags, headless: true };
  if (!(await hasDefaultRoute())) return noDefaultRoute;
  const extraPrefsFirefox = {
    ...firefoxPreferences,
    'dom.testing.testutils.enabled': true,
    // Its clock else goes in steps of a millisecond.
    'privacy.reduceTimerPrecision': false,
  };
  // The second is for the memory reporter, which is not the page's.
  return {
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox,
    args: ['--remote-allow-system-access'],
    headless: true,
  };
}

async function withBrowser<T>(
  name: BrowserName,
  options: LaunchOptions,
  url: string,
  work: (page: BenchPage) => Promise<T>,
): Promise<T> {
  const browser = await puppeteer.launch(options);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => console.error(String(error)));
    // Of a page that is gone, the next command says only that its frame is detached.
    page.on('error', (error) => console.error(String(error)));
    page.on('framenavigated', (frame) => frame.url() === url || console.error(`The page went to ${frame.url()}`));
    await page.goto(url);
    await page.waitForFunction('globalThis.run');
    const isChromium = name === 'Chromium';
    const heap = isChromium ? () => heapInChromium(page) : () => heapInFirefox(browser, page, url);
    const collect = isChromium ? () => collectInChromium(page) : () => page.evaluate('TestUtils.gc()').then(() => {});
    return await work({ browser: name, page, heap, collect });
  } finally {
    await browser.close();
  }
}

async function collectInChromium(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

async function heapInChromium(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  for (let pass = 0; pass < 3; pass += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1024;
}

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]] };
  };
  /** The fields of one node after the other. */
  readonly nodes: number[];
  /** The names of the nodes. */
  readonly strings: string[];
}

/** What a heap in Chromium consists of. */
export interface HeapParts {
  /** kB without compiled code, which the engine makes of what runs often. */
  readonly objects: number;
  /** Functions that have run, and so have bytecode; functions of which the engine has made machine code. */
  readonly bytecode: number;
  readonly machineCode: number;
}

export async function heapPartsInChromium(page: Page): Promise<HeapParts> {
  const session = await page.createCDPSession();
  let text = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (text += chunk));
  for (let pass = 0; pass < 3; pass += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { snapshot, nodes, strings } = JSON.parse(text) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size, name] = [fields.indexOf('type'), fields.indexOf('self_size'), fields.indexOf('name')];
  const code = types[0].indexOf('code');
  const [bytecode, machineCode] = ['BytecodeArray', 'InstructionStream'].map((kind) =>
    strings.indexOf(`system / ${kind}`),
  );
  const parts = { objects: 0, bytecode: 0, machineCode: 0 };
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (nodes[node + type] !== code) parts.objects += nodes[node + size]! / 1024;
    else if (nodes[node + name] === bytecode) parts.bytecode += 1;
    else if (nodes[node + name] === machineCode) parts.machineCode += 1;
  }
  return parts;
}

/** What about:memory has under the page's window. */
const REPORT = (url: string): string => `new Promise((resolve) => {
  let bytes = 0;
  const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
  const add = (process, path, kind, units, amount) => {
    if (path.startsWith('explicit/window-objects/top(${url.replaceAll('/', '\\\\')}')) bytes += amount;
  };
  manager.getReports(add, null, () => resolve(bytes), null, false);
})`;

interface Bidi {
  connection: { send(method: string, parameters: object): Promise<{ result: Record<string, unknown> }> };
}

async function heapInFirefox(browser: Browser, page: Page, url: string): Promise<number> {
  for (let pass = 0; pass < 3; pass += 1) await page.evaluate('TestUtils.gc()');
  const { connection } = browser as unknown as Bidi;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = tree.result['contexts'] as { context: string }[];
  const { result } = await connection.send('script.evaluate', {
    expression: REPORT(url),
    target: { context: window!.context },
    awaitPromise: true,
  });
  const bytes = (result['result'] as { value?: number } | undefined)?.value;
  if (!bytes) throw new Error(`Firefox tells no size of the page: ${JSON.stringify(result)}`);
  return bytes / 1024;
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
