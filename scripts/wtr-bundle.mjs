/**
 * Lets web-test-runner serve tests that are bundled by the compiler of the build: a page loads a few files, as several
 * hundred modules for each page would take longer than most tests.
 * Subjects: bundle of browser tests.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'vite';

/** @typedef {ReadonlyMap<string, () => string>} Files path of a URL → what returns its content; source maps too, which only a failure needs */

/** The folder in URLs where the files are that several pages share. */
const SHARED = 'test-bundle';
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The modules of one group are in one file, and each of them is executed when a module that is executed imports it, as it
 * is without a bundle. Each page loads the same files, which the browser has to fetch and compile only once.
 */
const groups = [
  { name: 'packages', test: /[\\/]node_modules[\\/]/ },
  // What is loaded later as one file of the build is one here too, which a test can refuse.
  { name: 'source', test: /[\\/]src[\\/](?!components[\\/]views[\\/]views-chunk\.ts)/ },
  { name: 'support', test: /[\\/](test|stories)[\\/].*(?<!\.test)\.ts$/ },
];

/**
 * @param {string} root
 * @param {readonly string[]} files modules, relative to the root; their URLs are their paths
 * @param {string} [name] in the names of its shared files, which are no other bundle's then
 * @returns {Promise<Files>}
 */
async function bundle(root, files, name = '') {
  const built = await build({
    root,
    configFile: false,
    mode: 'development',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    // Of the two modules in the package the resolver takes the one for Node.
    resolve: { alias: { 'mock-socket': join(root, 'node_modules/mock-socket/dist/mock-socket.es.mjs') } },
    build: {
      // Nothing is written; the source maps name the sources as seen from the URLs.
      write: false,
      outDir: root,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      target: 'es2022',
      lib: { entry: Object.fromEntries(files.map((file) => [file, join(root, file)])), formats: ['es'] },
      rolldownOptions: {
        external: [/^\/__/],
        preserveEntrySignatures: 'allow-extension',
        // No module of a test is without side effects: each one is executed as it is written.
        treeshake: false,
        output: {
          entryFileNames: '[name]',
          chunkFileNames: `${SHARED}/[name]-[hash]${name}.js`,
          strictExecutionOrder: true,
          codeSplitting: { includeDependenciesRecursively: false, groups },
        },
      },
    },
  });
  if (!Array.isArray(built) && !('output' in built)) throw new Error('Vite watches instead of building');
  const output = [built].flat().flatMap((part) => part.output);
  return new Map(
    output.map((file) => [`/${file.fileName}`, () => (file.type === 'chunk' ? file.code : String(file.source))]),
  );
}

/**
 * The test files that a command of the runner names, which it does not tell its plug-ins.
 * @param {readonly string[]} args
 */
export function filesNamed(args) {
  const start = args.indexOf('--files') + 1;
  if (start === 0) return [];
  const rest = args.slice(start);
  const end = rest.findIndex((arg) => arg.startsWith('--'));
  return rest.slice(0, end < 0 ? undefined : end);
}

/**
 * The test files of the run are in one bundle, with the modules of the pages around them (`*-page.ts`, `*-tab.ts`). Another
 * module is bundled when it is requested: so is each file of a run whose bundle fails, so that only the file at fault fails.
 * @param {readonly string[]} named the test files of the run
 * @returns {import('@web/dev-server-core').Plugin}
 */
export function bundlePlugin(named) {
  let root = '';
  /** @type {Promise<Files>[]} */
  const bundles = [];
  /** @param {string} path */
  const find = async (path) => (await Promise.all(bundles)).find((files) => files.has(path))?.get(path)?.();

  return {
    name: 'bundle',
    serverStart({ config }) {
      root = config.rootDir;
      const tests = named.map((file) => relative(root, resolve(file)).replaceAll('\\', '/'));
      const modules = tests.filter((file) => isModule(root, file) && !hasOwnBundle(root, file));
      // Of one test file, its folder; of several, what `test/components` is for one of them.
      const around = modules.map((file) =>
        modules.length > 1 ? file.split('/').slice(0, 2).join('/') : dirname(file),
      );
      const pages = [...new Set(around)].flatMap((folder) => pagesIn(root, folder));
      if (modules.length > 0) bundles.push(bundle(root, [...modules, ...pages]).catch(() => new Map()));
    },
    async serve(context) {
      const { path } = context;
      // `document.cookie = 'refuse=views'`: the server fails for the files of the bundle with this name. The test says `@bundle own`.
      const refused = context.cookies.get('refuse');
      if (refused && path.startsWith(`/${SHARED}/${refused}`)) {
        context.status = 503;
        return { body: 'refused', type: 'txt', headers: { 'Cache-Control': 'no-store' } };
      }
      let body = await find(path);
      if (body === undefined && isModule(root, path)) {
        const own = bundle(root, [path.slice(1)], `-${bundles.length}`);
        // A file that cannot be bundled fails alone.
        bundles.push(own.catch(() => new Map()));
        body = (await own).get(path)?.();
      }
      if (body === undefined) return undefined;
      const headers = path.startsWith(`/${SHARED}/`) ? { 'Cache-Control': FOREVER } : {};
      return { body, type: path.endsWith('.map') ? 'json' : 'js', headers };
    },
  };
}

/** @param {string} root @param {string} folder */
function pagesIn(root, folder) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /-(page|tab)\.ts$/.test(name)).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

/** @param {string} root @param {string} path */
const isModule = (root, path) => path.endsWith('.ts') && existsSync(join(root, path));

/**
 * Whether the head comment of a test says `@bundle own`, as the server is to fail for files of this test. Where a page before it in the
 * same window has loaded such a file, Chromium 156 imports it without a request, also where it was sent with `no-store`: so it has a
 * bundle of its own, with other names.
 * @param {string} root @param {string} path
 */
const hasOwnBundle = (root, path) =>
  /^\s*\/\*\*(?:(?!\*\/).)*@bundle own\b/s.test(readFileSync(join(root, path), 'utf8'));
