/**
 * What several tests of the package need: the manifest with the files for editors, the declarations, the command of the pocket PBX. Each
 * is made once for the same sources, and kept below `node_modules`, where its imports are resolved.
 * Subjects: manifest and declarations for tests, made once.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(root, 'node_modules/.cache/sip-elements');
const DAY = 24 * 60 * 60 * 1000;

/** What the files are made of and by: the sources, the tools, and the versions of dependencies. */
const MADE_OF = [
  'src',
  'packages/pbx/src',
  'scripts',
  'tsconfig.json',
  'packages/pbx/tsconfig.json',
  'package-lock.json',
];

let key: string | undefined;
function contentKey(): string {
  const hash = createHash('sha256');
  for (const path of MADE_OF) {
    const names = statSync(join(root, path)).isFile() ? [''] : readdirSync(join(root, path), { recursive: true });
    for (const name of names.map(String).sort()) {
      const file = join(root, path, name);
      if (statSync(file).isFile()) hash.update(`${path}/${name}\0`).update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 24);
}

/** The folder that `make` fills: the one of an earlier run, where what it is made of is the same. */
function kept(name: string, make: (folder: string) => Promise<unknown>): () => Promise<string> {
  let made: Promise<string> | undefined;
  const find = async (): Promise<string> => {
    const folder = join(CACHE, `${name}-${(key ??= contentKey())}`);
    if (existsSync(folder)) {
      // It is in use, and so none of the old ones.
      utimesSync(folder, new Date(), new Date());
      return folder;
    }
    const fresh = emptyFolder();
    try {
      await make(fresh);
      renameSync(fresh, folder);
    } catch (error) {
      rmSync(fresh, { recursive: true });
      // Another run has made the same one meanwhile.
      if (!existsSync(folder)) throw error;
    }
    for (const old of readdirSync(CACHE).map((entry) => join(CACHE, entry)))
      if (Date.now() - statSync(old).mtimeMs > DAY) rmSync(old, { recursive: true, force: true });
    return folder;
  };
  return () => (made ??= find());
}

/** A new folder whose files find the packages of the project. The test removes it. */
export function emptyFolder(): string {
  mkdirSync(CACHE, { recursive: true });
  return mkdtempSync(join(CACHE, 'new-'));
}

/** Runs a program of the project; throws what it prints when it fails. */
async function run(args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, args, { cwd: root }).catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}`);
  });
}

const TSC = join(root, 'node_modules/typescript/bin/tsc');

/** Compiles the project of a folder, and returns what the compiler says. One thread: two would check most files twice, beside other runs. */
export async function compile(project: string): Promise<string> {
  const args = [TSC, '-p', project, '--pretty', 'false', '--singleThreaded'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project, maxBuffer: 2 ** 26 }).catch(
    (error: Error & { stdout?: string }) => {
      if (!error.stdout) throw error;
      return { stdout: error.stdout };
    },
  );
  return stdout;
}

/** custom-elements.json as it is published, and what is made from it for editors and templates. */
export const manifestFolder = kept('manifest', async (folder) => {
  const cem = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  await run([cem, 'analyze', '--config', 'scripts/manifest.mjs', '--quiet', '--outdir', folder.slice(root.length)]);
  await Promise.all([run(['scripts/manifest.mjs', folder]), run(['scripts/editor-data.mjs', folder])]);
});

/** The declarations of `src` and of `packages/pbx/src`, in folders of these names. They are made without a check of the code: `npm run check` has it. */
export const declarationsFolder = kept('declarations', async (folder) => {
  const options = ['--noCheck', '--emitDeclarationOnly', '--singleThreaded', '--outDir'];
  await run([TSC, '-p', 'packages/pbx', ...options, folder]);
  await run([TSC, '-p', 'tsconfig.json', ...options, join(folder, 'src')]);
});

const builtPbx = kept('pbx', (folder) =>
  build({
    entryPoints: [join(root, 'packages/pbx/src/cli.ts')],
    outfile: join(folder, 'cli.mjs'),
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20', logLevel: 'silent' },
  }),
);

/** The path of the command `sip-elements-pbx`, in one file that starts faster than its sources. */
export const pbxCommand = async (): Promise<string> => join(await builtPbx(), 'cli.mjs');
