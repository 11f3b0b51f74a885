/**
 * Cuts the code of docs/embedding.md from the fixtures that the tests of the packed package run: `npm run snippets`; `--check` fails where the page
 * differs. A comment `<!-- snippet: path -->` before a block of code names its file: the part between [snippet] and [/snippet], or all of it.
 * Subjects: code of docs/embedding.md.
 */
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { writeOrCheck } from './generated.mjs';

const root = dirname(import.meta.dirname);
const page = 'docs/embedding.md';
const BLOCK = /<!-- snippet: (\S+) -->\n\n(?:```.*?\n```\n)?/gs;
const LANGUAGES = { '.mjs': 'js', '.cjs': 'js', '.tsx': 'tsx', '.ts': 'ts' };

/** @param {string} path from the project's root */
function snippetOf(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const part = /\[snippet\][^\n]*\n(.*?)\n[^\n]*\[\/snippet\]/s.exec(text)?.[1] ?? text;
  const language = LANGUAGES[/** @type {keyof typeof LANGUAGES} */ (extname(path))] ?? extname(path).slice(1);
  return `\`\`\`${language}\n${part.trim()}\n\`\`\`\n`;
}

const text = readFileSync(join(root, page), 'utf8');
const made = text.replaceAll(BLOCK, (_, path) => `<!-- snippet: ${path} -->\n\n${snippetOf(path)}`);
writeOrCheck(new Map([[page, made]]), 'snippets');
