/** What a page has to load for SIP: each stack bundled with all that it needs, minified and compressed as a server would. */
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(import.meta.dirname);

/** Everything that an application may import of a stack: what the whole of it weighs. */
const STACKS = {
  'sip-elements': `export * from './src/sip/index.ts'`,
  'sip.js': `export * from 'sip.js'`,
  jssip: `export * from 'jssip'`,
} as const;

/** Kilobytes (1000 bytes) of one file, gzip at its best. */
async function weigh(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { global: 'globalThis' },
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1000;
}

export default async function bench(): Promise<object> {
  const values: Record<string, number> = {};
  for (const [name, contents] of Object.entries(STACKS)) values[name] = await weigh(contents);
  return { title: 'Bundle of the SIP stack, minified + gzip', unit: 'kB', better: 'less', values };
}
