/**
 * Three uses by mode. Serving (`npm start`, the stories): the demo page with the pocket PBX behind /sip.
 * `--mode modules`: a file for each module of the elements, and few for the rest, for bundlers. `--mode cdn`: modules for a script tag; `--mode script`: everything
 * in one file; `--mode loader`: the loader of those modules; `--mode embed`: the
 * page for a frame.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { libraryChunks } from './scripts/library-chunks.mjs';
import { withoutLitGlobals } from './scripts/lit-globals.mjs';
import { minifyChunks } from './scripts/minify.mjs';
import { inSteps, inTwoTasks, steps } from './scripts/steps.mjs';
import { minifyTemplates } from './scripts/minify-templates.mjs';
import { ALL_ELEMENTS, CDN_MODULES, MARKS } from './src/loader/cdn-modules.js';
import { defineConfig, type BuildEnvironmentOptions, type PluginOption } from 'vite';

/** What the published modules import by name; it is installed with the package. */
const external = [/^lit(\/|$)/, /^@lit\//, /^@shoelace-style\//, /^libphonenumber-js(\/|$)/];
/** What the demo page and the stories load from packages. */
const IN_PAGE = [
  'lit',
  'lit/decorators.js',
  'lit/directives/class-map.js',
  'lit/directives/if-defined.js',
  'lit/directives/live.js',
  'lit/directives/repeat.js',
  '@lit/context',
  '@shoelace-style/localize',
  'libphonenumber-js/min',
  'react',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'vue',
];
/** The example pages import what a page of your own would; Vue's build with its template compiler, as they have no build. */
const ALIASES = {
  'sip-elements/phone': new URL('src/phone/index.ts', import.meta.url).pathname,
  vue: 'vue/dist/vue.esm-bundler.js',
};

const { version, sideEffects } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  sideEffects: string[];
};
const SOURCES = new URL('src/', import.meta.url).pathname;

/** Everything that the package exports, each component as a module of its own, and late code, whose files `sideEffects` names; name → source file. */
function entries(): Record<string, string> {
  const fixed = [
    'index',
    'locale',
    'icons',
    'sip/index',
    'sip/event/package/index',
    'sip/message/index',
    'media/index',
    'phone/index',
    'phone/alerts/notification-clicks',
    ...sideEffects.flatMap((path) => /^\.\/src\/(phone\/[^*]+)\.ts$/.exec(path)?.[1] ?? []),
  ];
  const found = ['components', 'define'].flatMap((folder) =>
    existsSync(`src/${folder}`)
      ? readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)
      : [],
  );
  const modules = found
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => name.slice(0, -3));
  return Object.fromEntries(
    [...fixed, ...modules].map((name) => [name, `src/${name}.ts`] as const).filter(([, file]) => existsSync(file)),
  );
}

const modules: BuildEnvironmentOptions = {
  target: 'es2022',
  minify: false,
  sourcemap: true,
  lib: { entry: entries(), formats: ['es'] },
  rolldownOptions: {
    external,
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      minifyInternalExports: false,
      codeSplitting: { groups: libraryChunks(SOURCES) },
    },
  },
};

/** Says in each file for a script tag what it is and whose it is; the licences themselves are in NOTICES.md beside it. */
const notice = (...parts: string[]): string =>
  `/*! sip-elements ${version} (MIT)${parts.length > 0 ? `; contains ${parts.join(', ')}` : ''}; see NOTICES.md */`;
/** The same for a chunk, which is loaded by a file with the whole notice. */
const CHUNK_NOTICE = '/*! sip-elements (MIT), NOTICES.md */';

const notices: PluginOption = {
  name: 'notices',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'NOTICES.md', source: readFileSync('NOTICES.md') });
  },
};

const NOTICE = notice(
  'Lit (BSD-3-Clause)',
  '@shoelace-style/localize (MIT)',
  'libphonenumber-js (MIT)',
  'icons of Lucide (ISC)',
);

/**
 * A script that is no module is decoded by the encoding of its page, which is not always UTF-8, unless it begins with a byte order mark
 * (HTML §8.1.4.2, Encoding Standard §6).
 */
const inUtf8 = (banner: string): string => `\uFEFF${banner}`;

/** What every module for a script tag loads, `sip-click-to-call.js` before its first use included: one chunk, with all that these import. */
const BASE = new RegExp(
  [
    'shared/(?:base/(?:bare-element|define)|icons/phone-icon|styles/button-(?:base|tokens)\\.styles)\\.ts$',
    'src/phone/late-code\\.ts$',
    'src/define/locales\\.ts$',
    'sip-click-to-call/button\\.styles\\.ts$',
    'node_modules/lit/decorators\\.js$',
    'oxc-project.*/decorate\\.js$',
  ]
    .join('|')
    .replaceAll('/', '[\\\\/]'),
);

/** The elements whose module has a phone in it. */
const WITH_PHONE = new Set(['sip-phone', 'sip-dock', 'sip-provider']);

const entryOf = (tag: string): string =>
  WITH_PHONE.has(tag) ? inSteps(tag) : tag === 'sip-click-to-call' ? inTwoTasks(tag) : `src/define/${tag}.ts`;

