/**
 * The code of README.md and of the pages in docs/: TypeScript and JavaScript compile against the types of the package, elements and attributes
 * of HTML are in the manifest, and what is cut from a configuration that the tests run is in that file.
 */

import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Window } from 'happy-dom';
import { compile, declarationsFolder, emptyFolder, manifestFolder } from '../support/package-files.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Snippet {
  readonly page: string;
  /** The number of its first line in the page. */
  readonly line: number;
  readonly language: string;
  /** The file that it is cut from, in brackets after the language. */
  readonly file: string | undefined;
  readonly code: string;
}

/** The fenced blocks of a page. */
function snippetsIn(page: string, text: string): Snippet[] {
  return [...text.matchAll(/^```(?<language>[\w-]+)(?: \[(?<file>[^\]]+)\])?\n(?<code>.*?)^```$/gms)].map(
    ({ index, groups }) => ({
      page,
      line: text.slice(0, index).split('\n').length + 1,
      language: groups!['language']!,
      file: groups!['file'],
      code: groups!['code']!,
    }),
  );
}

const pagesIn = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`)
    : [];
const pages = ['README.md', ...['docs', 'docs/guides', 'docs/recipes'].flatMap(pagesIn)];
const snippets = pages.flatMap((page) => snippetsIn(page, read(page)));
const titleOf = ({ page, line }: Snippet): string => `${page}:${line}`;

const SCRIPTS = new Set(['ts', 'tsx', 'js']);
/** Code of frameworks and tools that are not installed here: the tests of the packed package compile or run it. */
const INSTALLED = /<!-- snippet: test\/embed\/fixtures\/(?:angular|jest|nuxt|vitest)\/\S+ -->\s*$/;
/** Whether the block is cut from a fixture of such a framework. */
const isOfInstalled = ({ page, line }: Snippet): boolean =>
  INSTALLED.test(
    read(page)
      .split('\n')
      .slice(0, line - 2)
      .join('\n'),
  );

/** Says whose JSX a source has, by the types that it imports; on its first line, so that the lines keep their numbers. */
function pragmaOf(code: string): string {
  const framework = /sip-elements\/types\/(preact|solid)/.exec(code)?.[1];
  if (framework === undefined) return '';
  return `/** @jsxImportSource ${framework === 'solid' ? 'solid-js' : framework} */ `;
}

/** Compiles each source as a module of its own, all of them in one run. Returns the messages of the compiler. */
async function messagesOf(folder: string, sources: ReadonlyMap<string, string>): Promise<string> {
  const [manifest, types] = await Promise.all([manifestFolder(), declarationsFolder()]);
  for (const [name, code] of sources)
    writeFileSync(
      join(folder, name),
      `${pragmaOf(code)}${/^(?:import|export) /m.test(code) ? code : `${code}\nexport {};\n`}`,
    );
  const from = (path: string): string[] => [join(types, `${path}.d.ts`)];
  const paths = {
    'sip-elements': from('src/index'),
    'sip-elements/sip': from('src/sip/index'),
    'sip-elements/sip/event-packages': from('src/sip/event/package/index'),
    'sip-elements/sip/messages': from('src/sip/message/index'),
    'sip-elements/media': from('src/media/index'),
    'sip-elements/phone': from('src/phone/index'),
    'sip-elements/locale': from('src/locale'),
    'sip-elements/icons': from('src/icons'),
    'sip-elements/define/*.js': from('src/define/*'),
    'sip-elements/components/locales/*.js': from('src/components/shared/text/locales/*/index'),
    'sip-elements/types/*': [join(manifest, 'types', '*.d.ts')],
    'sip-elements-pbx': from('packages/pbx/src/index'),
    'sip-elements-pbx/page': from('packages/pbx/src/page/index'),
  };
  const compilerOptions = {
    ...{ allowJs: true, checkJs: true, jsx: 'react-jsx', types: ['node'], paths, rootDir: root },
    // The types of templates import the modules beside them, which in the package are in the same folder.
    rootDirs: [manifest, join(types, 'src')],
    ...{ noEmit: true, emitDeclarationOnly: false, declaration: false },
  };
  const files = [...sources.keys(), join(types, 'src/define/all.d.ts')];
  const config = { extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return compile(folder);
}

interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly { readonly name: string }[];
}

/** The attributes of each element. */
function readManifest(folder: string): Map<string, Set<string>> {
  const { modules } = JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  return new Map(
    modules
      .flatMap(({ declarations }) => declarations)
      .flatMap(({ tagName, attributes = [] }) =>
        tagName ? [[tagName, new Set(attributes.map(({ name }) => name))] as const] : [],
      ),
  );
}

const GLOBAL = /^(?:id|class|slot|style|lang|dir|hidden|title|role|tabindex|theme|aria-.+|data-.+)$/;

/** What the manifest does not have of the elements in this code. */
function unknownIn(code: string, manifest: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const document = new new Window().DOMParser().parseFromString(code, 'text/html');
  return [...document.querySelectorAll('*')]
    .filter(({ localName }) => localName.startsWith('sip-'))
    .flatMap((element) => {
      const attributes = manifest.get(element.localName);
      if (!attributes) return [`<${element.localName}>`];
      return element
        .getAttributeNames()
        .filter((name) => !GLOBAL.test(name) && !attributes.has(name))
        .map((name) => `<${element.localName} ${name}>`);
    });
}

/** The first line of a cut that does not follow the one before it in the file; undefined where all do. */
function firstMissing(cut: string, text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  let at = 0;
  for (const line of cut.split('\n').map((part) => part.trim())) {
    if (line === '') continue;
    const found = lines.indexOf(line, at);
    if (found < 0) return line;
    at = found + 1;
  }
  return undefined;
}

describe('The code in README.md and docs/', () => {
  let folder: string;
  before(() => (folder = emptyFolder()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles against the types of the package, where it is TypeScript or JavaScript', async function () {
    this.timeout(120_000);
    const chosen = snippets.filter((snippet) => SCRIPTS.has(snippet.language) && !isOfInstalled(snippet));
    expect(chosen).to.have.length.above(15);
    const wrong = "import { Phone } from 'sip-elements/phone';\nnew Phone().callTheMoon();\n";
    const titles = new Map<string, Snippet>(
      chosen.map((snippet, i) => [`snippet-${i}.${snippet.language}`, snippet] as const),
    );
    const sources = [...titles].map(([name, { code }]) => [name, code] as const);
    const messages = (await messagesOf(folder, new Map([...sources, ['wrong.ts', wrong]])))
      // JavaScript cannot say that the page has the element.
      .replaceAll(/^.*\.js\(.*error TS(?:18047|18048|2531|2532):.*$/gm, '')
      .replaceAll(/snippet-\d+\.\w+/g, (name) => titleOf(titles.get(name)!))
      .split('\n');
    const expected = messages.filter((message) => /^wrong\.ts.*callTheMoon/.test(message));
    expect(expected).to.have.length(1);
    expect(messages.filter((message) => message !== '' && !expected.includes(message))).to.deep.equal([]);
  });

  it('has only elements and attributes of the manifest, where it is HTML', async () => {
    const manifest = readManifest(await manifestFolder());
    const chosen = snippets.filter(({ language }) => language === 'html');
    expect(chosen).to.have.length.above(8);
    const unknown = chosen.flatMap((snippet) =>
      unknownIn(snippet.code, manifest).map((what) => `${titleOf(snippet)}: ${what}`),
    );
    expect(unknown).to.deep.equal([]);
    const wrong = '<sip-phone sever="wss://x"></sip-phone><sip-fone></sip-fone>';
    expect(unknownIn(wrong, manifest)).to.deep.equal(['<sip-phone sever>', '<sip-fone>']);
  });

  it('is, line by line, in the file that it is cut from', () => {
    const cuts = snippets.filter(({ file }) => file?.startsWith('integrations/'));
    expect(cuts).to.have.length.above(3);
    const wrong = cuts.flatMap((snippet) => {
      const missing = firstMissing(snippet.code, read(snippet.file!));
      return missing === undefined ? [] : [`${titleOf(snippet)}: ${snippet.file} has no line "${missing}" there`];
    });
    expect(wrong).to.deep.equal([]);
    expect(firstMissing('b\n\na', 'a\nb')).to.equal('a');
  });
});
