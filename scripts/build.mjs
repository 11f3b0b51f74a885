/**
 * Builds the package into dist/: modules, the files for a script tag, declarations, the custom elements manifest.
 * The order matters: Vite empties dist/ at its start. In the end the packed package is checked (publint, attw).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** @type {[title: string, command: string, condition?: boolean][]} */
const steps = [
  ['registration files', 'node scripts/define.mjs'],
  ['modules', 'vite build --mode modules --logLevel warn'],
  ['files for a script tag', 'vite build --mode cdn --logLevel warn', existsSync(join(root, 'src/cdn.ts'))],
  ['numbers by country', 'vite build --mode numbers --logLevel warn', existsSync(join(root, 'src/cdn.ts'))],
  ['declarations of the pocket PBX', 'tsc -p tsconfig.pbx.json', existsSync(join(root, 'src/pbx'))],
  ['declarations', 'tsc -p tsconfig.json'],
  [
    'custom elements manifest',
    'cem analyze --config scripts/manifest.mjs --quiet && node scripts/manifest.mjs',
    existsSync(join(root, 'src/components')),
  ],
  ['package: publint', 'publint --strict'],
  ['package: types', 'attw --pack . --profile esm-only --quiet --exclude-entrypoints custom-elements.json'],
];

const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

for (const [title, command, condition = true] of steps) {
  if (!condition) continue;
  const started = performance.now();
  const { status } = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: 'inherit',
    // attw packs the package: its prepack must not build again.
    env: { ...process.env, PATH: path, SIP_ELEMENTS_BUILDING: '1' },
  });
  console.log(`${status === 0 ? '✔' : '✘'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) process.exit(1);
}

// Vite can leave decorators as they are and report success; no browser would read the file.
const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' });
const raw = files.filter((file) => /(?<!\.d)\.(js|ts)$/.test(file) && hasDecorator(join(root, 'dist', file)));
if (raw.length > 0) console.error(`✘ decorators were left in ${raw.join(', ')}`);
process.exitCode = raw.length > 0 ? 1 : 0;

/** @param {string} file */
function hasDecorator(file) {
  return /^\s*(@\w+\(|(static\s+)?accessor\s+[\w#$]+\s*[=;])/m.test(
    readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, ''),
  );
}
