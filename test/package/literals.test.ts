/**
 * The texts of the elements are in the files of the languages: no template, attribute or announcement of `src/components` has
 * a sentence of its own, each key that an element names exists, and each key that exists is named.
 */

import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import english from '../../src/components/shared/text/locales/en/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const components = join(root, 'src/components');
const locales = join(components, 'shared/text/locales');

/** A node of the syntax tree (ESTree with TypeScript). */
interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** This node and all below it, in the order of the text. */
function nodesOf(node: Node, nodes: Node[] = []): readonly Node[] {
  nodes.push(node);
  for (const child of childrenOf(node)) nodesOf(child, nodes);
  return nodes;
}

interface Source {
  readonly file: string;
  readonly nodes: readonly Node[];
}

const parse = (file: string, text = readFileSync(file, 'utf8')): Source => {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  return { file: relative(root, file), nodes: nodesOf(program as unknown as Node) };
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const elements = filesIn(components)
  .filter((file) => !file.startsWith(`${locales}/`))
  .map((file) => parse(file));

/** Attributes whose value a user reads or hears (WAI-ARIA §5.2.8.4, HTML §3.2.6.1). */
const READ = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'title',
];
const READ_ATTRIBUTE = new RegExp(String.raw`\s(?:${READ.join('|')})\s*=\s*"(?<text>[^"]*)"`, 'g');
/** The place of an expression in the text of a template. */
const HOLE = '\uE000';
/** Two letters in any script. */
const WORD = /\p{L}[\p{L}\p{M}]+/u;

const nameOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return String(node['name']);
  return node.type === 'MemberExpression' ? nameOf(node['property']) : undefined;
};

interface Quasi {
  readonly value: { readonly cooked: string };
}

/** The texts that a user reads in the markup of a template. */
function readIn(markup: string): string[] {
  const attributes = [...markup.matchAll(READ_ATTRIBUTE)].map(({ groups }) => groups!['text']!);
  const text = markup
    .replaceAll(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[/a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, HOLE);
  return [...attributes, ...text.split(HOLE)].map((one) => one.trim()).filter((one) => WORD.test(one));
}

/** The string literals of an expression that is rendered as text: alternatives of conditions too. */
function stringsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral':
      return (node['quasis'] as Quasi[]).map(({ value }) => value.cooked);
    case 'ConditionalExpression':
      return [...stringsOf(node['consequent']), ...stringsOf(node['alternate'])];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return ['&&', '||', '??', '+'].includes(String(node['operator']))
        ? [...stringsOf(node['left']), ...stringsOf(node['right'])]
        : [];
    default:
      return [];
  }
}

