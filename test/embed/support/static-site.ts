/** A site of pages without a build, beside the files for a script tag of the packed kit. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { Project } from './tarball.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** The text of a file of `test/embed/fixtures`. */
export const fixtureText = (path: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures', path), 'utf8');

/** The text of a page of `test/embed/fixtures/pages`. */
export const fixturePage = (name: string): string => fixtureText(`pages/${name}`);

export interface StaticSite {
  /** The address of a file, by host: two names of this machine are two origins. */
  url(path: string, host?: '127.0.0.1' | 'localhost'): string;
  /** The text of a file of the kit. */
  kit(name: string): string;
  /** Adds a file, with the content security policy of its response where one is given. */
  add(path: string, content: string | Uint8Array, policy?: string): void;
  stop(): Promise<void>;
}

/** Serves `dist/cdn` below /cdn/, and the files that are added. */
export async function serveStatic(): Promise<StaticSite> {
  const project = await Project.create();
  const folder = project.path('node_modules/sip-elements/dist/cdn');
  const added = new Map<string, { content: string | Uint8Array; policy?: string | undefined }>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, normalize(pathname).replace(/^\/cdn\//, ''));
    const { content: own, policy } = added.get(pathname) ?? {};
    const content = own ?? (pathname.startsWith('/cdn/') && existsSync(file) ? readFileSync(file) : undefined);
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': TYPES[extname(pathname)] ?? 'text/plain',
      // As a content delivery network sends it: a frame without an origin imports modules from it.
      'Access-Control-Allow-Origin': '*',
      ...(policy && { 'Content-Security-Policy': policy }),
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    kit: (name) => readFileSync(join(folder, name), 'utf8'),
    add: (path, content, policy) => void added.set(path, { content, policy }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
