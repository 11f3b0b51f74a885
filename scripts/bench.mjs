/**
 * `npm run bench [-- name …]`: runs bench/*.bench.ts, each in a Node process of its own, and prints every measurement
 * beside its peers as a ratio. A bench exports by default a function that returns one or more `Measurement`.
 * Subjects: npm run bench.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} Measurement
 * @property {string} title
 * @property {string} unit
 * @property {'less' | 'more'} better
 * @property {Record<string, number>} values by library; the first one is this one
 *
 * @typedef {object} Limited
 * @property {string} title
 * @property {string} unit
 * @property {Record<string, number>} values
 * @property {Record<string, { limit: number, goal: number }>} limits of each value: above the limit the run fails
 */

const root = dirname(import.meta.dirname);
const folder = join(root, 'bench');
const wanted = process.argv.slice(2);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.bench\.(ts|mjs)$/.test(name)) : [];
const chosen = files.filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (chosen.length === 0) console.error('There is no such bench.');
process.exitCode = chosen.length === 0 ? 1 : 0;

for (const file of chosen) {
  const scratch = mkdtempSync(join(tmpdir(), 'sip-elements-bench-'));
  try {
    const measurements = run(file, join(scratch, 'result.json'));
    for (const measurement of measurements) {
      if ('limits' in measurement) printLimited(measurement);
      else print(measurement);
    }
  } catch (error) {
    console.error(`${file}: ${error}`);
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} file @param {string} report @returns {(Measurement | Limited)[]} */
function run(file, report) {
  const source = `
    import { writeFileSync } from 'node:fs';
    try {
      const { default: bench } = await import(${JSON.stringify(join(folder, file))});
      writeFileSync(${JSON.stringify(report)}, JSON.stringify([await bench()].flat()));
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }`;
  const options = ['--import', 'tsx', '--expose-gc', '--input-type=module', '--eval', source];
  const { status, signal } = spawnSync(process.execPath, options, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`ended with ${status ?? signal}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

/** @param {Measurement} measurement */
function print({ title, unit, better, values }) {
  const [own, ...peers] = Object.entries(values);
  if (!own) return;
  console.log(`\n${title} (${unit}, ${better} is better)`);
  console.log(`  ${own[0].padEnd(16)} ${format(own[1]).padStart(14)}`);
  for (const [name, value] of peers) {
    // Two measurements of 0 are as good.
    const ratio = value === own[1] ? 1 : better === 'less' ? value / own[1] : own[1] / value;
    console.log(`  ${name.padEnd(16)} ${format(value).padStart(14)}   ${own[0]} is ${ratio.toFixed(2)} × as good`);
  }
}

/** @param {Limited} measurement */
function printLimited({ title, unit, values, limits }) {
  console.log(`\n${title} (${unit})`);
  for (const [name, value] of Object.entries(values)) {
    const { limit = Infinity, goal = Infinity } = limits[name] ?? {};
    const verdict = value > limit ? '✘ over the limit' : value > goal ? '' : '✔ goal';
    if (value > limit) process.exitCode = 1;
    console.log(
      `  ${name.padEnd(40)} ${exact(value).padStart(8)}   limit ${exact(limit).padStart(6)}   goal ${exact(goal).padStart(6)}   ${verdict}`,
    );
  }
}

/**
 * To the byte, as a figure above its limit would look equal to it.
 * @param {number} value
 */
function exact(value) {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** @param {number} value */
function format(value) {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });
}
