/**
 * The store for Svelte in docs/guides/frameworks.md, run as it is printed.
 * Subjects: store for Svelte, tested.
 */

import { expect } from 'chai';
import { transform } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Readable } from 'svelte/store';
import { Phone, type PhoneState } from '../../src/phone/index.js';

const root = new URL('../../', import.meta.url);

describe('The store for Svelte in the guide to frameworks', () => {
  let folder: string;
  let phoneStore: (phone: Phone) => Readable<PhoneState>;

  before(async () => {
    const guide = readFileSync(new URL('docs/guides/frameworks.md', root), 'utf8');
    const [code = ''] = /(?<=```ts\n)import \{ readable[\s\S]*?(?=```)/.exec(guide) ?? [];
    // Below the project, where `svelte/store` is found.
    folder = mkdtempSync(new URL('node_modules/.svelte-store-', root).pathname);
    const file = join(folder, 'store.mjs');
    writeFileSync(file, (await transform(code, { loader: 'ts' })).code);
    ({ phoneStore } = (await import(pathToFileURL(file).href)) as { phoneStore: typeof phoneStore });
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has the state at once, each change of it, and nothing after the last component is gone', () => {
    const phone = new Phone();
    const store = phoneStore(phone);
    phone.setDialString('1');
    const seen: string[] = [];
    const stop = store.subscribe(({ dialString }) => seen.push(dialString));
    phone.setDialString('12');
    stop();
    phone.setDialString('123');
    expect(seen).to.deep.equal(['1', '12']);
    const again: string[] = [];
    store.subscribe(({ dialString }) => again.push(dialString))();
    expect(again).to.deep.equal(['123']);
  });
});
