/**
 * The reference pages of the elements: one Markdown page for each element of the custom elements manifest, and a page that lists
 * them.
 * Subjects: reference pages of the elements.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Item an attribute, event, slot, part, state or custom property
 * @property {string} name
 * @property {string} [description]
 * @property {{ text: string }} [type]
 * @property {string} [default]
 * @property {string} [fieldName]
 *
 * @typedef {Item & { kind: string, readonly?: boolean, attribute?: string, parameters?: (Item & { optional?: boolean })[], return?: { type?: { text: string } } }} Member
 *
 * @typedef {object} Element
 * @property {string} tagName
 * @property {string} name of the class
 * @property {string} [description]
 * @property {Item[]} [attributes]
 * @property {Member[]} [members]
 * @property {Item[]} [events]
 * @property {Item[]} [slots]
 * @property {Item[]} [cssParts]
 * @property {Item[]} [cssStates]
 * @property {Item[]} [cssProperties]
 */

/** The first versions with `light-dark()`, which the elements and their themes need: a build for older ones would replace it. */
export const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** The groups of the page of all elements, in its order; an element that none names is in the last one. */
export const GROUPS = /** @type {const} */ ([
  ['Presets', ['sip-phone', 'sip-dock', 'sip-click-to-call', 'sip-links', 'sip-frame', 'sip-provider']],
  [
    'In a call',
    [
      'sip-call',
      'sip-call-list',
      'sip-caller',
      'sip-call-status',
      'sip-call-timer',
      'sip-call-quality',
      'sip-level',
      'sip-media',
      'sip-incoming',
      'sip-transfer',
      'sip-announcer',
    ],
  ],
  ['Buttons', []],
  ['Dialling', ['sip-dial-input', 'sip-dialpad', 'sip-hotkeys']],
  ['People', ['sip-contacts', 'sip-history', 'sip-chat', 'sip-lamp', 'sip-key', 'sip-voicemail', 'sip-dnd-toggle']],
  ['Set-up', []],
]);

/** @param {string} tag @returns {string} */
export function groupOf(tag) {
  const named = GROUPS.find(([, tags]) => /** @type {readonly string[]} */ (tags).includes(tag));
  return named?.[0] ?? (tag.endsWith('-button') ? 'Buttons' : 'Set-up');
}

/** @param {string} file @returns {Element[]} sorted by tag */
export function elementsOf(file) {
  const { modules } = JSON.parse(readFileSync(file, 'utf8'));
  return modules
    .flatMap((/** @type {{ declarations: Element[] }} */ { declarations }) => declarations)
    .filter((/** @type {Element} */ { tagName }) => tagName)
    .sort((/** @type {Element} */ a, /** @type {Element} */ b) => a.tagName.localeCompare(b.tagName));
}

/** Text of a cell of a table: no line break, no bar, no tag outside of code. @param {string} [text] */
const cell = (text = '') =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;')))
    .join('');

/** @param {string} [text] */
const code = (text) => (text ? `\`${cell(text)}\`` : '');

/** @param {string} title @param {readonly string[]} heads @param {readonly (readonly string[])[]} rows */
const table = (title, heads, rows) =>
  rows.length === 0
    ? ''
    : `\n## ${title}\n\n| ${heads.join(' | ')} |\n|${heads.map(() => ' --- |').join('')}\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;

/** @param {Member} method */
const signature = ({ name, parameters = [], return: result }) =>
  `${name}(${parameters.map(({ name: of, optional, type }) => `${of}${optional ? '?' : ''}${type ? `: ${type.text}` : ''}`).join(', ')})${result?.type ? `: ${result.type.text}` : ''}`;

/** @param {Element} element @returns {string} its page */
export function pageOf(element) {
  const { tagName, name, description, attributes = [], members = [], events = [] } = element;
  const { slots = [], cssParts = [], cssStates = [], cssProperties = [] } = element;
  const inAttributes = new Set(attributes.map(({ fieldName }) => fieldName));
  const fields = members.filter(
    ({ kind, attribute, name: of }) => kind === 'field' && !attribute && !inAttributes.has(of),
  );
  const methods = members.filter(({ kind }) => kind === 'method');
  const plain = (/** @type {Item} */ item) => [code(item.name), cell(item.description)];
  return `---
aside: false
---

<!-- Generated from the custom elements manifest by scripts/docs-elements.mjs. -->

# &lt;${tagName}&gt;

${cell(description)}

\`\`\`js
import 'sip-elements/define/${tagName}.js'; // the class: ${name}
\`\`\`
${table(
  'Attributes',
  ['attribute', 'type', 'property', 'meaning'],
  attributes.map((item) => [code(item.name), code(item.type?.text), code(item.fieldName), cell(item.description)]),
)}${table(
    'Properties',
    ['property', 'type', 'meaning'],
    fields.map((item) => [
      code(item.name),
      code(item.type?.text),
      `${item.readonly ? 'Read-only. ' : ''}${cell(item.description)}`,
    ]),
  )}${table(
    'Methods',
    ['method', 'meaning'],
    methods.map((item) => [code(signature(item)), cell(item.description)]),
  )}${table(
    'Events',
    ['event', 'type', 'when'],
    events.map((item) => [
      code(item.name),
      item.type
        ? `[\`${item.type.text}\`](/reference/api/sip-elements/classes/${item.type.text.replace(/<.*/s, '')})`
        : '',
      cell(item.description),
    ]),
  )}${table(
    'Slots',
    ['slot', 'content'],
    slots.map((item) => [item.name ? code(item.name) : '(default)', cell(item.description)]),
  )}${table('Parts', ['`::part()`', 'what it is'], cssParts.map(plain))}${table(
    'States',
    ['`:state()`', 'when'],
    cssStates.map(plain),
  )}${table(
    'Custom properties',
    ['property', 'default', 'meaning'],
    cssProperties.map((item) => [code(item.name), code(item.default), cell(item.description)]),
  )}`;
}

/** @param {readonly Element[]} elements */
function overview(elements) {
  const groups = GROUPS.map(([title]) => {
    const rows = elements
      .filter(({ tagName }) => groupOf(tagName) === title)
      .map(({ tagName, description }) => [`[\`<${tagName}>\`](./${tagName}.md)`, cell(description)]);
    return table(title, ['element', 'what it is'], rows);
  });
  return `# Elements\n\n${elements.length} elements. Each can be imported alone, and finds its phone by \`for\`, by the \`phone\` property or by the element around it.\n${groups.join('')}`;
}

/** Writes the pages anew. @param {string} manifest @param {string} folder */
export function writeElementPages(manifest, folder) {
  const elements = elementsOf(manifest);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const element of elements) writeFileSync(join(folder, `${element.tagName}.md`), pageOf(element));
  writeFileSync(join(folder, 'index.md'), overview(elements));
}

if (process.argv[1] === import.meta.filename) {
  const [, , manifest, folder] = process.argv;
  if (!manifest || !folder) throw new Error('The arguments are the manifest and the folder for the pages.');
  writeElementPages(manifest, folder);
}
