/** docs/security.md: each section names the tests of its defence, and contains no placeholder. */

import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const text = readFileSync(path('docs/security.md'), 'utf8');
const sections = text
  .split(/^### /m)
  .slice(1)
  .map((section) => ({ title: section.split('\n')[0]!, section: section.split(/^## /m)[0]! }));

describe('docs/security.md', () => {
  it('has no placeholder', () => {
    expect(sections).to.have.length.above(25);
    expect(text).not.to.match(/<!--|TODO|TBD/);
  });

  for (const { title, section } of sections)
    it(`names tests that exist: ${title}`, () => {
      const files = [...section.matchAll(/test\/[\w./-]+\.test\.ts/g)].map(([file]) => file);
      expect(files).not.to.be.empty;
      expect(files.filter((file) => !existsSync(path(file)))).to.deep.equal([]);
    });
});
