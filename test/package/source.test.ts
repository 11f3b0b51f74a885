/** What the source promises to its readers (CONTRIBUTING.md, "Find your way"). */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

const root = dirname(dirname(import.meta.dirname));
const SENTENCES = /^src\/components\/shared\/text\/locales\//;

const files = ['src', 'packages/pbx/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

/** The comment at the head of a file, in one line. */
const head = (text: string): string => (/^\s*\/\*\*.*?\*\//s.exec(text)?.[0] ?? '').replace(/\s*\n \* ?/g, ' ');

const texts = files
  .filter((file) => !SENTENCES.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

describe('A file of src', () => {
  it('says in its first comment why it is longer than 300 lines, if it is; the sentences of a language do not', () => {
    const long = texts.filter(({ text }) => text.trimEnd().split('\n').length > 300);
    const excused = texts.filter(({ text }) => head(text).includes('Longer than 300 lines, as '));
    expect(long.map(({ file }) => file)).to.have.members(excused.map(({ file }) => file));
  });
});
