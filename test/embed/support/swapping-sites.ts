/** Sites whose pages are swapped in the document by a library: a home page with the password of the user, others without it, one without a phone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { fixtureText } from './static-site.js';
import { Project } from './tarball.js';

/** The files of a site, by path. `adapt` puts the names of the server into a text. */
export type MakeSite = (adapt: (text: string) => string) => Promise<ReadonlyMap<string, string>>;

const withPassword = (page: string): string => page.replace('layout=', 'password="alice-demo" layout=');

/** Pages without a build, from a fixture, with a library of this repository's node_modules in place of its address. */
export const htmlSite =
  (fixture: string, address: string, file: string): MakeSite =>
  async (adapt) => {
    const page = adapt(
      fixtureText(fixture)
        .replaceAll('https://unpkg.com/sip-elements@0.1.0/dist', '')
        .replaceAll(address, '/library.js'),
    );
    const html = (text: string): string =>
      `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">${text}</html>`;
    return new Map([
      ['/library.js', readFileSync(new URL(`../../../node_modules/${file}`, import.meta.url), 'utf8')],
      ['/home.html', html(withPassword(page))],
      ['/next.html', html(page)],
      ['/text.html', html(page.replace(/<sip-phone.*<\/sip-phone>/s, '<p>Text</p>'))],
    ]);
  };

/** A site of Astro, installed from the registry. It needs a newer Node than the oldest of this project: that of the package `node`. */
export const astroSite: MakeSite = async (adapt) => {
  const project = await Project.create();
  await project.install('astro@7', 'node@22');
  project.copy('astro');
  const page = adapt(readFileSync(project.path('astro/src/pages/next.astro'), 'utf8'));
  project.write('astro/src/pages/next.astro', page);
  project.write('astro/src/pages/home.astro', withPassword(page));
  // Without the directive, the phone of the next page takes the place of the former one.
  project.write('astro/src/pages/plain.astro', page.replace('transition:persist', ''));
  const command = ['node_modules/node/bin/node', 'node_modules/astro/bin/astro.mjs'].map((path) => project.path(path));
  await project.run(command[0]!, command[1]!, 'build', '--root', project.path('astro'));
  return filesIn(project.path('astro/dist'));
};

/** A site with the router of the Interactivity API of WordPress, installed from the registry, built by Vite. */
export const interactivitySite: MakeSite = async (adapt) => {
  const project = await Project.create();
  await project.install('@wordpress/interactivity-router@2');
  project.write('site.js', fixtureText('interactivity/site.js'));
  const page = (name: string): string => adapt(fixtureText('interactivity/page.html')).replace('PAGE', name);
  const pages = {
    home: withPassword(page('home')),
    next: page('next'),
    text: page('text').replace(/<sip-phone.*<\/sip-phone>/s, '<p>Text</p>'),
  };
  for (const [name, text] of Object.entries(pages)) project.write(`${name}.html`, text);
  await build({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    build: {
      modulePreload: { polyfill: false },
      rolldownOptions: { input: Object.keys(pages).map((name) => project.path(`${name}.html`)) },
    },
  });
  return filesIn(project.path('dist'));
};

function filesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`/${relative(folder, path).replaceAll('\\', '/')}`, readFileSync(path, 'utf8')];
    }),
  );
}
