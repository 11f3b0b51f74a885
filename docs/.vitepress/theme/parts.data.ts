/** The parts of `<sip-phone>`, from the manifest. */

import { existsSync } from 'node:fs';
import { elementsOf } from '../../../scripts/docs-elements.mjs';
import { REFERENCE } from './reference.js';

interface Part {
  readonly name: string;
  readonly description: string;
}

declare const data: readonly Part[];
export { data };

const MANIFEST = `${REFERENCE}/custom-elements.json`;

export default {
  load(): Part[] {
    // `npm run docs` makes it first; a test shows the first page without.
    if (!existsSync(MANIFEST)) return [];
    const parts = elementsOf(MANIFEST).find(({ tagName }) => tagName === 'sip-phone')?.cssParts ?? [];
    return parts
      .filter(({ name }) => /^[\w-]+$/.test(name))
      .map(({ name, description = '' }) => ({ name, description }));
  },
};
