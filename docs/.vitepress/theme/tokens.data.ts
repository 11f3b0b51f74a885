/** The names of the custom properties of `<sip-phone>`, from the manifest. */

import { existsSync } from 'node:fs';
import { elementsOf } from '../../../scripts/docs-elements.mjs';
import { REFERENCE } from './reference.js';

declare const data: readonly string[];
export { data };

const MANIFEST = `${REFERENCE}/custom-elements.json`;

export default {
  load(): string[] {
    // `npm run docs` makes it first; a test shows the first page without.
    if (!existsSync(MANIFEST)) return [];
    const phone = elementsOf(MANIFEST).find(({ tagName }) => tagName === 'sip-phone');
    return (phone?.cssProperties ?? []).map(({ name }) => name);
  },
};
