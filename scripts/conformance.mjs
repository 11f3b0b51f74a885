/**
 * Writes docs/rfc-matrix.md and the tables of docs/sipjs-compat.md from tags at the tests: `npm run conformance`.
 *
 *     // @rfc 3261 §13.2.2.4
 *     // @seed Session.dtmf(tones, options): sends the tones
 *     it('sends each tone …', …)
 *
 * A tag belongs to the first string after it, the title of a test or of a group of tests. `--check` fails where a document
 * differs from the tags; the test run fails where a tagged test has not run (`scripts/test.mjs`).
 * Subjects: RFC matrix; @rfc and @seed tags.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatted, writeOrCheck } from './generated.mjs';

const root = dirname(import.meta.dirname);

/**
 * @typedef {{ kind: 'rfc' | 'seed', subject: string, detail: string, text: string, file: string, line: number, group: string, title: string }} Tag
 *   `rfc`: subject is the number, detail the section. `seed`: subject is the class, detail the member, text what it is here.
 */

const TAG = /^\s*\/\/ @(rfc|seed) (.+)$/;
const RFC = /^(\d+)(?: §([\d.]+))?$/;
const SEED = /^(\w+)\.(.+?): (.+)$/;
const STRING = /(['"`])((?:\\.|(?!\1)[^\\])+)\1/s;

/** @param {string} file path from the root @returns {Tag[]} */
export function tagsIn(file) {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const found = TAG.exec(line);
    if (!found) return [];
    const [, kind, value = ''] = found;
    const where = `${file}:${index + 1}`;
    const parts = (kind === 'rfc' ? RFC : SEED).exec(value);
    if (!parts) throw new Error(`${where}: not a tag: ${line.trim()}`);
    const after = lines.slice(index + 1, index + 60).filter((next) => !/^\s*\/\//.test(next));
    const title = STRING.exec(after.join('\n'))?.[2]?.replace(/\\(.)/g, '$1');
    if (title === undefined) throw new Error(`${where}: no title follows the tag`);
    // An emptied test would pass.
    if (/=> \{\}/.test(after[0] ?? '') || /^\s*\}\);/.test(after[1] ?? ''))
      throw new Error(`${where}: the test is empty`);
    const [, subject = '', detail = '', text = ''] = parts;
    return [
      {
        kind: /** @type {'rfc' | 'seed'} */ (kind),
        subject,
        detail,
        text,
        file,
        line: index + 1,
        group: groupAt(lines, index),
        title,
      },
    ];
  });
}

/**
 * The titles of the `describe` calls around a line, by their indentation.
 * @param {string[]} lines
 * @param {number} at
 */
function groupAt(lines, at) {
  const indentOf = (/** @type {string} */ line) => line.search(/\S/);
  const titles = [];
  let indent = indentOf(lines[at] ?? '');
  for (let index = at - 1; index >= 0 && indent > 0; index--) {
    const line = lines[index] ?? '';
    if (!/^\s*describe\(/.test(line) || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    titles.unshift(STRING.exec(line)?.[2]?.replace(/\\(.)/g, '$1') ?? '');
  }
  return titles.join(' › ');
}

/** @returns {Tag[]} all tags below test/ */
export function allTags() {
  const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .sort()
    .flatMap(tagsIn);
}

/**
 * The tags without a test that passed. `ran`: full titles of passed tests by file.
 * @param {Map<string, string[]>} ran
 * @returns {Tag[]}
 */
export function notRun(ran) {
  return allTags().filter(({ file, title }) => {
    const literal = title.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(literal.join('.*'), 's');
    // A title in a support file is used by the test files of its folder.
    const titles = ran.get(file) ?? [...ran].flatMap(([at, list]) => (dirname(at) === dirname(file) ? list : []));
    return !titles.some((full) => pattern.test(full));
  });
}

/**
 * A tag in a title is text, but for what is in backticks.
 * @param {string} text
 */
const cell = (text) =>
  text
    .replaceAll('|', '\\|')
    .replace(/\s+/g, ' ')
    .replace(/(`[^`]*`)|</g, (_found, code) => code ?? '&lt;');

/** @param {string} a @param {string} b sections, by their numbers */
function bySection(a, b) {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1);
    if (difference) return difference;
  }
  return 0;
}

/** @param {Tag[]} tags */
function rfcTables(tags) {
  const numbers = [...new Set(tags.map(({ subject }) => subject))].sort((a, b) => Number(a) - Number(b));
  return numbers.map((number) => {
    const rows = tags
      .filter(({ subject }) => subject === number)
      .sort((a, b) => bySection(a.detail, b.detail) || a.file.localeCompare(b.file) || a.line - b.line)
      .map(({ detail, group, title, file }) => {
        const test = cell([group, title].filter(Boolean).join(': '));
        return `| ${detail ? `§${detail}` : ''} | ${test} | \`${file}\` |`;
      });
    const head = ['| section | behaviour, as the test says it | test |', '| --- | --- | --- |'];
    return [`## RFC ${number}`, '', ...head, ...rows].join('\n');
  });
}

/** @param {Tag[]} tags @param {string} subject */
function seedTable(tags, subject) {
  const rows = tags
    .filter((tag) => tag.subject === subject)
    .sort((a, b) => a.detail.localeCompare(b.detail, 'en', { sensitivity: 'base' }))
    .map(({ detail, text, file, title }) => `| \`${detail}\` | ${cell(text)} | \`${file}\`: ${cell(title)} |`);
  return ['| documented | what it is here | shown by |', '| --- | --- | --- |', ...rows].join('\n');
}

/** @param {string} text @param {string} name @param {string} content */
function fill(text, name, content) {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`There is no ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** @returns {Promise<Map<string, string>>} the text of each document by its path */
async function documents() {
  const tags = allTags();
  const seeds = tags.filter(({ kind }) => kind === 'seed');
  const matrix = 'docs/rfc-matrix.md';
  const compat = 'docs/sipjs-compat.md';
  /** @param {string} file */
  const read = (file) => readFileSync(join(root, file), 'utf8');
  let compatText = read(compat);
  for (const subject of new Set(seeds.map((tag) => tag.subject)))
    compatText = fill(compatText, subject, seedTable(seeds, subject));
  const rfcs = rfcTables(tags.filter(({ kind }) => kind === 'rfc'));
  const texts = new Map([
    [matrix, fill(read(matrix), 'matrix', rfcs.join('\n\n'))],
    [compat, compatText],
  ]);
  for (const [file, text] of texts) texts.set(file, await formatted(file, text));
  return texts;
}

if (process.argv[1] === import.meta.filename) writeOrCheck(await documents(), 'conformance');
