/** Pages of frameworks with the packed kit, built by Vite with the compiler of each. */
import { readdirSync, readFileSync } from 'node:fs';
import vue from '@vitejs/plugin-vue';
import { compile } from 'svelte/compiler';
import { build, preview, type Plugin } from 'vite';
import solid from 'vite-plugin-solid';
import { Project } from './tarball.js';

/** The packages of a framework, of those that this repository has installed. */
const PACKAGES = {
  react: ['react', 'react-dom'],
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
  project.copy('frameworks');
  project.copy('templates');
  project.borrow(...frameworks.flatMap((name) => PACKAGES[name]));
  for (const name of readdirSync(project.path('templates')))
    project.write(`templates/${name}`, adapt(readFileSync(project.path(`templates/${name}`), 'utf8')));
  const extension = (name: Framework): string => (['react', 'preact', 'solid'].includes(name) ? 'tsx' : 'ts');
  for (const name of frameworks)
    project.write(
      `${name}.html`,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">
<main></main><script type="module" src="/frameworks/${name}.${extension(name)}"></script></html>`,
    );
  await build({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    plugins: [
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
