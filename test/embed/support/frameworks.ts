/** Pages of frameworks with the packed kit, built by Vite with the compiler of each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import vue from '@vitejs/plugin-vue';
import { transform } from 'esbuild';
import { compile } from 'svelte/compiler';
import { build, preview, type Plugin } from 'vite';
import solid from 'vite-plugin-solid';
import { Project } from './tarball.js';

/** The packages of a framework, of those that this repository has installed. `react-server`: rendered by a server, hydrated in the page. */
const PACKAGES = {
  vanilla: [],
  react: ['react', 'react-dom'],
  'react-server': ['react', 'react-dom'],
  preact: ['preact'],
  vue: ['vue'],
  svelte: ['svelte'],
  solid: ['solid-js'],
} as const satisfies Record<string, readonly string[]>;

export type Framework = keyof typeof PACKAGES;

/** As the documentation of Vue says: without it, Vue looks for a component. */
const isCustomElement = (tag: string): boolean => tag.startsWith('sip-');

const svelte: Plugin = {
  name: 'svelte',
  transform(code, filename) {
    return filename.endsWith('.svelte') ? compile(code, { filename, generate: 'client' }).js : null;
  },
};

/** React in its development build: only that makes and removes effects and references twice in strict mode. */
const developmentOfReact: Plugin = {
  name: 'development-of-react',
  enforce: 'pre',
  transform: (code, id) =>
    /[/\\]react(?:-dom)?[/\\]/.test(id) ? code.replaceAll('process.env.NODE_ENV', '"development"') : null,
};

/** What a server sends of the page of Next: React renders it in Node, without a document. */
async function renderedByServer(project: Project): Promise<string> {
  const source = readFileSync(project.path('next/app/phone.jsx'), 'utf8');
  const { code } = await transform(source, { loader: 'jsx', jsx: 'automatic' });
  project.write('next/app/phone.mjs', code);
  const script = `import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { Phone } from './next/app/phone.mjs';
process.stdout.write(renderToString(createElement(Phone)));`;
  return project.node('--input-type=module', '--eval', script);
}

export interface FrameworkPages {
  url(framework: Framework): string;
  stop(): Promise<void>;
}

/** Builds a page for each framework: its template in test/embed/fixtures/templates, in which `adapt` replaces names. */
export async function serveFrameworks(
  frameworks: readonly Framework[],
  adapt: (text: string) => string,
): Promise<FrameworkPages> {
  const project = await Project.create();
  for (const folder of ['frameworks', 'templates', 'next']) project.copy(folder);
  project.borrow(...new Set(frameworks.flatMap((name) => PACKAGES[name])));
  const templates = readdirSync(project.path('templates')).map((name) => `templates/${name}`);
  for (const path of [...templates, 'next/app/phone.jsx'])
    project.write(path, adapt(readFileSync(project.path(path), 'utf8')));
  for (const name of frameworks) {
    const script = ['ts', 'tsx']
      .map((type) => `frameworks/${name}.${type}`)
      .find((path) => existsSync(project.path(path)))!;
    const content = name === 'react-server' ? await renderedByServer(project) : '';
    project.write(
      `${name}.html`,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">
<main>${content}</main><script type="module" src="/${script}"></script></html>`,
    );
  }
  await build({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    plugins: [
      developmentOfReact,
      vue({ template: { compilerOptions: { isCustomElement } } }),
      svelte,
      ...(frameworks.includes('solid') ? [solid({ include: /solid\.tsx$/ })] : []),
    ],
    build: {
      modulePreload: { polyfill: false },
      rolldownOptions: { input: frameworks.map((name) => project.path(`${name}.html`)) },
    },
  });
  const server = await preview({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1' },
  });
  return {
    url: (name) => `${server.resolvedUrls!.local[0]}${name}.html`,
    stop: () => server.close(),
  };
}
