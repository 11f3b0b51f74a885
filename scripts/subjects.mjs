/**
 * Writes the index of docs/architecture.md: `npm run subjects`; `--check` fails where it differs. The first comment of each source file
 * has a tag, `Subjects: busy tone, when; ringback, when.`, with one to eight subjects that the file decides. Files of other folders may
 * have one. A subject stands at one file: two files that share it add a word that tells them apart.
 * Subjects: index of subjects.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatted, writeOrCheck } from './generated.mjs';

const root = dirname(import.meta.dirname);
const PAGE = 'docs/architecture.md';
const HEADING = '## Index of subjects';
const MOST = 8;
/** The first lines of a file, in which the tag is looked for. */
const HEAD = 4000;
/** The tag, whose text may go on in further lines of the comment, up to a full stop at the end of a line. */
const TAG = /^ \* Subjects: (?<text>[^]*?)\.$/m;

/** Files below a folder. @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[\\/]node_modules[\\/]|[\\/]node_modules$/.test(entry.parentPath))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );

const isScript = (/** @type {string} */ path) => /\.(?:ts|mjs|cjs)$/.test(path);
const isTranslation = (/** @type {string} */ path) => /\/locales\/[a-z]{2}\//.test(path);

/** The subjects of a text, without the margins of their lines. @param {string} text */
function subjectsOf(text) {
  const tag = TAG.exec(text.slice(0, HEAD))?.groups;
  return tag?.['text']?.replace(/\n \* /g, ' ').split('; ') ?? [];
}

/** @type {string[]} */
const faults = [];
/** @type {Map<string, { subject: string, path: string }>} by the subject in lower case */
const index = new Map();

/** @param {string} path @param {boolean} required */
function add(path, required) {
  const text = readFileSync(join(root, path), 'utf8');
  if (required && /^\/\*\*[^]*?Generated (?:by|from) [^]*?\*\//.test(text.slice(0, text.indexOf('*/') + 2))) return;
  const subjects = subjectsOf(text);
  if (required && subjects.length === 0)
    faults.push(`${path}: a line \`Subjects: …\` is missing in the first comment (CONTRIBUTING.md, “Find your way”)`);
  if (subjects.length > MOST) faults.push(`${path} names more than ${MOST} subjects`);
  for (const subject of subjects) {
    const key = subject.toLowerCase();
    const other = index.get(key);
    if (other) faults.push(`“${subject}” stands at ${other.path} and at ${path}: add a word that tells them apart`);
    if (subject === '' || subject.length > 60) faults.push(`${path}: “${subject}” is no short subject`);
    index.set(key, { subject, path });
  }
}

for (const path of ['src', 'packages/pbx/src'].flatMap(filesIn).filter((path) => path.endsWith('.ts')))
  add(path, !path.startsWith('src/define/') && !isTranslation(path));
for (const path of ['scripts', 'bench', 'test', 'stories'].flatMap(filesIn)) if (isScript(path)) add(path, false);

/** A subject begins with its first letter or digit: quotes and the `<` of an element do not count. @param {string} subject */
const sortKey = (subject) => subject.toLowerCase().replace(/^[^\p{L}\p{N}]+/u, '');
const collator = new Intl.Collator('en', { numeric: true });
const entries = [...index.values()].sort(
  (a, b) => collator.compare(sortKey(a.subject), sortKey(b.subject)) || (a.path < b.path ? -1 : 1),
);

/** Markdown of a subject, in which tags and attributes are code. @param {string} subject */
const printed = (subject) => subject.replace(/<[^>]+>|--[\w-]+…?/g, '`$&`').replaceAll('*', String.raw`\*`);

const letterOf = (/** @type {string} */ subject) => {
  const first = sortKey(subject).charAt(0).toUpperCase();
  return /[A-Z]/.test(first) ? first : '0 to 9';
};
let letter = '';
let list = '';
for (const { subject, path } of entries) {
  if (letterOf(subject) !== letter) list += `\n### ${(letter = letterOf(subject))}\n\n`;
  list += `- ${printed(subject)} — \`${path.replace(/^src\//, '')}\`\n`;
}

const page = readFileSync(join(root, PAGE), 'utf8');
const at = page.indexOf(HEADING);
if (at < 0) throw new Error(`${PAGE} has no heading "${HEADING}"`);
const introduction = `Each subject and the file that decides it, as a path below \`src/\` or from the root. \`npm run subjects\` makes this list from the tag \`Subjects:\` in the first comment of each file.`;
const text = await formatted(PAGE, `${page.slice(0, at)}${HEADING}\n\n${introduction}\n${list}`);

if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  process.exitCode = 1;
} else writeOrCheck(new Map([[PAGE, text]]), 'subjects');
