/**
 * The modules for a script tag, built once a run, from a server that can refuse one of them.
 * Subjects: script-tag modules of a test, served.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const run = promisify(execFile);

export interface CdnSite {
  /** The address of a page that loads these modules and has this body. */
  page(modules: readonly string[], body: string): string;
  /** Answers 503 to requests whose path matches, as long as `refuses` returns true; `undefined`: to none. */
  refuse: { readonly path: RegExp; refuses(): boolean } | undefined;
  /** The paths that were requested, in order, the refused ones too. */
  readonly requests: string[];
  stop(): Promise<void>;
}

export async function serveCdn(): Promise<CdnSite> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-cdn-'));
  // The command, as in a release.
  await run(
    process.execPath,
    [VITE, 'build', '--mode', 'cdn', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'],
    {
      cwd: ROOT,
    },
  );
  const pages: string[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const page = pages[Number(searchParams.get('n') ?? -1)];
    if (page !== undefined) return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
    requests.push(pathname);
    const { refuse } = site;
    if (refuse?.path.test(pathname) && refuse.refuses()) return response.writeHead(503).end();
    const file = join(folder, pathname);
    if (!file.startsWith(folder) || !file.endsWith('.js')) return response.writeHead(404).end();
    return response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const site: CdnSite = {
    refuse: undefined,
    requests,
    page(modules, body) {
      const scripts = modules.map((name) => `<script type="module" src="/${name}"></script>`).join('');
      pages.push(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">${scripts}</head><body>${body}</body></html>`,
      );
      return `http://localhost:${port}/?n=${pages.length - 1}`;
    },
    async stop() {
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return site;
}
