/**
 * Writes docs/interop-matrix.md from what the tests of test/e2e/interop have shown: `npm run interop` runs them first, `npm run interop -- --last`
 * takes the results of the last runs. `--check` (in `npm run check`) fails where the page is not the one that a run writes in which every
 * test passed; the versions are not compared.
 * Subjects: interop matrix.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CALL_FEATURES,
  FAR_ENDS,
  groupTitle,
  SERVER_FEATURES,
  SERVERS,
  whyNoCall,
  whyNoServer,
} from '../test/e2e/interop/features.mjs';
import { formatted } from './generated.mjs';
import { programs } from './provision.mjs';

/** @typedef {import('../test/e2e/interop/features.mjs').ServerName} ServerName */
/** @typedef {import('../test/e2e/interop/features.mjs').RemotePartyName} RemotePartyName */

const root = dirname(import.meta.dirname);
const page = 'docs/interop-matrix.md';
const results = join(root, 'node_modules/.cache/sip-elements/interop.json');
const FOLDER = 'test/e2e/interop/';

/**
 * Keeps what a run of tests has shown; files that did not run keep what they had shown before.
 * @param {readonly string[]} files that ran
 * @param {ReadonlyMap<string, string[]>} ran full titles of passed tests by file
 * @param {boolean} complete whether all tests of the files ran; else what they showed is added
 */
export function keepResults(files, ran, complete) {
  const covered = files.filter((file) => file.startsWith(FOLDER));
  if (covered.length === 0) return;
  const known = readResults();
  for (const file of covered) known[file] = [...(complete ? [] : (known[file] ?? [])), ...(ran.get(file) ?? [])];
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, JSON.stringify(known));
}

/** @returns {Record<string, string[]>} */
function readResults() {
  return existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
}

/** Numbers the reasons in the order in which the cells name them. */
class Notes {
  /** @type {string[]} */
  #texts = [];

  /** @param {string} text */
  mark(text) {
    if (!this.#texts.includes(text)) this.#texts.push(text);
    return `– (${this.#texts.indexOf(text) + 1})`;
  }

  toString() {
    return this.#texts.map((text, at) => `${at + 1}. ${text}`).join('\n');
  }
}

/** @param {string[][]} rows the first one is the head */
function table(rows) {
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * The page for these passed tests.
 * @param {(title: string) => boolean} passed
 * @param {string} versions
 */
function pageOf(passed, versions) {
  const notes = new Notes();
  /** @param {string} group @param {string} title @param {string | undefined} why */
  const cell = (group, title, why) =>
    why === undefined ? (passed(`${group} ${title}`) ? 'yes' : 'not shown') : notes.mark(why);
  const calls = SERVERS.map((server) => {
    const rows = Object.entries(CALL_FEATURES).map(([name, title]) => {
      const feature = /** @type {keyof typeof CALL_FEATURES} */ (name);
      return [title, ...FAR_ENDS.map((far) => cell(groupTitle(server, far), title, whyNoCall(server, far, feature)))];
    });
    return `### ${server}\n\n${table([['the phone', ...FAR_ENDS], ...rows])}`;
  });
  const rows = Object.entries(SERVER_FEATURES).map(([name, title]) => {
    const feature = /** @type {keyof typeof SERVER_FEATURES} */ (name);
    return [title, ...SERVERS.map((server) => cell(groupTitle(server), title, whyNoServer(server, feature)))];
  });
  return `# What works with which server and which other phone

Written by \`npm run interop\` from the tests of \`test/e2e/interop\`, which drive the phone in Chromium, real servers with the configurations of
\`integrations/\`, and other phones in further browsers, and measure the audio. "yes": the test has passed. \`npm test\` fails when one
does not pass, \`npm run check\` when this page is not complete. What a call survives is in [resilience.md](resilience.md).

${VERSIONS}${versions}

## Calls and messages, by server and remote party

${calls.join('\n\n')}

## The phone with a server

${table([['the phone', ...SERVERS], ...rows])}

## Why not

${notes}
`;
}

const VERSIONS = 'Versions of the last run: ';

/** @param {string} text */
const withoutVersions = (text) => text.replace(new RegExp(`^${VERSIONS.trim()}.*$`, 'm'), '');

/** What a program says about its version. @param {keyof typeof programs} name @param {string[]} args */
function versionOf(name, ...args) {
  const path = programs[name].find();
  if (path === undefined) return 'none';
  const { stdout, stderr } = spawnSync(path, args, { encoding: 'utf8' });
  return /\d+(?:\.\d+)+/.exec(`${stdout}${stderr}`)?.[0] ?? 'unknown';
}

/** @param {string} name of a package */
const packageVersion = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

function versions() {
  const all = {
    Chromium: versionOf('chromium', '--version'),
    Firefox: versionOf('firefox', '--version'),
    Kamailio: versionOf('kamailio', '-v'),
    rtpengine: versionOf('rtpengine', '--version'),
    Asterisk: versionOf('asterisk', '-V'),
    'SIP.js': packageVersion('sip.js'),
    JsSIP: packageVersion('jssip'),
  };
  return `${Object.entries(all)
    .map((pair) => pair.join(' '))
    .join(', ')}.`;
}

async function main() {
  const file = join(root, page);
  const complete = await formatted(
    page,
    pageOf(() => true, ''),
  );
  if (process.argv.includes('--check')) {
    const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (withoutVersions(committed).trim() === withoutVersions(complete).trim()) return;
    console.error(`${page} is not that of a run in which every test of ${FOLDER} passed. Run: npm run interop`);
    process.exitCode = 1;
    return;
  }
  if (!process.argv.includes('--last')) {
    const run = spawnSync(process.execPath, ['scripts/test.mjs', 'e2e', FOLDER], { cwd: root, stdio: 'inherit' });
    process.exitCode = run.status ?? 1;
  }
  const titles = Object.values(readResults()).flat();
  const text = await formatted(
    page,
    pageOf((end) => titles.some((title) => title.endsWith(end)), versions()),
  );
  writeFileSync(file, text);
  const missing = text.match(/\bnot shown\b/g)?.length ?? 0;
  if (missing === 0) return;
  console.error(`${page}: ${missing} cells were not shown by a test that passed`);
  process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) await main();
