/** docs/accessibility.md: a row for each success criterion of WCAG 2.2, levels A and AA, whose tests exist by their titles. */

import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const exists = (name: string): boolean => existsSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)));

/** WCAG 2.2, levels A and AA. 4.1.1 is obsolete. */
const CRITERIA = `
  1.1.1 A, 1.2.1 A, 1.2.2 A, 1.2.3 A, 1.2.4 AA, 1.2.5 AA, 1.3.1 A, 1.3.2 A, 1.3.3 A, 1.3.4 AA, 1.3.5 AA, 1.4.1 A, 1.4.2 A,
  1.4.3 AA, 1.4.4 AA, 1.4.5 AA, 1.4.10 AA, 1.4.11 AA, 1.4.12 AA, 1.4.13 AA,
  2.1.1 A, 2.1.2 A, 2.1.4 A, 2.2.1 A, 2.2.2 A, 2.3.1 A, 2.4.1 A, 2.4.2 A, 2.4.3 A, 2.4.4 A, 2.4.5 AA, 2.4.6 AA, 2.4.7 AA,
  2.4.11 AA, 2.5.1 A, 2.5.2 A, 2.5.3 A, 2.5.4 A, 2.5.7 AA, 2.5.8 AA,
  3.1.1 A, 3.1.2 AA, 3.2.1 A, 3.2.2 A, 3.2.3 AA, 3.2.4 AA, 3.2.6 A, 3.3.1 A, 3.3.2 A, 3.3.3 AA, 3.3.4 AA, 3.3.7 A, 3.3.8 AA,
  4.1.2 A, 4.1.3 AA
`
  .trim()
  .split(/,\s*/);

interface Row {
  readonly criterion: string;
  readonly how: string;
  /** Each test file with the titles that are named after it. */
  readonly tests: readonly { readonly file: string; readonly titles: readonly string[] }[];
  readonly page: string;
}

const rows: readonly Row[] = read('docs/accessibility.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [name = '', how = '', tests = '', page = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return {
      criterion: name.replace(/^(\S+) .* \((A+)\)$/, '$1 $2'),
      how,
      tests: [...tests.matchAll(/`(test\/[^`]+)`([^`]*)/g)].map(([, file = '', named = '']) => ({
        file,
        titles: [...named.matchAll(/"([^"]+)"/g)].map(([, title]) => title!),
      })),
      page,
    };
  });

describe('docs/accessibility.md', () => {
  it('has a row for each success criterion', () => {
    expect(rows.map(({ criterion }) => criterion)).to.deep.equal(CRITERIA);
  });

  for (const { criterion, how, tests } of rows)
    it(`says how ${criterion} is met, and names tests that exist`, () => {
      expect(how).not.to.equal('');
      if (how.startsWith('Does not apply:')) return;
      expect(tests).not.to.be.empty;
      for (const { file, titles } of tests) {
        expect(exists(file), file).to.equal(true);
        expect(titles, file).not.to.be.empty;
        const source = read(file);
        expect(
          titles.filter((title) => !source.includes(title)),
          file,
        ).to.deep.equal([]);
      }
    });
});
