/**
 * What the source promises to its readers (CONTRIBUTING.md, "Find your way").
 * Subjects: length of source files, tested.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';

const root = dirname(dirname(import.meta.dirname));
const SENTENCES = /^src\/components\/shared\/text\/locales\//;

const files = ['src', 'packages/pbx/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

const firstComment = (text: string): string => /^\s*\/\*\*.*?\*\//s.exec(text)?.[0] ?? '';
/** The comment at the head of a file, in one line. */
const head = (text: string): string => firstComment(text).replace(/\s*\n \* ?/g, ' ');
/** The lines below that comment, which names the subjects of the file and is no part of its length. */
const length = (text: string): number => text.slice(firstComment(text).length).trim().split('\n').length;

const texts = files
  .filter((file) => !SENTENCES.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

describe('A file of src', () => {
  it('says in its first comment why it is longer than 300 lines, if it is; the sentences of a language do not', () => {
    const long = texts.filter(({ text }) => length(text) > 300);
    const excused = texts.filter(({ text }) => head(text).includes('Longer than 300 lines, as '));
    expect(long.map(({ file }) => file)).to.have.members(excused.map(({ file }) => file));
  });

  it('creates no Intl object while it is evaluated: loading its data would delay every page that imports the module', () => {
    const early = texts.filter(({ text }) => /^(?:export )?(?:const|let) [^=]+= new Intl\.(?!Locale)/m.test(text));
    expect(early.map(({ file }) => file)).to.deep.equal([]);
  });
});

/** Folders of tests that stand for no folder of src: rules and states of the whole, what tests share, and the loader of elements. */
const OF_TESTS =
  /(?:^|\/)(?:support|loader|snapshots|states|strict-csp|conformance|simulator|sipjs-compat|torture|ua)(?:\/|$)/;

describe('The folders of tests and stories', () => {
  const foldersIn = (top: string): string[] =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => relative(join(root, top), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .toSorted();
  const isIn = (folder: string): boolean => existsSync(join(root, folder));

  for (const layer of ['sip', 'media', 'phone', 'components'])
    it(`of test/${layer} are those of src/${layer}`, () => {
      const folders = foldersIn(`test/${layer}`).filter((folder) => !OF_TESTS.test(folder));
      expect(folders.filter((folder) => !isIn(`src/${layer}/${folder}`))).to.deep.equal([]);
    });

  it('of stories are those of src/components; each element has one', () => {
    const stories = foldersIn('stories').filter((folder) => !['support', 'themes'].includes(folder));
    const elements = readdirSync(join(root, 'src/components')).filter((name) => /^sip-|-buttons$/.test(name));
    expect(stories).to.have.members(elements);
  });
});
