/** Runs the same work on each library, each in a process of its own, in turns, and takes the median of the turns. */

import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Library → the module that measures it; the own one first. */
export type Peers = Record<string, string>;

/** What a module writes to its standard output, as JSON. */
export type Figures = Record<string, number>;

/** One JIT must not learn from two libraries, and a machine that others use is slow at times: hence processes and turns. */
export async function runPeers(peers: Peers, rounds: number): Promise<Record<string, Figures>> {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    const files = new Map<string, string>();
    for (const [name, source] of Object.entries(peers)) files.set(name, await bundle(name, source, folder));
    const turns = new Map<string, Figures[]>(Object.keys(peers).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, file] of files) turns.get(name)!.push(runOnce(file));
    }
    return Object.fromEntries([...turns].map(([name, figures]) => [name, medians(figures)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As an application gets it: one minified module. */
async function bundle(name: string, source: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(root, 'bench', source)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

function runOnce(file: string): Figures {
  const { status, stdout } = spawnSync(process.execPath, [file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${file} ended with ${status}`);
  return JSON.parse(stdout) as Figures;
}

function medians(figures: readonly Figures[]): Figures {
  const names = Object.keys(figures[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(figures.map((figure) => figure[name]!))]));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** One figure of all libraries. */
export function pick(results: Record<string, Figures>, figure: string): Record<string, number> {
  return Object.fromEntries(Object.entries(results).map(([name, figures]) => [name, figures[figure]!]));
}