/** Whether the expression after this piece of markup is text, or the value of an attribute that is read. */
function isReadAfter(markup: string): boolean {
  const tag = markup.lastIndexOf('<');
  if (tag <= markup.lastIndexOf('>')) return !/[\w?@.]=\s*["']?$/.test(markup) || tag === -1;
  return new RegExp(String.raw`\s(?:${READ.join('|')})\s*=\s*"?$`).test(markup);
}

function ofTemplate(node: Node): string[] {
  const { quasis, expressions } = node['quasi'] as { quasis: Quasi[]; expressions: Node[] };
  const pieces = quasis.map(({ value }) => value.cooked);
  const rendered = expressions.flatMap((expression, index) =>
    isReadAfter(pieces.slice(0, index + 1).join(HOLE)) ? stringsOf(expression) : [],
  );
  return [...readIn(pieces.join(HOLE)), ...rendered.filter((text) => WORD.test(text))];
}

/** Functions whose argument is announced or shown. */
const TELLS = /^#?(?:announce|notify|say|polite|assertive|setCustomValidity|alert|confirm|prompt)$/;
/** Properties whose value a user reads. */
const SHOWS = new Set([
  'textContent',
  'innerText',
  'ariaLabel',
  'ariaDescription',
  'ariaValueText',
  'title',
  'placeholder',
  'alt',
]);

/** The texts of a file for a user. */
function literalsIn({ nodes }: Source): string[] {
  const found: string[] = [];
  for (const node of nodes) {
    if (node.type === 'TaggedTemplateExpression' && ['html', 'svg'].includes(nameOf(node['tag']) ?? ''))
      found.push(...ofTemplate(node));
    if (node.type === 'CallExpression') {
      const callee = nameOf(node['callee']) ?? '';
      const [first, second] = node['arguments'] as Node[];
      if (TELLS.test(callee)) found.push(...stringsOf(first));
      const isLabel = callee === 'setAttribute' && stringsOf(first).some((name) => READ.includes(name));
      if (isLabel) found.push(...stringsOf(second));
    }
    if (node.type === 'AssignmentExpression' && isNode(node['left']) && node['left'].type === 'MemberExpression')
      if (SHOWS.has(nameOf(node['left']) ?? '')) found.push(...stringsOf(node['right']));
  }
  return found.filter((text) => WORD.test(text));
}

/** The keys of the English texts. */
const keys = new Set(Object.keys(english).filter((key) => !key.startsWith('$')));

/** The keys that a call of `term()` names as a literal. */
const namedIn = ({ nodes }: Source): string[] =>
  nodes.flatMap((node) =>
    node.type === 'CallExpression' && nameOf(node['callee']) === 'term'
      ? stringsOf((node['arguments'] as Node[])[0])
      : [],
  );

/** All string literals of a file: a key is also named in a table, or by a type. */
const literalValuesIn = ({ nodes }: Source): string[] =>
  nodes.flatMap((node) => (node.type === 'Literal' ? [String(node['value'])] : []));

/** The sentences in the tables of a file, with their keys: a table is an object that has a key of the English texts. */
const tablesIn = ({ nodes }: Source): [key: string, text: string][] =>
  nodes.flatMap((node) => {
    if (node.type !== 'ObjectExpression') return [];
    const entries = (node['properties'] as Node[]).map((property): [string, unknown] => [
      nameOf(property['key']) ?? '',
      isNode(property['value']) ? property['value']['value'] : undefined,
    ]);
    if (!entries.some(([key]) => keys.has(key))) return [];
    return entries.filter((entry): entry is [string, string] => /^\p{Lu}.*\p{L}/u.test(String(entry[1])));
  });

describe('The texts of the elements', () => {
  it('are found by this test: in markup, attributes, expressions, announcements and properties', () => {
    const text = [
      'html`<p title="One two">Three ${a ? "Four" : ""} <b aria-label=${b || "Five"}>${c}</b></p><i class=${"no"}>6 ·</i>`;',
      'this.#announce(`Seven ${d}`); node.setAttribute("aria-label", "Eight"); node.textContent = "Nine"; node.id = "none";',
    ].join('\n');
    const found = literalsIn(parse(join(components, 'x.ts'), text)).map((one) => one.trim());
    expect(found.sort()).to.deep.equal(['Eight', 'Five', 'Four', 'Nine', 'One two', 'Seven', 'Three']);
  });

  it('are in the files of the languages, and not in templates, attributes and announcements', () => {
    expect(elements).to.have.length.above(150);
    const found = elements.flatMap((source) => literalsIn(source).map((text) => `${source.file}: ${text.trim()}`));
    expect(found).to.deep.equal([]);
  });

  it('are those of English where an element has a table of them, for the time before its language is loaded', () => {
    const [first] = elements.map(tablesIn).filter((table) => table.some(([key]) => key === 'callUs'));
    expect(first?.map(([key]) => key)).to.include.members(['callUs', 'gettingReady', 'couldNotLoad', 'tryAgain']);
    const texts = new Map<string, unknown>(Object.entries(english));
    const other = elements.flatMap((source) =>
      tablesIn(source).flatMap(([key, text]) =>
        texts.get(key) === text ? [] : [`${source.file}: ${key} is ${text}, in English ${String(texts.get(key))}`],
      ),
    );
    expect(other).to.deep.equal([]);
  });

  it('exist under each key that an element names', () => {
    const named = elements.flatMap(namedIn);
    expect(named).to.have.length.above(250);
    expect(named.filter((key) => !keys.has(key) && !key.startsWith('$'))).to.deep.equal([]);
  });

  it('are all named by an element', () => {
    const named = new Set(elements.flatMap(literalValuesIn));
    expect([...keys].filter((key) => !named.has(key))).to.deep.equal([]);
  });

  it('isolate what is code, such as wss://, in right-to-left sentences, so that its signs stay in order (UAX #9 §2.4)', () => {
    const texts = ['ar', 'he'].flatMap((code) =>
      filesIn(join(locales, code)).flatMap((file) => parse(file).nodes.flatMap(stringsOf)),
    );
    const sentences = texts.filter((one) => /[\u0590-\u06ff]/.test(one));
    expect(sentences).to.have.length.above(700);
    const outside = sentences.map((one) => one.replaceAll(/\u2066[^\u2069]*\u2069/g, ''));
    expect(outside.filter((one) => /[a-z]+[=:/@"][a-z/"]/i.test(one))).to.deep.equal([]);
  });
});
