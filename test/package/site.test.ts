/** The site: its check finds links that lead nowhere, its pages of elements have what the manifest has, and text of the manifest stays text. */

import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { siteLink } from '../../docs/.vitepress/links.js';
import { MODULES } from '../../docs/.vitepress/modules.mjs';
import { pageOf } from '../../scripts/docs-elements.mjs';
import { deadLinks } from '../../scripts/docs-links.mjs';

describe('The links of the site', () => {
  let site: string;
  beforeEach(() => (site = mkdtempSync(join(tmpdir(), 'sip-elements-site-'))));
  afterEach(() => rmSync(site, { recursive: true, force: true }));

  function write(pages: Readonly<Record<string, string>>): void {
    for (const [name, html] of Object.entries(pages)) {
      mkdirSync(dirname(join(site, name)), { recursive: true });
      writeFileSync(join(site, name), html);
    }
  }

  it('are alive where a page, a folder, a fragment or another site is there', () => {
    write({
      'index.html':
        '<h1 id="top">A</h1><a href="/guides/"></a><a href="guides/a.html#b"></a><a href="https://x.example"></a>',
      'guides/index.html': '<a href="../#top"></a><img src="/a.svg">',
      'guides/a.html': '<h2 id="b">B</h2><a href="#b"></a><a href="a"></a>',
      'a.svg': '<svg/>',
    });
    expect(deadLinks(site)).to.deep.equal([]);
  });

  it('are dead where the page, the fragment or the file is missing, or the path is not below the base', () => {
    write({
      'index.html': '<a href="/docs/gone.html"></a><a href="#gone"></a><img src="gone.png"><a href="/else"></a>',
    });
    expect(deadLinks(site, '/docs/').map(({ target }) => target)).to.deep.equal([
      '/docs/gone.html',
      '#gone',
      '/else',
      'gone.png',
    ]);
  });

  for (const [target, page, link] of [
    ['options.md#account', 'theming.md', 'options.md#account'],
    ['../security.md', 'guides/trouble.md', '../security.md'],
    ['../../src/components', 'guides/first-call.md', '/reference/elements/'],
    ['../src/index.ts', 'embedding.md', '/reference/api/sip-elements/'],
    [
      '../src/phone/phone.ts',
      'theming.md',
      'https://github.com/sip-elements/sip-elements/blob/main/src/phone/phone.ts',
    ],
    ['#parts', 'theming.md', '#parts'],
    ['decisions', 'architecture.md', '/decisions/'],
    ['../CHANGELOG.md', 'theming.md', 'https://github.com/sip-elements/sip-elements/blob/main/CHANGELOG.md'],
    ['../../examples', 'guides/frameworks.md', 'https://github.com/sip-elements/sip-elements/tree/main/examples'],
  ] as const)
    it(`lead from ${target} in ${page} to ${link}`, () => {
      expect(siteLink(target, page)).to.equal(link);
    });
});

describe('The reference', () => {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const { exports } = JSON.parse(read('package.json')) as {
    exports: Record<string, string | { readonly types: string }>;
  };
  /** The page by hand that names each entry which has no classes: many files of one kind, or no code. */
  const BY_HAND: Readonly<Record<string, string>> = {
    './components/events.js': 'docs/embedding.md',
    './components/locales/*.js': 'docs/embedding.md',
    './types/*': 'docs/guides/frameworks.md',
    './cdn': 'docs/embedding.md',
    './themes/*.css': 'docs/theming.md',
    './custom-elements.json': 'docs/embedding.md',
  };
  /** Modules of one element each: the pages of the elements, made from the manifest. */
  const OF_ELEMENTS = ['./components/*-button.js', './components/*.js', './define/*.js'];

  it('has a page for each entry of the package', () => {
    const without = Object.entries(exports).flatMap(([entry, target]) => {
      if (entry === './package.json' || OF_ELEMENTS.includes(entry)) return [];
      const name = entry.replace('.', 'sip-elements');
      const page = BY_HAND[entry];
      if (page !== undefined) return read(page).includes(name.replace(/\*.*$/, '')) ? [] : [`${entry}: ${page}`];
      const source = typeof target === 'string' ? '' : /^\.\/dist\/(.*)\.d\.ts$/.exec(target.types)?.[1];
      return MODULES[source?.replace(/\/index$/, '') ?? ''] === name ? [] : [entry];
    });
    expect(without).to.deep.equal([]);
  });

  it('is made of each of these modules', () => {
    const { entryPoints } = JSON.parse(read('docs/typedoc.json')) as { entryPoints: string[] };
    const modules = entryPoints.map((path) => path.replace(/^\.\.\/src\/|(?:\/index)?\.ts$/g, ''));
    expect(modules.toSorted()).to.deep.equal(Object.keys(MODULES).toSorted());
  });
});

describe('The page of an element', () => {
  it('has its attributes, methods, events, parts and states, and escapes tags and bars', () => {
    const page = pageOf({
      tagName: 'sip-thing',
      name: 'SipThing',
      description: 'Shows <b>a thing</b> in `<sip-phone>`.',
      attributes: [{ name: 'open', type: { text: "'a' | 'b'" }, fieldName: 'open', description: 'Opens | closes.' }],
      members: [
        { kind: 'method', name: 'toggle', parameters: [{ name: 'on', optional: true, type: { text: 'boolean' } }] },
      ],
      events: [{ name: 'sip-toggle', type: { text: 'SipCallEvent<never>' }, description: 'It opened.' }],
      cssParts: [{ name: 'base', description: 'The thing.' }],
      cssStates: [{ name: 'open', description: 'It is open.' }],
    });
    expect(page).to.include('# &lt;sip-thing&gt;');
    expect(page).to.include('Shows &lt;b>a thing&lt;/b> in `<sip-phone>`.');
    expect(page).to.include("| `open` | `'a' \\| 'b'` | `open` | Opens \\| closes. |");
    expect(page).to.include('`toggle(on?: boolean)`');
    expect(page).to.include('(/reference/api/sip-elements/classes/SipCallEvent)');
    expect(page).to.include('| `base` | The thing. |').and.to.include('| `open` | It is open. |');
  });
});
