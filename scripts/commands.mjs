/**
 * Reads the table of commands (src/phone/commands.ts) for the documents made from it: writes docs/commands.md (`npm run
 * commands`; `--check` only compares, and fails where it differs), and gives the manifest its methods, events and attributes.
 * Subjects: docs/commands.md.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { formatted, writeOrCheck } from './generated.mjs';

const root = dirname(import.meta.dirname);
const source = join(root, 'src/phone/commands.ts');
const document = 'docs/commands.md';
const EXPORTS = `export * from './src/phone/commands.ts'; export * from './src/phone/attribute-name.ts';`;

/** @typedef {{ name: string, type: string, optional: boolean }} Parameter */
/**
 * @typedef {object} Command a row, with what is derived from it
 * @property {string} name of the method
 * @property {string} attribute
 * @property {string} description
 * @property {Parameter[]} parameters of the method of `<sip-phone>`
 * @property {Parameter[]} frameParameters of the method of `<sip-frame>`
 * @property {string} result
 * @property {string[]} invokers the `commandfor` commands
 * @property {any} row
 */

/** Returns the commands in the order of the table. @returns {Promise<Command[]>} */
export async function readCommands() {
  const built =
    buildSync({ stdin: { contents: EXPORTS, resolveDir: root }, bundle: true, write: false, format: 'esm' })
      .outputFiles[0]?.text ?? '';
  const { COMMANDS, attributeName } = await import(`data:text/javascript,${encodeURIComponent(built)}`);
  const code = readFileSync(source, 'utf8');
  const kinds = new Map(
    [...code.matchAll(/^ {2}(\w+): \[(\w+)(\??): (.+)\];$/gm)].map(([, kind, name, optional, type]) => [
      kind,
      { name, optional: optional === '?', type },
    ]),
  );
  return Object.entries(COMMANDS).map(([name, row]) => {
    const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\n {2}${name}: \\{`).exec(code)?.[1] ?? '';
    const parameters = row.args.map((/** @type {string} */ kind) => kinds.get(kind));
    return {
      name,
      row,
      attribute: attributeName(name),
      description: comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim(),
      parameters,
      frameParameters: parameters.filter((/** @type {Parameter} */ { type }) => !type.endsWith('Options')),
      result: row.result === 'call' ? 'Promise<CallLike>' : 'Promise<void>',
      invokers: (row.invoker ?? [row.before]).map((/** @type {string} */ word) => `--sip-${word}`),
    };
  });
}

/** @param {Command} command */
const signature = ({ name, parameters }) =>
  `${name}(${parameters.map((one) => `${one.name}${one.optional ? '?' : ''}`).join(', ')})`;

const NEEDS = {
  live: 'a call that has not ended',
  incoming: 'an incoming call',
  unanswered: 'an incoming call',
  active: 'an active call',
  playing: 'a call that plays a file',
  conference: 'a call in the conference',
};

/** @param {Command} command */
function line(command) {
  const { row, invokers } = command;
  const code = (/** @type {string | undefined} */ text) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');
  const shortcut = row.hotkey === undefined ? undefined : `${command.attribute}="${row.hotkey}"`;
  const keys = [shortcut, row.key].filter(Boolean).map(code).join(', ');
  return [
    code(signature(command)),
    command.description,
    row.needs ? NEEDS[/** @type {keyof typeof NEEDS} */ (row.needs)] : '',
    code(row.before && `sip-before-${row.before}`),
    invokers.map(code).join(', '),
    keys,
    row.frame === false ? '' : 'yes',
  ];
}

async function table() {
  const head = ['method', 'what it does', 'needs', 'event', '`commandfor`', 'keys', 'frame'];
  const rows = [head, head.map(() => '---'), ...(await readCommands()).map(line)];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function currentDocument() {
  const text = `# Commands

Each command is a method of \`<sip-phone>\`, \`<sip-dock>\` and \`<sip-provider>\`; a command on a call is also one of \`Call\`,
without \`callId\`. Its promise rejects with a \`PhoneError\`: \`already-ended\` where there is no call as it needs it, \`canceled\` where a
listener calls \`preventDefault()\` of its event. That is the event \`before\` of the headless phone, by whatever way the command came.

- **\`commandfor\`**: command of a native button; its \`value\` is the target or the digits. A button in a part
  of the page with \`data-sip-untrusted\`, for what visitors write, only calls, with a question ([security](security.md)).
- **keys**: attribute of \`<sip-hotkeys>\` with its default, and the key of a focused \`<sip-phone>\`.
- **frame**: \`<sip-frame>\` has the method too, for the page around the frame, without options.

This file is generated from \`src/phone/commands.ts\` by \`npm run commands\`.

${await table()}
`;
  return formatted(document, text);
}

if (process.argv[1] === import.meta.filename) writeOrCheck(new Map([[document, await currentDocument()]]), 'commands');
