/**
 * The site: `npm run docs` builds it into docs/.vitepress/dist, `npm run docs -- serve` shows it while its pages are edited. Its pages are
 * those of docs/, the reference pages made here (elements from the manifest, classes by TypeDoc), and sizes as `npm run bench -- size` measures
 * them. A build fails where a link of a page leads nowhere, or where the catalogue of stories cannot be built.
 * Subjects: site, build; npm run docs; Storybook, build.
 */
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { deadLinks } from './docs-links.mjs';

const root = dirname(import.meta.dirname);
const docs = join(root, 'docs');
const env = {
  ...process.env,
  PATH: [join(docs, 'node_modules', '.bin'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

/** @param {string} title @param {string} command @param {string} [cwd] */
function step(title, command, cwd = root) {
  const started = performance.now();
  const { status } = spawnSync(command, { cwd, shell: true, stdio: 'inherit', env });
  console.log(`${status === 0 ? '✔' : '✘'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) process.exit(1);
}

/** The pages of elements and classes, in docs/reference/. */
function makeReference() {
  step('custom elements manifest', 'cem analyze --config scripts/manifest.mjs --quiet --outdir docs/reference');
  step(
    'pages of the elements',
    'node scripts/docs-elements.mjs docs/reference/custom-elements.json docs/reference/elements',
  );
  step('pages of the classes', 'typedoc --options typedoc.json', docs);
}

/** The sizes that the first page shows: docs/reference/sizes.json. */
function measureSizes() {
  const source = `
    import { writeFileSync } from 'node:fs';
    const { default: bench } = await import('./bench/size.bench.ts');
    writeFileSync('docs/reference/sizes.json', JSON.stringify(await bench()));
    process.exit(0);`;
  step('sizes', `node --import tsx --input-type=module --eval ${JSON.stringify(source.replaceAll('\n', ' '))}`);
}

makeReference();
measureSizes();

if (process.argv[2] === 'serve') step('site', 'vitepress dev docs');
else {
  step('site', 'vitepress build docs');
  // Nobody reads it here: a story or a setting that Storybook cannot build fails.
  step('catalogue of stories', 'storybook build --output-dir storybook-static --loglevel warn --disable-telemetry');
  const dead = deadLinks(join(docs, '.vitepress', 'dist'));
  for (const { page, target } of dead) console.error(`${page}: there is no ${target}`);
  console.log(`${dead.length === 0 ? '✔' : '✘'} links (${dead.length} dead)`);
  process.exitCode = dead.length === 0 ? 0 : 1;
}
