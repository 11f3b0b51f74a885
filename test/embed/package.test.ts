/** The packages as `npm pack` makes them, from a tree without dist (contract: a page, a bundler, Node and a test environment can use them). */

import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { basename, join, posix } from 'node:path';
import { parseSync } from 'vite';
import { packed, Project } from './support/tarball.js';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

interface Exports {
  readonly [entry: string]: string | Readonly<Record<string, string>>;
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as {
    readonly exports: Exports;
    readonly main?: string;
    readonly unpkg?: string;
    readonly jsdelivr?: string;
    readonly bin?: Readonly<Record<string, string>>;
    readonly typesVersions?: { readonly '*': Readonly<Record<string, readonly string[]>> };
  };

/** The files that package.json names; a `*` stands for one or more of them. */
function promised(folder: string): string[] {
  const { exports, main, unpkg, jsdelivr, bin = {}, typesVersions } = manifestOf(folder);
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  const more = [main, unpkg, jsdelivr, ...Object.values(bin), ...Object.values(typesVersions?.['*'] ?? {}).flat()];
  return [...new Set([...targets, ...more])].flatMap((path) => path?.replace(/^\.\//, '') ?? []);
}

describe('The packed packages', function () {
  this.timeout(600_000);
  let project: Project;
  const pocketPbx = Project.createEmpty();
  let installed: string[];

  const CDN = 'node_modules/sip-elements/dist/cdn';
  const cdnFiles = (): string[] =>
    readdirSync(project.path(CDN), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

  before(async () => {
    const pbx = async (): Promise<void> => pocketPbx.install((await packed('packages/pbx')).path);
    [project] = await Promise.all([Project.create(), pbx()]);
    installed = readdirSync(project.path('node_modules')).filter((name) => !name.startsWith('.'));
    // Node resolves them to this repository, where their own dependencies are.
    project.borrow('jsdom', 'happy-dom');
  });

  for (const folder of ['.', 'packages/pbx'])
    it(`contain all files that package.json names, built by prepack: ${folder}`, async () => {
      const { files } = await packed(folder);
      const missing = promised(folder).filter((path) => {
        const pattern = new RegExp(`^${path.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]+')}$`);
        return !files.some((file) => pattern.test(file));
      });
      expect(missing).to.deep.equal([]);
      expect(files).to.include.members(['package.json', 'README.md', 'LICENSE']);
      if (folder === '.') expect(files).to.include.members(['CHANGELOG.md', 'NOTICES.md', 'dist/custom-elements.json']);
      expect(files.filter((file) => /^(?:src|test|scripts|packages)\//.test(file))).to.deep.equal([]);
    });

  it('contain source maps with their sources, and no map to a file that is not packed', async () => {
    const maps = (await packed()).files.filter((file) => file.endsWith('.map'));
    expect(maps.length).to.be.above(100);
    const empty = maps.filter((file) => {
      const text = readFileSync(project.path(`node_modules/sip-elements/${file}`), 'utf8');
      const { sources, sourcesContent } = JSON.parse(text) as { sources: string[]; sourcesContent?: (string | null)[] };
      return sources.some((_, index) => !sourcesContent?.[index]);
    });
    expect(empty).to.deep.equal([]);
    expect(maps.filter((file) => file.endsWith('.d.ts.map'))).to.deep.equal([]);
  });

  it('contain source maps that lead from a name in the minified code to the line of the source that has it', () => {
    let checked = 0;
    const elsewhere = cdnFiles().flatMap((name) => {
      const path = project.path(`${CDN}/${name}`);
      // A file that only exports what is in other files has none.
      if (!existsSync(`${path}.map`)) return [];
      const text = readFileSync(path, 'utf8');
      expect(text, name).to.match(new RegExp(`\n//# sourceMappingURL=${basename(name)}.map\\s*$`));
      const payload = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMap['payload'];
      const map = new SourceMap(payload);
      return text.split('\n').flatMap((line, row) =>
        [...line.matchAll(/["'](sip-[a-z]+(?:-[a-z]+)*)["']/g)].flatMap(({ index, 1: found = '' }) => {
          checked++;
          const { originalSource = '', originalLine = 0 } = { ...map.findEntry(row, index) } as Partial<SourceMapping>;
          const source = payload.sourcesContent[payload.sources.indexOf(originalSource)] ?? '';
          return source.split('\n')[originalLine]?.includes(found) ? [] : [`${name}: ${found}: ${originalSource}`];
        }),
      );
    });
    expect(checked).to.be.above(200);
    // The minifier writes some constants at the places where they are used.
    expect(elsewhere.length / checked, elsewhere.join('\n')).to.be.below(0.08);
  });

  it('install no server with the kit, only Lit, its parts, and libphonenumber-js', () => {
    expect(installed).to.have.members([
      ...['@lit', '@lit-labs', '@shoelace-style', '@types', 'libphonenumber-js'],
      ...['lit', 'lit-element', 'lit-html', 'sip-elements'],
    ]);
  });

  it('run the pocket PBX by its command, without the kit', async () => {
    expect(await pocketPbx.run('npx', '--no-install', 'sip-elements-pbx', '--help')).to.match(
      /^Usage: sip-elements-pbx/,
    );
    const script = `const { createPocketPbx } = await import('sip-elements-pbx');
      const pbx = createPocketPbx(); console.log((await pbx.listen({ port: 0 })).url); await pbx.close();`;
    expect(await pocketPbx.node('--input-type=module', '--eval', script)).to.match(/^ws:\/\/127\.0\.0\.1:\d+\/sip/);
  });

  it('run the pocket PBX as a plug-in of Vite, and its part for a page', async () => {
    pocketPbx.borrow('vite');
    const script = `const { pocketPbx } = require('sip-elements-pbx');
      const { createPagePbx } = require('sip-elements-pbx/page');
      require('vite').createServer({ configFile: false, logLevel: 'silent', server: { port: 0, host: '127.0.0.1' }, plugins: [pocketPbx({ path: '/sip' })] })
        .then((server) => server.listen())
        .then(({ resolvedUrls }) => {
          const socket = new (require('ws').WebSocket)(resolvedUrls.local[0].replace('http', 'ws') + 'sip', 'sip');
          socket.on('open', () => { console.log(socket.protocol, typeof createPagePbx); process.exit(); });
        });`;
    expect(await pocketPbx.node('--no-warnings', '--input-type=commonjs', '--eval', script)).to.equal('sip function\n');
  });

  for (const entry of Object.keys(manifestOf('.').exports).filter((name) => !/\*|json$/.test(name)))
    it(`are loaded by import and by require() in Node, without a document: sip-elements${entry.slice(1)}`, async () => {
      const name = `sip-elements${entry.slice(1)}`;
      const script = `const required = require('${name}'); import('${name}').then((imported) => {
        console.log(required === imported, Object.keys(imported).length) });`;
      const out = await project.node('--no-warnings', '--input-type=commonjs', '--eval', script);
      expect(out).to.match(entry === './service-worker' ? /^true \d+/ : /^true [1-9]/);
    });

  it('are loaded so at each entry with a pattern: elements by define/ and components/, languages, types of templates', async () => {
    project.copy('every-module.cjs');
    const { count, wrong } = JSON.parse(await project.node('--no-warnings', 'every-module.cjs')) as {
      count: number;
      wrong: string[];
    };
    expect(wrong).to.deep.equal([]);
    expect(count).to.be.above(120);
  });

  it('have a language for one element, without the others', async () => {
    project.copy('one-language.mjs');
    const { defined, labels } = JSON.parse(await project.node('--no-warnings', 'one-language.mjs')) as {
      defined: string[];
      labels: string[];
    };
    expect(defined).to.deep.equal(['sip-dialpad']);
    expect(labels.join()).to.include('Stern').and.not.include('star');
  });

  for (const environment of ['jsdom', 'happy-dom'])
    it(`create every element in ${environment}, and render a phone with all that is in it, where a call fails with the error no-webrtc`, async () => {
      project.copy('without-browser.mjs');
      const result = JSON.parse((await project.node('without-browser.mjs', environment)).trim()) as {
        tags: string[];
        errors: string[];
        logged: string[];
        call: string;
        shown: string[];
      };
      expect(result.shown).to.include.members(['sip-phone', 'sip-status', 'sip-dial-input', 'sip-call-button']);
      expect(result.errors).to.deep.equal([]);
      expect(result.tags).to.have.length.above(40);
      expect(result.logged.filter((line) => line.includes('no custom states'))).to.have.length(1);
      expect(result.call).to.equal('PhoneError no-webrtc: This browser cannot make calls. It has no WebRTC.');
    });

  /** The files of the package that are loaded with one of them, those of its `import()` not included. */
  const loadedWith = (entry: string): string[] => {
    const loaded = new Set([entry]);
    for (const name of loaded) {
      const text = readFileSync(project.path(`node_modules/sip-elements/dist/${name}`), 'utf8');
      const { staticImports, staticExports } = parseSync(name, text).module;
      const from = [
        ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
        ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
      ];
      for (const path of from.filter((each) => each.startsWith('.'))) loaded.add(posix.join(posix.dirname(name), path));
    }
    return [...loaded];
  };

  for (const entry of ['sip/index', 'sip/message/index', 'sip/event/package/index', 'media/index', 'phone/index'])
    it(`load few files, as each costs Node about a millisecond: ${entry}.js`, () => {
      expect(loadedWith(`${entry}.js`)).to.have.length.within(2, 14);
    });

  it('load no SIP stack and no phone with an element that has none', () => {
    const bytes = (entry: string, files: RegExp): number =>
      loadedWith(entry)
        .filter((name) => files.test(name))
        .reduce((sum, name) => sum + statSync(project.path(`node_modules/sip-elements/dist/${name}`)).size, 0);
    // Both are measured before they are minified; the stack has 400 kB and the phone 700 kB.
    expect(bytes('phone/index.js', /^chunks\//)).to.be.above(500_000);
    expect(bytes('define/sip-dialpad.js', /^chunks\//)).to.be.below(50_000);
    expect(bytes('define/sip-click-to-call.js', /^chunks\//)).to.be.below(20_000);
  });

  it('contain the licence notices of the code in their script files', () => {
    for (const name of cdnFiles()) {
      const text = readFileSync(project.path(`${CDN}/${name}`), 'utf8');
      expect(text.slice(0, 400), name).to.match(/^\uFEFF?\/\*! sip-elements .*NOTICES\.md/);
    }
    const notices = readFileSync(project.path('node_modules/sip-elements/NOTICES.md'), 'utf8');
    for (const name of ['Lucide', 'libphonenumber-js', 'Lit', '@shoelace-style/localize'])
      expect(notices).to.include(name);
  });

  it('declare the types of their entries, and of the events that every element, the document and the window dispatch', async () => {
    project.copy('types');
    await project.node(TSC, '--project', 'types');
  });

  it('type the elements in JSX of React, Preact and Solid, and in templates of Vue and Svelte', async () => {
    project.borrow('react', '@types/react', 'csstype', 'preact', 'solid-js', 'vue', 'svelte');
    project.copy('templates');
    await project.node(TSC, '--project', 'templates');
  });

  it('name the hash of each file for a script tag (Subresource Integrity §3.2)', () => {
    const list = JSON.parse(readFileSync(project.path(`${CDN}/integrity.json`), 'utf8')) as Record<string, string>;
    expect(Object.keys(list)).to.have.members(cdnFiles().map((name) => name.replaceAll('\\', '/')));
    for (const [name, hash] of Object.entries(list)) {
      const sum = createHash('sha384').update(readFileSync(project.path(`${CDN}/${name}`)));
      expect(hash, name).to.equal(`sha384-${sum.digest('base64')}`);
    }
  });

  it('have files for a script tag that import only files beside them, and one that imports nothing', () => {
    for (const name of cdnFiles()) {
      const text = readFileSync(project.path(`${CDN}/${name}`), 'utf8');
      const { staticImports, staticExports, dynamicImports } = parseSync(name, text).module;
      const imported = [
        ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
        ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
        // The loader of late code computes an address.
        ...dynamicImports
          .map(({ moduleRequest: { start, end } }) => text.slice(start, end))
          .flatMap((address) => /^["'`](.*)["'`]$/.exec(address)?.[1] ?? []),
      ];
      expect(
        imported.filter((from) => !/^\.\.?\//.test(from)),
        name,
      ).to.deep.equal([]);
      // A CDN serves this one at the address of the package, where a path beside it is another package.
      if (name.endsWith('.iife.js')) expect(imported).to.deep.equal([]);
    }
  });

  it('have the charts of <sip-call-quality> in the files for a script tag, in a chunk and in the one that imports nothing', () => {
    const drawing = cdnFiles().filter((name) =>
      readFileSync(project.path(`${CDN}/${name}`), 'utf8').includes('vector-effect'),
    );
    expect(drawing).to.have.length(2).and.include('sip-elements.iife.js');
    expect(drawing.filter((name) => /^chunks[\\/]/.test(name))).to.have.length(1);
  });

  it('describe every element to VS Code and to JetBrains editors', () => {
    const read = (file: string): unknown =>
      JSON.parse(readFileSync(project.path(`node_modules/sip-elements/dist/${file}`), 'utf8'));
    const manifest = read('custom-elements.json') as { modules: { declarations: { tagName?: string }[] }[] };
    const tags = manifest.modules.flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []));
    const code = read('vscode.html-custom-data.json') as { tags: { name: string }[] };
    const web = read('web-types.json') as {
      name: string;
      contributions: { html: { elements: { name: string }[] } };
    };
    expect(code.tags.map(({ name }) => name)).to.have.members(tags);
    expect(web.contributions.html.elements.map(({ name }) => name)).to.have.members(tags);
    expect(web.name).to.equal('sip-elements');
  });
});