/** Modules for a script tag: everything, and elements that a page often has alone. They share chunks, so two of them load no code twice. */
const cdn: BuildEnvironmentOptions = {
  target: 'es2022',
  outDir: 'dist/cdn',
  emptyOutDir: false,
  sourcemap: true,
  lib: {
    entry: {
      [ALL_ELEMENTS]: 'src/cdn.ts',
      [MARKS]: 'src/loader/marks.ts',
      ...Object.fromEntries(CDN_MODULES.map((tag) => [tag, entryOf(tag)])),
    },
    formats: ['es'],
  },
  rolldownOptions: {
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      minify: false,
      comments: { annotation: false },
      // An entry imports what it contains from chunks: the licences of those are in NOTICES.md.
      postBanner: ({ isEntry }) => (isEntry ? notice() : CHUNK_NOTICE),
      codeSplitting: {
        groups: [
          { name: 'base', test: BASE, priority: 5 },
          {
            name: 'shared',
            priority: 4,
            test: /[\\/](?:phone-element|page-calls[\\/]page-call|sip[\\/](?:base[\\/]logger|message[\\/]scanner))\.ts$/,
          },
          // Each with all that it imports: what late chunks and the steps of scripts/steps.mjs share would be a file for each combination.
          {
            name: 'phone',
            test: /[\\/](?:phone[\\/]phone|sip-provider[\\/]sip-provider|pace|class-map|if-defined|icons|consultation|press-guard|focus-keeper)\.[jt]s$/,
            priority: 3,
          },
          { name: 'elements', test: /[\\/]sip-phone[\\/]sip-phone\.ts$/, priority: 2 },
          // One file, as one request repairs it (decision 032).
          { name: 'views', test: /[\\/](?:views|figures)-chunk\.ts$/, priority: 1 },
        ],
      },
    },
  },
};

/**
 * Every module for a script tag loads the language of the page when it is shown, as `sip-elements/define/locales.js` does for bundlers; Arabic
 * too, which `sip-elements` contains.
 */
const languages: PluginOption = {
  name: 'languages',
  transform(code, id) {
    if (id.endsWith('/src/define/all.ts'))
      return { code: code.replace(/^import ["']\.\/locale-ar\.js["'];$/m, ''), map: null };
    if (!this.getModuleInfo(id)?.isEntry) return undefined;
    const locales = new URL('src/define/locales.ts', import.meta.url).pathname;
    return { code: `import '${locales}';\n${code}`, map: null };
  },
};

/** In one file nothing is loaded later: such a module is evaluated with the one that loads it. */
const nothingLate: PluginOption = {
  name: 'nothing-late',
  transform(code) {
    const loads: string[] = [];
    const result = code.replace(
      /(new LateCode\(\s*\(\) => )import\(("[^"]+"|'[^']+')\)/g,
      (_all, start: string, path: string) => {
        loads.push(`import ${path};`);
        return `${start}Promise.resolve()`;
      },
    );
    return loads.length > 0 ? { code: `${loads.join('')}${result}`, map: null } : undefined;
  },
};

/** The same in one file that imports nothing, for a page that can have only one, and for a CDN that serves it without its folder. */
const script: BuildEnvironmentOptions = {
  target: 'es2022',
  outDir: 'dist/cdn',
  emptyOutDir: false,
  sourcemap: true,
  lib: { entry: 'src/cdn.ts', name: 'SipElements', formats: ['iife'], fileName: () => 'sip-elements.iife.js' },
  rolldownOptions: {
    output: { codeSplitting: false, minify: false, comments: { annotation: false }, postBanner: inUtf8(NOTICE) },
  },
};

/** The loader, which finds what a page uses and loads the modules beside it. */
const loader: BuildEnvironmentOptions = {
  target: 'es2022',
  outDir: 'dist/cdn',
  emptyOutDir: false,
  sourcemap: true,
  lib: { entry: 'src/loader/sip-loader.ts', name: 'SipLoader', formats: ['iife'], fileName: () => 'sip-loader.js' },
  rolldownOptions: {
    output: { codeSplitting: false, minify: false, comments: { annotation: false }, postBanner: inUtf8(notice()) },
  },
};

/** The page for a frame and its script, for a site to copy. */
const embed: BuildEnvironmentOptions = {
  ...loader,
  lib: { entry: 'src/loader/sip-embed.ts', name: 'SipEmbed', formats: ['iife'], fileName: () => 'sip-embed.js' },
};
const embedPage: PluginOption = {
  name: 'embed-page',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'embed.html', source: readFileSync('src/loader/embed.html') });
  },
};

/** The pocket PBX on the same port as the page. */
async function pocketPbx(): Promise<PluginOption> {
  const { pocketPbx } = await import('./packages/pbx/src/vite-plugin.js');
  return pocketPbx({ path: '/sip' });
}

export default defineConfig(async ({ mode, command }) => {
  if (mode === 'modules') return { build: modules };
  if (mode === 'cdn')
    return {
      build: cdn,
      plugins: [notices, languages, steps(), withoutLitGlobals(), minifyTemplates(), minifyChunks()],
    };
  if (mode === 'loader') return { build: loader, plugins: [minifyChunks()] };
  if (mode === 'embed') return { build: embed, plugins: [embedPage, minifyChunks()] };
  if (mode === 'script')
    return { build: script, plugins: [nothingLate, withoutLitGlobals(), minifyTemplates(), minifyChunks()] };
  // Named here, they are made ready before the first page asks for them, which would load it twice otherwise.
  const optimizeDeps = { include: IN_PAGE };
  return { optimizeDeps, resolve: { alias: ALIASES }, plugins: command === 'serve' ? [await pocketPbx()] : [] };
});
