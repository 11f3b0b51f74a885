/**
 * Writes docs/options.md from the table of options: `npm run options`; `--check` fails where it differs. scripts/manifest.mjs takes
 * the attributes of the elements from here. The rows are those of src/phone/options, types and documentation those of the
 * interfaces beside them.
 * Subjects: docs/options.md.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { formatted, writeOrCheck } from './generated.mjs';

const root = dirname(import.meta.dirname);
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const load = (/** @type {string} */ path) => tsImport(`../src/${path}`, import.meta.url);

/**
 * @typedef {{ name: string, type: string, text: string, attribute?: string, attributeType?: string, standard?: string, clickToCall: boolean, mark: boolean, secret: boolean }} Row
 *   `text`: the documentation; `standard`: the default, as it is written in code.
 */

const MEMBER = /\n  \/\*\*(?<text>(?:(?!\*\/).)*)\*\/\n  (?<name>\w+)\?: (?<type>[^;]+) \| undefined;/gs;

/** Rows of one file of src/phone/options. @param {string} file @param {string} tableName @returns {Promise<Row[]>} */
async function rowsOf(file, tableName) {
  const { [tableName]: table } = await load(`phone/options/${file}.ts`);
  const { attributeName } = await load('phone/attribute-name.ts');
  const members = new Map(
    [...read(`src/phone/options/${file}.ts`).matchAll(MEMBER)].map(({ groups }) => [groups?.['name'], groups]),
  );
  return Object.entries(table).map(([name, option]) => {
    const member = members.get(name);
    if (!member) throw new Error(`src/phone/options/${file}.ts: ${name} is not documented`);
    const type = member['type'] ?? '';
    const text = (member['text'] ?? '').replace(/\s*\n\s*\*\s*/g, ' ').trim();
    const isAttribute = option.parse !== undefined && option.attribute !== false && file !== 'headless-options';
    return {
      name,
      type,
      text,
      ...(isAttribute ? { attribute: attributeName(name), attributeType: attributeTypeOf(type) } : {}),
      ...(option.default === undefined ? {} : { standard: JSON.stringify(option.default).replaceAll('"', "'") }),
      clickToCall: option.clickToCall === true,
      mark: option.mark === true,
      secret: option.secret === true,
    };
  });
}

/** The type of the text of an attribute: lists are text, and so is `false` beside a number. @param {string} type */
function attributeTypeOf(type) {
  const parts = type.split(' | ').map((part) => (part.startsWith('readonly ') ? 'string' : part));
  return [...new Set(parts)].map((part) => (part === 'false' ? "'false'" : part)).join(' | ');
}

const account = await rowsOf('account-options', 'ACCOUNT_OPTIONS');
const live = await rowsOf('live-options', 'LIVE_OPTIONS');
const headless = await rowsOf('headless-options', 'HEADLESS_OPTIONS');

/** The options that are properties of `<sip-provider>`, and of the elements that extend it. */
export const elementOptions = [...account, ...live];

/** The documentation of an attribute. @param {Row} row */
export function attributeText({ type, text, standard, secret }) {
  return [
    text,
    type.includes('readonly string[]') || type.includes('Algorithm[]') ? 'Separated by spaces.' : '',
    standard === undefined || standard === 'false' ? '' : `Default \`${standard}\`.`,
    secret ? 'The attribute is removed from the DOM when it was read.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The same as the documentation of the property: a list is an array there. @param {string} [text] @returns {string} */
export const ofProperty = (text = '') =>
  text.replace(' Separated by spaces.', '').replace(/ The attribute is removed from the DOM.*/, '');

const code = (/** @type {string | undefined} */ text) =>
  text === undefined ? '' : `\`${text.replaceAll('|', '\\|')}\``;

/** @param {readonly Row[]} rows */
function tableOf(rows) {
  const lines = rows.map((row) =>
    [
      code(row.name),
      code(row.attribute) + (row.clickToCall ? ' †' : '') + (row.mark ? ' ‡' : ''),
      code(row.type),
      code(row.standard),
      row.text.replaceAll('|', '\\|'),
    ].join(' | '),
  );
  return [
    '| option | attribute | type | default | meaning |',
    '| - | - | - | - | - |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

const page = `<!-- Generated from src/phone/options by \`npm run options\`. -->

# Options

Each option is an option of \`new Phone()\` and \`phone.configure()\`, and a property of \`<sip-phone>\`, \`<sip-provider>\` and \`<sip-dock>\`.
Options that text can give are attributes, too; a list is separated by spaces, and \`false\` turns a flag off. † marks the attributes that
\`<sip-click-to-call>\` passes on to the phone that it creates, ‡ those that a mark in the content of a page (\`data-sip-…\`) may set; the
others of a mark are set by the script tag of the loader ([security](security.md)). \`<sip-frame>\` passes on no option: the page in the frame has its own.

An invalid value is reported as \`state.problem\` and by \`sip-error\`, and the default is used in its place.

## Options of the account

A change of one of them starts a new registration.

${tableOf(account)}

The attribute \`password\`, of \`<sip-click-to-call>\` too, is removed from the DOM when it was read; \`credentials-src\` names a URL of a JSON object with the credentials.

## Options that take effect in place

${tableOf(live)}

## Options of applications without elements

A provider sets these itself: from its language, its events, and the attributes \`no-sounds\`, \`no-notifications\` and \`no-history\`.

${tableOf(headless)}
`;

const attributesOf = (/** @type {(row: Row) => boolean} */ chosen) =>
  elementOptions.flatMap((row) => (row.attribute && !row.secret && chosen(row) ? [row.attribute] : [])).join(' ');

const forLoader = `/** Attributes of the options of a phone, for the loader, which does not load the table. Generated from src/phone/options by \`npm run options\`. */

/** A mark may set these only where the page trusts its marks. The others it may set. */
export const PAGE_OPTIONS = '${attributesOf(({ mark }) => !mark)}';

/** \`<sip-click-to-call>\` passes these on to the phone that it creates. */
export const CLICK_TO_CALL_OPTIONS = '${attributesOf(({ clickToCall }) => clickToCall)}';
`;

if (process.argv[1] === import.meta.filename) {
  const pages = { 'docs/options.md': page, 'src/loader/option-attributes.ts': forLoader };
  const files = Object.entries(pages).map(
    async ([path, text]) => /** @type {const} */ ([path, await formatted(path, text)]),
  );
  writeOrCheck(new Map(await Promise.all(files)), 'options');
}
