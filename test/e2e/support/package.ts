/** The package as npm would publish it, installed into an empty project by npm itself. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, preview } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

export interface Consumer {
  /** A page that Vite built, whose script imports the package by its name. */
  readonly modulePage: string;
  /** A page that Vite never saw: one script file of the package, and the tag. */
  readonly scriptPage: string;
  stop(): Promise<void>;
}

/** Packs, installs and builds two pages with these tags in them. */
export async function installedPackage(tags: { module: string; script: string }): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-package-'));
  const tarball = await pack(join(folder, 'package'));
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], { cwd: project });
  writePages(project, tags);
  // Vite's own command, as a person would run it there.
  await run(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: project,
  });
  // The script file is served as it lies in the package, beside what Vite built.
  cpSync(join(project, 'node_modules/sip-elements/dist/cdn'), join(project, 'dist/cdn'), { recursive: true });
  writeFileSync(
    join(project, 'dist/script.html'),
    page(`<script src="cdn/sip-elements.iife.js"></script>${tags.script}`),
  );
  const server = await preview({
    root: project,
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1' },
  });
  const [url] = server.resolvedUrls!.local;
  return {
    modulePage: `${url}index.html`,
    scriptPage: `${url}script.html`,
    async stop() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Builds into a copy, so that nobody's `dist` is touched, and returns the path of the tarball. */
async function pack(folder: string): Promise<string> {
  for (const file of ['package.json', 'README.md', 'LICENSE', 'NOTICES.md'])
    cpSync(join(ROOT, file), join(folder, file));
  const common = { root: ROOT, logLevel: 'error' } as const;
  await build({ ...common, mode: 'modules', build: { outDir: join(folder, 'dist'), emptyOutDir: true } });
  await build({ ...common, mode: 'cdn', build: { outDir: join(folder, 'dist/cdn'), emptyOutDir: true } });
  await build({ ...common, mode: 'numbers', build: { outDir: join(folder, 'dist/cdn'), emptyOutDir: false } });
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json'], { cwd: folder });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

function writePages(project: string, { module }: { module: string }): void {
  writeFileSync(join(project, 'main.js'), `import 'sip-elements';\n`);
  writeFileSync(join(project, 'index.html'), page(`<script type="module" src="/main.js"></script>${module}`));
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Package</title><link rel="icon" href="data:,"></head><body>${body}</body></html>\n`;
}
