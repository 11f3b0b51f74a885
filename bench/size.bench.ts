/**
 * What a page has to load: the SIP stack beside its peers, and the files for a script tag, entries and elements beside their
 * limits. Entries and elements are bundled from the modules of the package, as an application does it.
 * Subjects: size limits; bundle size.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';
import { build as viteBuild } from 'vite';
import { minified } from '../scripts/minify.mjs';

const root = dirname(import.meta.dirname);

/** Everything that an application may import of a stack: what the whole of it weighs. */
const STACKS = {
  'sip-elements': `export * from './src/sip/index.ts'`,
  'sip.js': `export * from 'sip.js'`,
  jssip: `export * from 'jssip'`,
} as const;

/** Of each figure the limit that fails the run, and the goal; kB (1000 bytes), brotli. A change that makes a figure smaller lowers its limit. */
const LIMITS = {
  'sip-phone.js, first load': { limit: 166.1, goal: 110 },
  'sip-elements.js, all elements': { limit: 216, goal: 150 },
  // All elements and the number plans of all countries (36 kB), which the others load where a page has the option `country`.
  'sip-elements.iife.js, one file': { limit: 261.1, goal: 234 },
  'sip-click-to-call.js, before first use': { limit: 11.2, goal: 10 },
  'sip-loader.js': { limit: 1.95, goal: 2 },
  'headless phone': { limit: 105.6, goal: 75 },
  'sip-elements/sip': { limit: 53.3, goal: 46 },
  'a dialpad alone': { limit: 22.8, goal: 20 },
  'a further control, over a dialpad': { limit: 1.5, goal: 4 },
  'a language, at once': { limit: 3.9, goal: 3 },
  'a language, with all views': { limit: 5.85, goal: 5.4 },
} as const;

/** The files that a module for a script tag loads at once: it, what it imports statically, and the files of its steps (scripts/steps.mjs). */
function firstLoad(folder: string, name: string, seen = new Set<string>()): Set<string> {
  const path = join(folder, name);
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  for (const [, from = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+)["'`]/g))
    firstLoad(dirname(path), from, seen);
  for (const [, file = ''] of text.matchAll(/["'`](chunks\/[^"'`]+\.js)["'`]/g)) firstLoad(folder, file, seen);
  return seen;
}

/** Each file is compressed by itself, as a server sends it. */
const weighFiles = (paths: Iterable<string>): number =>
  [...paths].reduce((sum, path) => sum + brotliCompressSync(readFileSync(path)).length, 0) / 1000;

async function figures(): Promise<Record<keyof typeof LIMITS, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-size-'));
  // Below the packages that they import by name.
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const modules = mkdtempSync(join(cache, 'size-'));
  try {
    await viteBuild({ root, mode: 'modules', logLevel: 'error', build: { outDir: modules, emptyOutDir: true } });
    await viteBuild({ root, mode: 'cdn', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    for (const mode of ['script', 'loader'])
      await viteBuild({ root, mode, logLevel: 'error', build: { outDir: folder } });
    const cdn = (name: string): number => weighFiles(firstLoad(folder, name));
    const bundle = (...entries: string[]): Promise<number> =>
      firstLoadOf(entries.map((entry) => `export * from './${entry}.js';`).join('\n'), modules);
    const language = (file: string): Promise<number> =>
      firstLoadOf(`export { default } from './components/shared/text/locales/ar/${file}.js';`, modules);
    const dialpad = await bundle('define/sip-dialpad');
    return {
      'sip-phone.js, first load': cdn('sip-phone.js'),
      'sip-elements.js, all elements': cdn('sip-elements.js'),
      'sip-elements.iife.js, one file': cdn('sip-elements.iife.js'),
      'sip-click-to-call.js, before first use': cdn('sip-click-to-call.js'),
      'sip-loader.js': cdn('sip-loader.js'),
      'headless phone': await bundle('phone/index'),
      'sip-elements/sip': await bundle('sip/index'),
      'a dialpad alone': dialpad,
      'a further control, over a dialpad': (await bundle('define/sip-dialpad', 'define/sip-mute-button')) - dialpad,
      'a language, at once': await language('parts'),
      'a language, with all views': await language('index'),
    };
  } finally {
    for (const each of [folder, modules]) rmSync(each, { recursive: true, force: true });
  }
}

/** What a page loads of a module at once, where a bundler keeps what is loaded later in files of their own. */
async function firstLoadOf(contents: string, modules: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-size-'));
  try {
    // Names of chunks are made of paths below the working folder, and order the code: with those of a random folder a figure
    // changed by 0.2 kB from run to run.
    const outdir = join(modules, 'bundle');
    const { outputFiles } = await build({ ...options(contents, modules), splitting: true, outdir, write: false });
    for (const { path, text } of outputFiles) {
      const file = join(folder, relative(outdir, path));
      writeFileSync(file, (await minified(file, text)).code);
    }
    return weighFiles(firstLoad(folder, 'stdin.js'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The code of one module with all that it imports, minified. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({ ...options(contents, root), write: false });
  return (await minified('stack.js', outputFiles[0]!.text)).code;
}

function options(contents: string, folder: string): BuildOptions {
  return {
    absWorkingDir: folder,
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // As the build of the package writes it.
    charset: 'utf8',
    // What only some pages need is loaded by itself.
    external: ['libphonenumber-js/min'],
    define: { global: 'globalThis' },
    logLevel: 'error',
  };
}

export default async function bench(): Promise<object[]> {
  const values: Record<string, number> = {};
  for (const [name, contents] of Object.entries(STACKS))
    values[name] = gzipSync(await bundled(contents), { level: 9 }).length / 1000;
  return [
    { title: 'Bundle of the SIP stack, minified + gzip', unit: 'kB', better: 'less', values },
    { title: 'What a page loads, minified + brotli', unit: 'kB', values: await figures(), limits: LIMITS },
  ];
}
