/**
 * What a page loads with an element, and what follows when it is used: by the modules of a build as an application makes one.
 * Subjects: what a page loads at once, tested; code that continues a call, in the first load.
 */

import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

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

describe('The code that continues a call after a reload', () => {
  // With a server that refuses everything else: test/e2e/page/late-code.test.ts.
  for (const [what, entry] of [
    ['<sip-phone>', 'src/define/sip-phone.ts'],
    ['the headless phone', 'src/phone/index.ts'],
  ] as const)
    it(`is in the first load of ${what}, as the remote party of a reloaded page waits in silence`, async () => {
      const modules = await loadedWith(entry);
      expect(modules).to.include.members([
        'src/media/peer-connection.ts',
        'src/phone/account/page-leave.ts',
        'src/phone/calls/call-journal.ts',
        'src/phone/calls/journal-entry.ts',
        'src/phone/calls/resume-attempt.ts',
        'src/phone/calls/resume.ts',
        'src/phone/calls/takeover.ts',
        'src/sip/session/modify.ts',
        'src/sip/session/snapshot.ts',
      ]);
      expect(modules).to.not.include('src/phone/audio/media-chunk.ts');
    });
});

describe('The chunks of late code', () => {
  /** The files given to `new LateCode(() => import('…'))`, from the root. */
  const late = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join(ROOT, name), 'utf8').matchAll(/new LateCode\(\s*\(\) => import\('([^']+)\.js'\)/g)].map(
        ([, path]) => `./${posix.join(posix.dirname(name), path!)}`,
      ),
    );

  it('are in `sideEffects` of package.json: a bundler removes their code otherwise, as they export nothing', () => {
    const { sideEffects } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { sideEffects: string[] };
    expect(late).to.include('./src/phone/audio/media-chunk');
    const paths = late.flatMap((name) => [`${name}.ts`, `${name.replace('./src/', './dist/')}.js`]);
    expect(paths.filter((path) => !sideEffects.includes(path))).to.deep.equal([]);
  });
});
