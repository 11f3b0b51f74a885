/** Lets web-test-runner serve TypeScript through the compiler of the build, and the CommonJS packages that tests need. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { transformWithOxc } from 'vite';

const require = createRequire(import.meta.url);

/** Packages that exist only as CommonJS, which a page cannot import. They are served as one ES module each. */
const commonJs = ['sdp-transform'];
const bundled = '/__bundled__/';
/** The call that the compiler makes for a decorator (https://github.com/oxc-project/oxc, runtime/helpers). */
const decorate = '/__decorate__.js';

/** @returns {import('@web/dev-server-core').Plugin} */
export function typescriptPlugin() {
  let root = '';
  /** @param {string} url */
  const fileOf = (url) => join(root, decodeURIComponent(url.split(/[?#]/)[0] ?? ''));
  return {
    name: 'typescript',
    serverStart({ config }) {
      root = config.rootDir;
    },
    resolveMimeType: ({ path }) => (path.endsWith('.ts') ? 'js' : undefined),
    resolveImport({ source, context }) {
      if (source.startsWith('@oxc-project/runtime/helpers/decorate')) return decorate;
      if (source === 'mock-socket') return '/node_modules/mock-socket/dist/mock-socket.es.mjs';
      if (commonJs.includes(source)) return `${bundled}${source}.js`;
      const isTypeScript =
        /^\.{1,2}\/.*\.js$/.test(source) && existsSync(toTs(join(dirname(fileOf(context.path)), source)));
      return isTypeScript ? toTs(source) : undefined;
    },
    async serve({ path }) {
      if (path === decorate) return { body: helper(), type: 'js' };
      if (path.startsWith(bundled)) return { body: await bundle(path.slice(bundled.length, -3)), type: 'js' };
      return undefined;
    },
    async transform({ path, body }) {
      if (!path.endsWith('.ts') || path.startsWith('/__')) return undefined;
      // The decorator option is said again because tsconfig.json, where Vite reads it, includes only src/.
      const options = { sourcemap: true, target: 'es2022', decorator: { legacy: true } };
      const { code, map } = await transformWithOxc(String(body), fileOf(path), options);
      const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
      return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
    },
  };
}

/** @param {string} path */
const toTs = (path) => path.replace(/\.js$/, '.ts');

/** The semantics of TypeScript's `__decorate` for legacy decorators. */
function helper() {
  return `export default function (decorators, target, key, desc) {
    const count = arguments.length;
    let r = count < 3 ? target : desc === null ? (desc = Object.getOwnPropertyDescriptor(target, key)) : desc;
    for (let i = decorators.length - 1; i >= 0; i--) {
      const d = decorators[i];
      if (d) r = (count < 3 ? d(r) : count > 3 ? d(target, key, r) : d(target, key)) || r;
    }
    return count > 3 && r && Object.defineProperty(target, key, r), r;
  }`;
}

/** @param {string} name */
async function bundle(name) {
  const names = Object.keys(require(name)).filter((key) => key !== 'default');
  const contents = `import all from '${name}'; export default all; export const { ${names.join(', ')} } = all;`;
  const stdin = { contents, resolveDir: import.meta.dirname };
  const result = await build({ stdin, bundle: true, format: 'esm', target: 'es2022', write: false });
  return result.outputFiles[0]?.text ?? '';
}
