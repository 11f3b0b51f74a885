/** What the elements weigh, as the bench measured it when the site was built (bench/size.bench.ts). */

import { existsSync, readFileSync } from 'node:fs';
import { REFERENCE } from './reference.js';

interface Measurement {
  readonly title: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface Sizes {
  readonly stacks: readonly { readonly name: string; readonly kB: number }[];
  readonly loads: readonly { readonly name: string; readonly kB: number }[];
}

declare const data: Sizes;
export { data };

const FILE = `${REFERENCE}/sizes.json`;
const rows = ({ values }: Measurement): Sizes['stacks'] =>
  Object.entries(values).map(([name, kB]) => ({ name, kB: Math.round(kB * 10) / 10 }));

export default {
  load(): Sizes {
    // `npm run docs` measures them first; a test shows the page without.
    if (!existsSync(FILE)) return { stacks: [], loads: [] };
    const [stacks, loads] = JSON.parse(readFileSync(FILE, 'utf8')) as Measurement[];
    if (!stacks || !loads) throw new Error(`${FILE} has not both measurements.`);
    return { stacks: rows(stacks), loads: rows(loads) };
  },
};
