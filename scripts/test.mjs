/**
 * Runs the tests and counts them: `node scripts/test.mjs [unit|media|random|catalogue|e2e|long] [--grep text] [file or folder …]`.
 * Unit tests without a page run in Node (mocha), those with one in Chromium (web-test-runner), and so do those of the catalogue:
 * every story, scene and state of the phone. Random tests run in Node. Those of the media, real calls with sound, run in Chromium, and
 * without the phone in Firefox; end-to-end tests run in Node and drive browsers and real servers. `unit` with a file or folder runs all tests there but end-to-end ones. Two runs go on at a time, and a third of
 * tests that wait; those of `unit` all at once. Exit code 0 only if every suite ran, had tests and none of them failed.
 * Subjects: test suites; npm test; order and number of test runs.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { notRun } from './conformance.mjs';
import { hasDefaultRoute, noDefaultRoute } from './firefox.mjs';
import { keepResults } from './interop.mjs';
import { programs, provide } from './provision.mjs';

/**
 * @typedef {'unit' | 'media' | 'random' | 'catalogue' | 'e2e'} Kind
 * @typedef {{ title: string, reason: string }} Skipped
 * @typedef {{ title: string, message: string }} Failure
 * @typedef {{ passed: number, failed: number, skipped: Skipped[], failures?: Failure[], filtered?: number, crash?: string, ran?: Record<string, string[]> }} Result
 *   `ran`: full titles of passed tests by file
 * @typedef {object} Suite
 * @property {string} title
 * @property {Kind} kind
 * @property {string[]} folders below test/
 * @property {(file: string) => boolean} [accepts] which files of the folders; all of them if absent
 * @property {(keyof typeof programs)[]} needs
 * @property {(keyof typeof programs)[]} [uses] programs that some of its tests need; without them those are skipped
 * @property {'beside' | 'after'} [when] `beside`: beside the two runs of other suites, when the first of those has ended; `after`: when all others have ended; absent: as one of the two runs
 * @property {number} [batches] into how many runs its files are divided, so that two of them run at a time; 1 if absent
 * @property {(files: string[], grep: string | undefined) => string[]} command arguments for node
 *
 * @typedef {object} Job one run of some files of a suite
 * @property {Suite} suite
 * @property {string[]} files
 */

const root = dirname(import.meta.dirname);
const ci = process.env.CI === 'true';

/** @param {string} name @param {string} file */
const inPackage = (name, file) => join(root, 'node_modules', name, file);

/** @param {number} timeout in milliseconds, for each test */
const mocha = (timeout) => (/** @type {string[]} */ files, /** @type {string | undefined} */ grep) => [
  inPackage('mocha', 'bin/mocha.js'),
  // Ends also where a test left something open, such as a connection to an address that is gone.
  ...['--exit', '--reporter', 'scripts/mocha-reporter.cjs', '--timeout', String(timeout)],
  ...(grep ? ['--grep', grep] : []),
  ...files,
];

/** @param {string} config @returns {Suite['command']} */
const webTestRunner = (config) => (files) => [
  inPackage('@web/test-runner', 'dist/bin.js'),
  ...['--config', config, '--files', ...files],
];

/**
 * What walks through every story, scene, state or theme of the phone as a whole: room for texts, focus, WCAG, parts, pictures, accessibility
 * trees, a strict policy; files or folders. First are those that take longest, so that no core waits for the last of them.
 */
const CATALOGUE = [
  'snapshots/pictures.test.ts',
  'every-story.test.ts',
  'stories.test.ts',
  'reachable-parts.test.ts',
  'sip-phone/keyboard.test.ts',
  'sip-phone/room-of-words.test.ts',
  'states/',
  'strict-csp/',
  'sip-phone/surfaces.test.ts',
  'sip-phone/tab-order.test.ts',
  'shared/styles/theme.test.ts',
  'shared/text/isolated-names.test.ts',
  'snapshots/',
].map((path) => `test/components/${path}`);

