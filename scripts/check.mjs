/**
 * `npm run check`: types, lint, rules of imports, registration files and format, side by side. `npm run format` repairs the last.
 * Subjects: npm run check.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const env = {
  ...process.env,
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

/** @type {[title: string, command: string][]} */
const checks = [
  ['types of the page', 'tsc -p tsconfig.json --noEmit'],
  ['types of the SIP stack, without a page', 'tsc -p tsconfig.sip.json'],
  ['types of the pocket PBX', 'tsc -p packages/pbx --noEmit'],
  ['types of tests and tools', 'tsc -p tsconfig.test.json'],
  ['types of the site', 'tsc -p docs'],
  ['lint', 'oxlint --deny-warnings'],
  ['rules of imports', 'depcruise --config .dependency-cruiser.cjs src packages/pbx/src'],
  ['conformance tables', 'node scripts/conformance.mjs --check'],
  ['interop matrix', 'node scripts/interop.mjs --check'],
  ['table of commands', 'node scripts/commands.mjs --check'],
  ['registration files', 'node scripts/define.mjs --check'],
  ['code of docs/embedding.md', 'node scripts/snippets.mjs --check'],
  ['table of options', 'node scripts/options.mjs --check'],
  ['index of subjects', 'node scripts/subjects.mjs --check'],
  ['format', 'prettier --check --log-level warn .'],
];

/** @param {[string, string]} check @returns {Promise<boolean>} */
function run([title, command]) {
  const started = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, { cwd: root, shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✔' : '✘'} ${title} (${seconds} s)${code === 0 ? '' : `\n${output}`}`);
      resolve(code === 0);
    });
  });
}

let good = true;
const waiting = [...checks];
const worker = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) good = (await run(check)) && good;
};
await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, worker));
process.exitCode = good ? 0 : 1;
