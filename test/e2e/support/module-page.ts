/** A page whose script is a module of the test's own, bundled with what it imports from the sources. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

export interface ModulePage {
  readonly port: number;
  /** On localhost, which is a secure context. */
  readonly url: string;
  stop(): void;
}

/** Serves a page with this script; paths in it are those of the project's root. Globals that it sets are for the test. */
export async function serveModule(contents: string): Promise<ModulePage> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const html = `<!doctype html><link rel="icon" href="data:,"><body>page<script type="module">${outputFiles[0]!.text}</script>`;
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://localhost:${port}/`, stop: () => void server.close() };
}