/** @param {string} file @returns {boolean} */
const inCatalogue = (file) => CATALOGUE.some((path) => file.startsWith(path));

/** @param {string} file */
const placeInCatalogue = (file) => CATALOGUE.findIndex((path) => file.startsWith(path));

/**
 * What makes many random messages, sequences or calls, a fixed share of them in each run and all by night (`LONG_TESTS=true`): more than
 * half of the processor time of the tests in Node. Files or folders.
 */
const RANDOM = [
  'test/phone/contacts/hostile-text.node.test.ts',
  'test/sip/core/hostile-server.test.ts',
  'test/sip/core/hostile.test.ts',
  'test/sip/message/hostile.test.ts',
  'test/sip/message/round-trip.test.ts',
  'test/sip/simulator/',
  'test/sip/transport/any-order.test.ts',
];

/** @param {string} file @returns {boolean} */
const isRandom = (file) => RANDOM.some((path) => file.startsWith(path));

/** @param {string} file @returns {boolean} */
const inNode = (file) => file.endsWith('.node.test.ts') || !/^test\/(phone|platform)\//.test(file);

/** End-to-end tests of jitter and round-trip time, which other runs beside them would lengthen. */
const MEASURING = new Set(['test/e2e/media/quality-chromium.test.ts', 'test/e2e/media/quality-firefox.test.ts']);

/** End-to-end tests that wait most of their time: for a session timer, a frozen page, a server that is gone. They need little of a core. */
const WAITING = new Set([
  'test/e2e/calls/page-gone.test.ts',
  'test/e2e/interop/session-timers.test.ts',
  'test/e2e/page/hidden-page.test.ts',
  'test/e2e/page/sleep.test.ts',
  'test/e2e/servers/lost-connections.test.ts',
]);

/** The time of an end-to-end test, ms, several times what it takes: what it waits for has a limit and a message of its own. */
const END_TO_END = 120_000;

/** @type {Suite[]} */
const suites = [
  {
    title: 'unit tests in Node',
    kind: 'unit',
    folders: ['sip', 'phone', 'platform', 'examples'],
    accepts: (file) => inNode(file) && !isRandom(file),
    needs: [],
    command: mocha(60_000),
  },
  {
    // Apart from the others, as they wait for a third of their time: for answers of the PBX, compilers and builds.
    title: 'unit tests of the pocket PBX and the package',
    kind: 'unit',
    folders: ['pbx', 'package'],
    needs: [],
    command: mocha(60_000),
  },
  {
    title: 'catalogue of stories and states',
    kind: 'catalogue',
    folders: ['components'],
    accepts: inCatalogue,
    needs: ['chromium'],
    // Its pages compute all the time: two of them keep both cores busy.
    command: (files) => [
      ...webTestRunner('web-test-runner.config.mjs')(
        files.toSorted((a, b) => placeInCatalogue(a) - placeInCatalogue(b)),
        undefined,
      ),
      ...['--concurrency', '2'],
    ],
  },
  {
    title: 'unit tests in the browser',
    kind: 'unit',
    folders: ['components', 'platform'],
    accepts: (file) => !file.endsWith('.node.test.ts') && !inCatalogue(file),
    needs: ['chromium'],
    command: webTestRunner('web-test-runner.config.mjs'),
  },
  {
    title: 'random tests',
    kind: 'random',
    folders: ['sip', 'phone'],
    accepts: isRandom,
    needs: [],
    // A hundred simulated calls are one test, which takes 20 s on a core that it shares with ten others.
    command: mocha(300_000),
  },
  {
    title: 'media tests in Chromium',
    kind: 'media',
    folders: ['phone', 'media'],
    accepts: (file) => !file.endsWith('.node.test.ts'),
    needs: ['chromium'],
    command: webTestRunner('web-test-runner.config.mjs'),
  },
  {
    title: 'media tests in Firefox',
    kind: 'media',
    folders: ['media'],
    needs: ['firefox'],
    // One page at a time, whose sound takes its time.
    when: 'beside',
    command: webTestRunner('web-test-runner.firefox.config.mjs'),
  },
  {
    title: 'end-to-end tests',
    kind: 'e2e',
    folders: ['e2e'],
    accepts: (file) => !MEASURING.has(file) && !WAITING.has(file),
    needs: ['chromium', 'kamailio'],
    uses: ['firefox', 'rtpengine', 'asterisk', 'coturn', 'pulseaudio'],
    batches: 8,
    command: mocha(END_TO_END),
  },
  {
    title: 'end-to-end tests that wait',
    kind: 'e2e',
    folders: ['e2e'],
    accepts: (file) => WAITING.has(file),
    needs: ['chromium', 'kamailio'],
    uses: ['firefox', 'rtpengine', 'asterisk'],
    when: 'beside',
    command: mocha(END_TO_END),
  },
  {
    title: 'tests of the packed packages',
    kind: 'e2e',
    folders: ['embed'],
    needs: ['chromium'],
    uses: ['kamailio', ...(process.argv[2] === 'long' ? /** @type {const} */ (['php', 'wordpress']) : [])],
    command: mocha(END_TO_END),
  },
  {
    title: 'end-to-end tests that measure time',
    kind: 'e2e',
    folders: ['e2e'],
    accepts: (file) => MEASURING.has(file),
    needs: ['chromium'],
    uses: ['firefox'],
    when: 'after',
    batches: 2,
    command: mocha(END_TO_END),
  },
];

