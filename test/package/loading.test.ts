/** What a page loads with an element, and what follows when it is used: by the modules of a build as an application makes one. */

import { expect } from 'chai';
import { build } from 'vite';

/** Modules of `src` that are loaded with this one at once, before any of its `import()` is called. */
async function loadedWith(entry: string): Promise<string[]> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'entry' } },
  });
  if (!Array.isArray(built) && !('output' in built)) throw new Error('Vite watches instead of building');
  const chunks = [built].flat().flatMap(({ output }) => output.filter((file) => file.type === 'chunk'));
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of loaded) for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  return [...loaded].flatMap(({ moduleIds }) => moduleIds.map((id) => id.replace(/^.*?\/src\//, 'src/'))).sort();
}

describe('<sip-click-to-call>', () => {
  it('loads no SIP code before the user touches it', async () => {
    const modules = await loadedWith('src/define/sip-click-to-call.ts');
    expect(modules).to.include('src/components/sip-click-to-call/sip-click-to-call.ts');
    expect(modules.filter((id) => /^src\/(sip\/(?!base\/)|media\/)|\/sip-provider\.ts$/.test(id))).to.deep.equal([]);
  });
});
