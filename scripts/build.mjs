/**
 * Builds the packages: `npm run build`, and `npm run build -- kit` or `pbx` for one of them. The kit goes into dist/: modules, the
 * files for a script tag, declarations, the custom elements manifest; the pocket PBX into packages/pbx/dist/. Vite empties
 * the folder at the start of the modules. In the end each packed package is checked (publint, attw).
 * Subjects: build; npm run build; checks of the packed packages.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** @typedef {[title: string, command: string]} Step */

// Every way to resolve a module. Node loads an ES module by `require()` since 20.19, the oldest version of "engines".
const ATTW = '--quiet --ignore-rules cjs-resolves-to-esm';

/** @type {Step[][]} the steps of one list need nothing of each other */
const kit = [
  [['registration files', 'node scripts/define.mjs']],
  [['modules', 'vite build --mode modules --logLevel warn']],
  [
    ['modules for a script tag', 'vite build --mode cdn --logLevel warn'],
    ['the file for a script tag that is no module', 'vite build --mode script --logLevel warn'],
    ['declarations', 'tsc -p tsconfig.json'],
    ['custom elements manifest', 'cem analyze --config scripts/manifest.mjs --quiet && node scripts/manifest.mjs'],
    ['the loader for a script tag', 'vite build --mode loader --logLevel warn'],
    ['the page for a frame', 'vite build --mode embed --logLevel warn'],
    ['themes', 'node scripts/themes.mjs'],
  ],
  [
    ['integrity of the files for a script tag', 'node scripts/integrity.mjs'],
    ['types of templates and data of editors', 'node scripts/editor-data.mjs'],
  ],
  [
    ['package: types', `attw --pack . ${ATTW} --exclude-entrypoints custom-elements.json`],
    ['package: publint', 'publint --strict'],
  ],
];

/** @type {Step[][]} */
const pbx = [
  [['pocket PBX: modules', 'vite build packages/pbx --logLevel warn']],
  [['pocket PBX: declarations', 'tsc -p packages/pbx']],
  [
    ['pocket PBX: publint', 'publint --strict packages/pbx'],
    ['pocket PBX: types', `attw --pack packages/pbx ${ATTW}`],
  ],
];

const chosen = process.argv[2];
if (chosen !== undefined && chosen !== 'kit' && chosen !== 'pbx') throw new Error(`There is no package ${chosen}`);
const folders = { kit: 'dist', pbx: 'packages/pbx/dist' };

// publint and attw pack the package: its prepack must not build again.
/** @type {NodeJS.ProcessEnv} */
const env = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  SIP_ELEMENTS_BUILDING: '1',
};
// Options of the `npm pack` or `npm publish` that this build is the prepack of are not those of their packing.
for (const option of ['dry_run', 'json', 'pack_destination', 'workspace', 'workspaces'])
  delete env[`npm_config_${option}`];

for (const steps of [...(chosen === 'pbx' ? [] : kit), ...(chosen === 'kit' ? [] : pbx)]) {
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await succeeds(step))) process.exit(1);
  };
  await Promise.all(Array.from({ length: Math.min(steps.length, availableParallelism()) }, worker));
}

/** Runs a step; its output is written when it ends. @param {Step} step */
async function succeeds([title, command]) {
  const started = performance.now();
  const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(output));
  console.log(`${code === 0 ? '✔' : '✘'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return code === 0;
}

// Vite can leave decorators as they are and report success; no browser would read the file.
const files = (chosen ? [folders[chosen]] : Object.values(folders)).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
);
const raw = files.filter((file) => /(?<!\.d)\.(js|ts)$/.test(file) && hasDecorator(file));
if (raw.length > 0) console.error(`✘ decorators were left in ${raw.join(', ')}`);
process.exitCode = raw.length > 0 ? 1 : 0;

/** @param {string} file */
function hasDecorator(file) {
  return /^\s*(@\w+\(|(static\s+)?accessor\s+[\w#$]+\s*[=;])/m.test(
    readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, ''),
  );
}
