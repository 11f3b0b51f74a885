/** The site: its check finds links that lead nowhere, its pages of elements have what the manifest has, and text of the manifest stays text. */

import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { siteLink } from '../../docs/.vitepress/links.js';
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
    ['/reference/elements/', 'theming.md', '/reference/elements/'],
    ['#parts', 'theming.md', '#parts'],
    ['decisions', 'architecture.md', '/decisions/'],
    ['../CHANGELOG.md', 'theming.md', 'https://github.com/sip-elements/sip-elements/blob/main/CHANGELOG.md'],
    ['../../examples', 'guides/frameworks.md', 'https://github.com/sip-elements/sip-elements/tree/main/examples'],
  ] as const)
    it(`lead from ${target} in ${page} to ${link}`, () => {
      expect(siteLink(target, page)).to.equal(link);
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
