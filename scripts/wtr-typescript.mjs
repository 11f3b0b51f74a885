/** Lets web-test-runner serve TypeScript through the compiler of the build. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformWithOxc } from 'vite';

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
      const isTypeScript =
        /^\.{1,2}\/.*\.js$/.test(source) && existsSync(toTs(join(dirname(fileOf(context.path)), source)));
      return isTypeScript ? toTs(source) : undefined;
    },
    serve: ({ path }) => (path === decorate ? { body: helper(), type: 'js' } : undefined),
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
