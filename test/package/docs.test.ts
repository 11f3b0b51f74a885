/**
 * The documents: each file, folder and npm script that a page names exists, and docs/architecture.md names every folder of src.
 * Subjects: paths in documents, tested.
 */

import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (page: string): string => readFileSync(root + page, 'utf8');
const pagesIn = (folder: string): string[] =>
  readdirSync(root + folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'docs/decisions', 'docs/guides', 'docs/recipes'].flatMap(pagesIn),
];

/** Folders of the repository that a path in a page can begin with. */
const TOP = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['.git', 'node_modules', 'dist'].includes(entry.name))
  .map(({ name }) => name);
/** The element of the instructions in CONTRIBUTING.md, which does not exist. */
const EXAMPLE = 'sip-thing';

const FROM_TOP = new RegExp(
  String.raw`(?<![\w/.@:-])(?:${TOP.map((name) => name.replace('.', String.raw`\.`)).join('|')})/[\w./-]*(?<rest>[*…<{])?`,
  'g',
);
const LINK = /\]\((?<target>[^)#\s]+)(?:#[^)]*)?\)/g;
const CODE = /`(?<code>[\w.-][\w./-]*)`/g;
/** A file or a folder of the repository: other code is an option, a name of the API or a value. */
const FILE_OR_FOLDER = /\.(?:ts|mjs|cjs|json|css|html|yml|md)$|\/$/;

interface Named {
  readonly text: string;
  /** The path from the root; undefined when the file does not exist. */
  readonly path: string | undefined;
}

const existing = (candidates: readonly string[]): string | undefined =>
  candidates.map((path) => posix.normalize(path)).find((path) => existsSync(root + path));

const linksIn = (text: string, folder: string): Named[] =>
  [...text.matchAll(LINK)]
    .map(({ groups }) => groups!['target']!)
    // A link from the root leads nowhere in the repository; to pages that the site makes lead links to their sources (docs/.vitepress/links.ts).
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({
      text: target,
      path: target.startsWith('/') ? undefined : existing([posix.join(folder, target)]),
    }));

/** The paths that a part of a page names. One in code that is not from the root is below `src`, the page, or a folder that the part has named before. */
function pathsIn(part: string, folder: string, isCode: boolean): Named[] {
  const fromTop = [...part.matchAll(FROM_TOP)].map(({ 0: text, groups }) => {
    const whole = groups?.['rest'] === undefined ? text.replace(/\.+$/, '') : text.slice(0, text.lastIndexOf('/') + 1);
    return { text, path: existing([whole]) };
  });
  if (isCode) return fromTop;
  const bases = ['', 'src', folder];
  const inCode = [...part.matchAll(CODE)].flatMap(({ groups }) => {
    const text = groups!['code']!;
    if (!FILE_OR_FOLDER.test(text)) return [];
    const path = existing(bases.map((base) => posix.join(base, text)));
    if (path !== undefined && statSync(root + path).isDirectory()) bases.unshift(path);
    return [{ text, path }];
  });
  return [...fromTop, ...linksIn(part, folder), ...inCode];
}

/** A page in parts that are read by themselves: paragraphs, list items, table rows, and the lines of code blocks. */
function partsOf(page: string): { text: string; isCode: boolean }[] {
  const parts: { text: string; isCode: boolean }[] = [];
  let isCode = false;
  let isOpen = false;
  for (const line of read(page).split('\n')) {
    const isFence = line.trimStart().startsWith('```');
    if (isFence) isCode = !isCode;
    const continues = isOpen && !isCode && !isFence && line.trim() !== '' && !/^\s*(?:[-*|#]|\d+\.)/.test(line);
    if (continues) parts.at(-1)!.text += `\n${line}`;
    else parts.push({ text: line, isCode });
    isOpen = !isCode && !isFence && line.trim() !== '';
  }
  return parts;
}

const pathsOf = (page: string): Named[] =>
  partsOf(page)
    .flatMap(({ text, isCode }) => pathsIn(text, posix.dirname(page), isCode))
    .filter(({ text }) => !text.includes(EXAMPLE) && !text.startsWith('dist/'));

describe('The documents', () => {
  for (const page of pages)
    it(`name only files and folders that exist: ${page}`, () => {
      const dead = pathsOf(page).filter(({ path }) => path === undefined);
      expect(dead.map(({ text }) => text)).to.deep.equal([]);
    });

  it('are searched for links, paths from the root, and file names beside their folder', () => {
    const line =
      'In `sip/digest/`, `policy.ts` and `hash/`; [x](gone.md), test/gone/a.test.ts, src/define/sip-*.ts, `gone.ts`';
    expect(pathsIn(line, 'docs', false)).to.deep.equal([
      { text: 'test/gone/a.test.ts', path: undefined },
      { text: 'src/define/sip-*', path: 'src/define/' },
      { text: 'gone.md', path: undefined },
      { text: 'sip/digest/', path: 'src/sip/digest/' },
      { text: 'policy.ts', path: 'src/sip/digest/policy.ts' },
      { text: 'hash/', path: 'src/sip/digest/hash/' },
      { text: 'gone.ts', path: undefined },
    ]);
  });

  it('contain in CHANGELOG.md, which may name files of earlier versions, only links to files that exist', () => {
    const links = linksIn(read('CHANGELOG.md'), '.');
    expect(links).not.to.be.empty;
    expect(links.filter(({ path }) => path === undefined)).to.deep.equal([]);
  });

  it('name only npm scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) => [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!));
    expect(named).to.include.members(['check', 'test:unit']);
    expect(named.filter((name) => !(name in scripts))).to.deep.equal([]);
  });
});

describe('docs/architecture.md', () => {
  it('names each folder of the sources, those of single elements as `sip-…`, and of the languages one', () => {
    const named = new Set(pathsOf('docs/architecture.md').map(({ path }) => path?.replace(/\/$/, '')));
    const folders = ['src', 'packages/pbx/src']
      .flatMap((top) => readdirSync(root + top, { withFileTypes: true, recursive: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => posix.join(entry.parentPath.slice(root.length), entry.name))
      .filter((folder) => !folder.startsWith('src/components/sip-') && !/\/locales\/(?!en$)/.test(folder));
    expect(folders).to.have.length.above(40);
    expect(folders.filter((folder) => !named.has(folder))).to.deep.equal([]);
  });

  it('fits on two pages before its index, in lines that can be read at a glance', () => {
    const [written = ''] = read('docs/architecture.md').split('## Index of subjects');
    expect(written.length).to.be.below(16_000);
    expect(written.split('\n')).to.have.length.at.most(160);
  });
});
