/** Pages with the packed kit: one built by Vite, and two with files of the package for a script tag. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import { Project } from './tarball.js';

const VITE = join(import.meta.dirname, '../../../node_modules/vite/bin/vite.js');

export interface Pages {
  /** A page built by Vite, whose script imports the package by its name. */
  readonly modulePage: string;
  /** A page without a build: one script file of the package, and the tag. */
  readonly scriptPage: string;
  /** A page without a build: a module of the package, and the tag. */
  readonly cdnPage: string;
  /** The manifest of the package, as it is packed. */
  readonly manifest: string;
  stop(): Promise<void>;
}

/** Installs the kit, builds the first page and serves both, with these tags in them. */
export async function servePages(tags: { module: string; script: string; cdn: string }): Promise<Pages> {
  const project = await Project.create();
  project.write('main.js', `import 'sip-elements';\n`);
  project.write('index.html', page(`<script type="module" src="/main.js"></script>${tags.module}`));
  // The command of Vite, as in an application.
  await project.node(VITE, 'build', '--logLevel', 'error');
  // The script file of the package is served beside the build of Vite.
  cpSync(project.path('node_modules/sip-elements/dist/cdn'), project.path('dist/cdn'), { recursive: true });
  // Decoded as in a page that names no encoding, whose bare script files are in windows-1252 (HTML §13.2.3.2, §8.1.4.2).
  writeFileSync(
    project.path('dist/script.html'),
    page(`<script src="cdn/sip-elements.iife.js" charset="windows-1252"></script>${tags.script}`),
  );
  writeFileSync(
    project.path('dist/cdn.html'),
    page(`<script type="module" src="cdn/sip-phone.js"></script>${tags.cdn}`),
  );
  const server = await preview({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1' },
  });
  const [url] = server.resolvedUrls!.local;
  return {
    modulePage: `${url}index.html`,
    scriptPage: `${url}script.html`,
    cdnPage: `${url}cdn.html`,
    manifest: readFileSync(project.path('node_modules/sip-elements/dist/custom-elements.json'), 'utf8'),
    stop: () => server.close(),
  };
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Package</title><link rel="icon" href="data:,"></head><body>${body}</body></html>\n`;
}
