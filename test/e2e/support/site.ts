/** The project's own development server on a free port, pocket PBX included, and pages that hold what a test needs. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SipServer } from './kamailio.js';
import { build, createServer, type PluginOption, type ViteDevServer } from 'vite';

export interface Site {
  /** The origin, without a slash at its end. */
  readonly url: string;
  /** The pocket PBX that is served with the page. */
  readonly pbx: SipServer;
  /** The address of a page whose body is this HTML, sent with these header fields. */
  page(body: string, headers?: Readonly<Record<string, string>>): string;
  stop(): Promise<void>;
}

const PATH = '/test-page';
const BUNDLE = '/test-bundle/';

let shared: Promise<Site> | undefined;

/**
 * The site, one for the whole run. Its pages load all elements, made into one file from `src/` at the start, as several
 * hundred modules for each page would take longer than most tests; the body comes from the test.
 */
export function theSite(): Promise<Site> {
  return (shared ??= startSite());
}

after('close the site', async () => {
  await (await shared)?.stop();
  shared = undefined;
});

async function startSite(): Promise<Site> {
  const served: { readonly body: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const pages: PluginOption = {
    name: 'test-pages',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        const one = served[Number(url.searchParams.get('n'))];
        if (url.pathname !== PATH || one === undefined) return next();
        for (const [name, value] of Object.entries(one.headers)) response.setHeader(name, value);
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(document(one.body));
      });
    },
  };
  const elements = await bundle();
  const scripts: PluginOption = {
    name: 'test-bundle',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const code = elements.get(request.url ?? '');
        if (code === undefined) return next();
        response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
        response.end(code);
      });
    },
  };
  const server: ViteDevServer = await createServer({
    logLevel: 'error',
    // Apart from the cache of a server that a developer runs: two that share one make each other reload.
    cacheDir: cache(),
    // Everything that a page may import is known at the start, so that no page is reloaded in a test.
    optimizeDeps: { entries: ['src/index.ts'] },
    // A test may call this machine by a name that is no secure context.
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, allowedHosts: ['phone.example'] },
    plugins: [scripts, pages],
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    pbx: {
      url: `ws://127.0.0.1:${port}/sip`,
      domain: 'sip-elements',
      passwordOf: (name) => `${name}-demo`,
      stop: () => Promise.resolve(),
    },
    page: (body, headers = {}) => `${url}${PATH}?n=${served.push({ body, headers }) - 1}`,
    stop: () => server.close(),
  };
}

/** The elements and what they load later; path → code. */
async function bundle(): Promise<Map<string, string>> {
  const output = { entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js' };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2022', rolldownOptions: { input: 'src/index.ts', output } },
  });
  if (!Array.isArray(built) && !('output' in built)) throw new Error('Vite watches instead of building');
  const chunks = [built].flat().flatMap((part) => part.output);
  return new Map(chunks.flatMap((one) => (one.type === 'chunk' ? [[`${BUNDLE}${one.fileName}`, one.code]] : [])));
}

let cacheFolder: string | undefined;

/** One folder for the run; it goes with the process. */
function cache(): string {
  if (cacheFolder === undefined) {
    const folder = (cacheFolder = mkdtempSync(join(tmpdir(), 'sip-elements-vite-')));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  return cacheFolder;
}

function document(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>
<link rel="icon" href="data:,"><script type="module" src="${BUNDLE}index.js"></script></head><body>${body}</body></html>`;
}