const { values, positionals } = parseArgs({ options: { grep: { type: 'string' } }, allowPositionals: true });
const kind = ['unit', 'media', 'random', 'catalogue', 'e2e', 'long'].includes(positionals[0] ?? '')
  ? positionals.shift()
  : undefined;
// The long run is that of the random tests, with all of their seeds, of the packages in every framework, and of calls with limits in
// milliseconds, at each server and in each browser.
if (kind === 'long') {
  process.env.LONG_TESTS = 'true';
  if (positionals.length === 0)
    positionals.push(
      ...['test/sip/simulator', 'test/sip/message/hostile.test.ts', 'test/embed'],
      ...['firefox-crash', 'page-gone', 'resume', 'resume-states', 'tabs', 'tabs-at-servers'].map(
        (name) => `test/e2e/calls/${name}.test.ts`,
      ),
      ...['asterisk-features', 'network-change'].map((name) => `test/e2e/servers/${name}.test.ts`),
      'test/e2e/page/hidden-page.test.ts',
      'test/e2e/page/random-user.test.ts',
      'test/e2e/page/sleep.test.ts',
    );
}
const chosen = positionals.map((path) => relative(root, join(process.cwd(), path)).replaceAll('\\', '/'));
const subset = chosen.length > 0 || values.grep !== undefined;

/** @param {Suite} suite @returns {boolean} whether it belongs to the run that was asked for */
function isAsked({ kind: own }) {
  if (!kind || kind === 'long') return true;
  // Where a file or folder is named, no test there is left out because of what it is.
  return own === kind || (kind === 'unit' && chosen.length > 0 && own !== 'e2e');
}

/** @param {Suite} suite @returns {string[]} its test files, or those of them that were asked for */
function filesOf({ folders, accepts = () => true }) {
  const all = folders.flatMap((folder) => testFiles(`test/${folder}`)).filter(accepts);
  return chosen.length === 0
    ? all
    : all.filter((file) => chosen.some((path) => file === path || file.startsWith(`${path}/`)));
}

/** @param {string} folder @returns {string[]} */
function testFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

/**
 * @param {Job} job
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} live whether its output is written at once; otherwise in one piece at the end
 * @returns {Promise<Result>}
 */
