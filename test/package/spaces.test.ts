/** Density is one token: each space in a style sheet is a multiple of `--sip-unit`, so that a page changes all of them at once. */

import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';

const components = new URL('../../src/components/', import.meta.url);

describe('A style sheet of an element', () => {
  it('has no rem, so that a page whose root has another font size shows the elements as any other page', () => {
    const files = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const relative = files.filter((file) =>
      /\d(?:rem|rlh|rex)\b/.test(readFileSync(new URL(file, components), 'utf8')),
    );
    expect(files).to.have.length.above(100);
    expect(relative).to.deep.equal([]);
  });

  it('has no space of 4 px or more but by the unit, or by its own width', () => {
    const files = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.styles.ts'),
    );
    expect(files).to.have.length.above(30);
    const fixed = files.flatMap((file) => {
      const spaces = readFileSync(new URL(file, components), 'utf8').matchAll(
        /^\s*(?:(?:row-|column-)?gap|padding[a-z-]*|margin[a-z-]*): ([^;]+);/gm,
      );
      return [...spaces]
        .filter(([, value]) => /(?<![-.\d])(?:[4-9]|\d\d+)px/.test(value!.replace(/(?:clamp|calc)\(.*\)/, '')))
        .map(([text]) => `${file}: ${text.trim()}`);
    });
    expect(fixed).to.deep.equal([]);
  });
});
