/** The parts of `<sip-phone>`, from the manifest. */

import { existsSync } from 'node:fs';
import { elementsOf } from '../../../scripts/docs-elements.mjs';

interface Part {
  readonly name: string;
  readonly description: string;
}

declare const data: readonly Part[];
export { data };

const MANIFEST = new URL('../../reference/custom-elements.json', import.meta.url);

export default {
  load(): Part[] {
    // `npm run docs` makes it first; a test shows the first page without.
    if (!existsSync(MANIFEST)) return [];
    const parts = elementsOf(MANIFEST.pathname).find(({ tagName }) => tagName === 'sip-phone')?.cssParts ?? [];
    return parts
      .filter(({ name }) => /^[\w-]+$/.test(name))
      .map(({ name, description = '' }) => ({ name, description }));
  },
};