async function run({ suite, files }, env, live) {
  if (files.length === 0)
    return { passed: 0, failed: 0, skipped: [], crash: `no test file in ${suite.folders.join(', ')}` };
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-test-'));
  const report = join(folder, 'report.json');
  const log = join(folder, 'output.txt');
  const output = live ? 'inherit' : openSync(log, 'w');
  try {
    const code = await new Promise((resolve) => {
      const child = spawn(process.execPath, suite.command(files, values.grep), {
        cwd: root,
        env: { ...env, TEST_REPORT: report },
        stdio: ['ignore', output, output],
        // The long run waits for what takes minutes: hidden pages, session timers at each server.
        timeout: (process.env.LONG_TESTS === 'true' ? 45 : 20) * 60_000,
      });
      child.on('close', (code, signal) => resolve(code ?? signal));
    });
    if (!live) console.log(`\n── ${suite.title} ──\n${readFileSync(log, 'utf8')}`);
    if (!existsSync(report))
      return { passed: 0, failed: 0, skipped: [], crash: `the runner ended with ${code} and no report` };
    /** @type {Result} */
    const result = JSON.parse(readFileSync(report, 'utf8'));
    // The browser's runner takes tests that were filtered out for failed ones.
    if (code !== 0 && result.failed === 0 && !result.filtered) result.crash = `the runner ended with ${code}`;
    if (result.passed + result.failed + result.skipped.length === 0 && !values.grep) result.crash = 'it ran no tests';
    return result;
  } finally {
    if (typeof output === 'number') closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const path of chosen) {
  if (!existsSync(join(root, path))) throw new Error(`There is no ${path}`);
  if (statSync(join(root, path)).isFile() && !/^test\/.*\.test\.ts$/.test(path))
    throw new Error(`${path} is not a test file`);
}

const work = suites
  .filter(isAsked)
  .map((suite) => ({ suite, files: filesOf(suite) }))
  .filter(({ files }) => !subset || files.length > 0);

const found = provide([...new Set(work.flatMap(({ suite: { needs, uses = [] } }) => [...needs, ...uses]))]);
const env = { ...process.env };
for (const name of /** @type {(keyof typeof programs)[]} */ (Object.keys(found))) {
  const program = found[name];
  if (program && 'path' in program) env[programs[name].variable] = program.path;
}
if (values.grep) env.TEST_GREP = values.grep;
const chromiumMissing = found.chromium && 'missing' in found.chromium ? found.chromium.missing : undefined;
const firefoxMissing = found.firefox && (await whyNoFirefox(found.firefox));

/** @param {{ path: string } | { missing: string }} firefox */
async function whyNoFirefox(firefox) {
  if ('missing' in firefox) return firefox.missing;
  return (await hasDefaultRoute()) ? undefined : noDefaultRoute;
}

/** @param {Suite} suite @returns {Result | undefined} what comes of it without its browser */
function withoutBrowser({ title, needs }) {
  const nothing = { passed: 0, failed: 0, skipped: [] };
  if (chromiumMissing && needs.includes('chromium')) return { ...nothing, crash: chromiumMissing };
  if (firefoxMissing && needs.includes('firefox'))
    return { ...nothing, skipped: [{ title: `all ${title}`, reason: firefoxMissing }] };
  return undefined;
}

/** @param {Result[]} results of the runs of one suite @returns {Result} */
function sum(results) {
  /** @type {Result} */
  const all = { passed: 0, failed: 0, skipped: [], failures: [], ran: {} };
  for (const { passed, failed, skipped, failures = [], filtered = 0, crash, ran = {} } of results) {
    all.passed += passed;
    all.failed += failed;
    all.skipped.push(...skipped);
    (all.failures ??= []).push(...failures);
    all.filtered = (all.filtered ?? 0) + filtered;
    if (crash) all.crash = crash;
    for (const [file, titles] of Object.entries(ran)) (all.ran ??= {})[file] = [...(all.ran[file] ?? []), ...titles];
  }
  return all;
}

/** @type {Job[]} */
const jobs = work.flatMap(({ suite, files }) => {
  // A few files that somebody names are one run, as its start takes longer than their tests.
  const count = Math.max(1, Math.min(suite.batches ?? 1, subset ? Math.ceil(files.length / 3) : files.length));
  return Array.from({ length: count }, (_, batch) => ({
    suite,
    files: files.filter((_, index) => index % count === batch),
  }));
});
/** @type {Map<Suite, { results: Result[], seconds: number }>} */
const done = new Map(work.map(({ suite }) => [suite, { results: [], seconds: 0 }]));
const live = jobs.length === 1;

let endFirst = () => {};
/** Resolves when a run has ended, or at once where every run is beside or after others, and for a few files that somebody names. */
const firstEnded = /** @type {Promise<void>} */ (
  new Promise((resolve) => {
    endFirst = resolve;
    if (subset || jobs.every(({ suite }) => suite.when !== undefined)) resolve();
  })
);

/** @param {Job} job */
async function runJob(job) {
  if (live) console.log(`\n── ${job.suite.title} ──`);
  const started = performance.now();
  const result = withoutBrowser(job.suite) ?? (await run(job, env, live));
  const entry = done.get(job.suite);
  entry?.results.push(result);
  if (entry) entry.seconds += (performance.now() - started) / 1000;
  endFirst();
}

/** @param {Job[]} queue */
const worker = async (queue) => {
  for (let job = queue.shift(); job; job = queue.shift()) await runJob(job);
};
/** @param {Suite['when']} when @param {number} count how many runs at a time */
const runAll = async (when, count) => {
  const queue = jobs.filter(({ suite }) => suite.when === when);
  await Promise.all(Array.from({ length: count }, () => worker(queue)));
};
// Two runs at once take little longer than one; a third keeps the cores busy, and tests wait in vain for a browser.
// The unit tests alone are three, one of which waits often: two runs end 12 to 27 s apart.
// The long run measures times, which others beside it lengthen.
const atOnce = kind === 'long' ? 1 : kind === 'unit' && !subset ? 3 : Math.min(2, availableParallelism());
// The unit tests come first and keep both cores busy: a page in a call beside them costs more time than its test waits.
await Promise.all([runAll(undefined, atOnce), firstEnded.then(() => runAll('beside', 1))]);
await runAll('after', atOnce);

const total = { passed: 0, failed: 0, skipped: /** @type {Skipped[]} */ ([]) };
const summary = [];
/** @type {Failure[]} */
const failures = [];
/** @type {Map<string, string[]>} */
const ran = new Map();
for (const [suite, { results, seconds }] of done) {
  const result = sum(results);
  // What could not run is not a success: it counts as one failure, and so does every skipped test of a CI run.
  total.passed += result.passed;
  total.failed += result.failed + (result.crash ? 1 : 0) + (ci ? result.skipped.length : 0);
  total.skipped.push(...result.skipped);
  failures.push(...(result.failures ?? []));
  for (const [file, titles] of Object.entries(result.ran ?? {})) ran.set(file, [...(ran.get(file) ?? []), ...titles]);
  const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped.length} skipped`;
  summary.push(`${suite.title}: ${counts} in ${seconds.toFixed(1)} s${result.crash ? ` (${result.crash})` : ''}`);
}
summary.push(`${jobs.length} runs, ${(performance.now() / 1000).toFixed(1)} s`);

keepResults(
  work.flatMap(({ files }) => files),
  ran,
  values.grep === undefined,
);

// Once more at the end, as the report of a run is above those of all later ones.
for (const { title, message } of failures) console.log(`\nfailed: ${title}\n  ${message.split('\n', 3).join('\n  ')}`);
console.log(`\n${summary.join('\n')}`);
// A row of docs/rfc-matrix.md or docs/sipjs-compat.md without a test that ran and passed is one failure.
if (!subset && !kind)
  for (const { file, line, title } of notRun(ran)) {
    total.failed++;
    console.log(`${file}:${line}: no test with this title has passed: ${title}`);
  }
for (const { title, reason } of total.skipped)
  console.log(`${ci ? 'failed, as it was skipped' : 'skipped'}: ${title}: ${reason}`);
const skipped = total.skipped.length > 0 && !ci ? `, ${total.skipped.length} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || work.length === 0 ? 1 : 0;
