/** How the browser tests are served: what their pages share. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { bundlePlugin, filesNamed } from '../../scripts/wtr-bundle.mjs';

const FILES = ['test/unit/one.test.ts', 'test/unit/two.test.ts'];
const SOURCES: Readonly<Record<string, string>> = {
  'src/first.ts': 'export const first = (): string => document.title;',
  'src/second.ts': 'export const second = (): string => document.dir;',
  'test/unit/one.test.ts': `import { first } from '../../src/first.js'; console.log(first());`,
  'test/unit/two.test.ts': `import { second } from '../../src/second.js'; console.log(second());`,
};

describe('The bundle of the browser tests', () => {
  it('has the files that the command names', () => {
    const command = ['node', 'wtr', '--config', 'config.mjs', '--files', ...FILES, '--watch'];
    expect(filesNamed(command)).to.deep.equal(FILES);
    expect(filesNamed(command.slice(0, -1))).to.deep.equal(FILES);
    expect(filesNamed(['node', 'wtr'])).to.deep.equal([]);
  });

  it('is one for all of them, so that a browser loads and compiles their sources once', async () => {
    const [one, two] = (await served(SOURCES)).map(sourceFile);
    expect(one).to.match(/^source-/);
    expect(two).to.equal(one);
  });

  it('is another one for a test that says so, as it refuses files which a page before it may have loaded', async () => {
    const views = 'src/components/views/views-chunk.ts';
    const refusing = `/**\n * Refuses files.\n * @bundle own\n */\n${SOURCES[FILES[0]!]}`;
    const late = `export const first = () => import('./components/views/views-chunk.js');`;
    const [one, two] = await served({ ...SOURCES, [views]: '', 'src/first.ts': late, [FILES[0]!]: refusing });
    expect(sourceFile(one)).to.match(/^source-/);
    expect(sourceFile(two))
      .to.match(/^source-/)
      .and.not.equal(sourceFile(one));
  });

  it('is one for each of them where a file cannot be bundled', async () => {
    const [one, two] = await served({ ...SOURCES, 'test/unit/one.test.ts': 'import { first from;' });
    expect(one).to.equal(undefined);
    expect(sourceFile(two)).to.match(/^source-/);
  });
});

interface Answer {
  readonly body: string;
  readonly headers?: Record<string, string>;
}
type Serve = (path: string) => Promise<Answer | undefined>;

/** What the server answers for each of the test files; undefined where it fails. */
async function eachFile(serve: Serve): Promise<(string | undefined)[]> {
  const bodies = [];
  for (const file of FILES) bodies.push((await serve(file))?.body);
  return bodies;
}

/** Lets `ask` read what the runner's server answers for files of these sources. */
async function served(sources: Record<string, string>, ask = eachFile): Promise<(string | undefined)[]> {
  const rootDir = mkdtempSync(join(tmpdir(), 'sip-elements-browser-tests-'));
  try {
    for (const [path, code] of Object.entries(sources)) {
      mkdirSync(dirname(join(rootDir, path)), { recursive: true });
      writeFileSync(join(rootDir, path), code);
    }
    const plugin = bundlePlugin(FILES.map((file) => join(rootDir, file)));
    await plugin.serverStart?.({ config: { rootDir } } as never);
    return await ask(async (path) => {
      const answer = plugin.serve?.({ path: `/${path}`, cookies: { get: () => undefined } } as never);
      return Promise.resolve(answer as Promise<Answer | undefined>).catch(() => undefined);
    });
  } finally {
    rmSync(rootDir, { recursive: true, force: true });
  }
}

/** The file with the sources that a served module imports. */
const sourceFile = (code: string | undefined): string | undefined =>
  /test-bundle\/(source-[\w-]+\.js)/.exec(code ?? '')?.[1];
