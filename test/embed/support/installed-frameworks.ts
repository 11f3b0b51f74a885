/**
 * Sites of frameworks that are installed from the registry, built by their own commands: Angular, Next and Nuxt. Angular and Nuxt need a newer
 * Node than the oldest of this project: that of the package `node`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { preview } from 'vite';
import { freePort } from '../../../scripts/free-port.mjs';
import { Project } from './tarball.js';

export interface Site {
  readonly url: string;
  stop(): Promise<void>;
}

/** Builds a site of `test/embed/fixtures`, in one file of which `adapt` replaces names, and serves it. */
export type ServeSite = (adapt: (text: string) => string) => Promise<Site>;

const NODE = 'node@22';
const nodeOf = (project: Project): string => project.path('node_modules/node/bin/node');

/** A page that Angular renders in the browser. */
export const serveAngular: ServeSite = async (adapt) => {
  const project = await projectOf('angular', 'src/phone.ts', adapt, [
    ...['core', 'common', 'compiler', 'compiler-cli', 'platform-browser'].map((name) => `@angular/${name}@22`),
    ...['@angular/build@22', '@angular/cli@22', 'typescript@6.0', 'rxjs@7', NODE],
  ]);
  await project.runIn('angular', nodeOf(project), project.path('node_modules/@angular/cli/bin/ng.js'), 'build');
  return serveFolder(project.path('angular'), 'dist');
};

/** A page that Next has rendered, with its hydration. */
export const serveNext: ServeSite = async (adapt) => {
  const project = await projectOf('next', 'app/phone.jsx', adapt, ['next@16', 'react@19', 'react-dom@19']);
  process.env['NEXT_TELEMETRY_DISABLED'] = '1';
  await project.node(project.path('node_modules/next/dist/bin/next'), 'build', project.path('next'));
  return serveFolder(project.path('next'), 'out');
};

/** A page that the server of Nuxt renders for each request. */
export const serveNuxt: ServeSite = async (adapt) => {
  const project = await projectOf('nuxt', 'app/app.vue', adapt, ['nuxt@4', NODE]);
  process.env['NUXT_TELEMETRY_DISABLED'] = '1';
  await project.run(nodeOf(project), project.path('node_modules/nuxt/bin/nuxt.mjs'), 'build', project.path('nuxt'));
  const port = await freePort();
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port) };
  const server = spawn(nodeOf(project), [project.path('nuxt/.output/server/index.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It writes a line when it listens.
  await once(createInterface(server.stdout), 'line');
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
};

async function projectOf(
  fixture: string,
  file: string,
  adapt: (text: string) => string,
  packages: readonly string[],
): Promise<Project> {
  const project = await Project.create();
  await project.install(...packages);
  project.copy(fixture);
  const path = `${fixture}/${file}`;
  project.write(path, adapt(readFileSync(project.path(path), 'utf8')));
  return project;
}

async function serveFolder(root: string, outDir: string): Promise<Site> {
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  return { url: server.resolvedUrls!.local[0]!, stop: () => server.close() };
}
