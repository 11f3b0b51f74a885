/** The RFC matrix names tests that exist (docs/rfc-matrix.md). */

import { readFileSync } from 'node:fs';
import { expect } from 'chai';

const root = new URL('../../', import.meta.url);

describe('the RFC matrix', () => {
  it('names tests that exist', () => {
    const rows = readFileSync(new URL('docs/rfc-matrix.md', root), 'utf8')
      .split('\n')
      .map((line) => /^\| *(?:§[\d.]+)? *\| (.+?) +\| `(.+?)` +\|$/.exec(line))
      .filter((row) => row !== null);
    expect(rows.length).to.be.greaterThan(150);
    for (const [, title, file] of rows) {
      const source = readFileSync(new URL(file!, root), 'utf8').replaceAll('\\', '');
      expect(source.includes(title!.replaceAll('\\', '')), `${file} has no test "${title}"`).to.equal(true);
    }
  });
});
