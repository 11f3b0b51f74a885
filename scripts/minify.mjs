/**
 * Minifies the files for a script tag in two steps, which together are smaller than either alone (decision 043): Oxc gives each class
 * its own short names for its `#` members and inlines constants; Terser shortens expressions further.
 * Subjects: minification.
 */
import { minify as minifyByTerser } from 'terser';
import { minify as minifyByOxc } from 'vite';

/**
 * @param {string} name of the file
 * @param {string} code
 * @param {{ module?: boolean, sourceMap?: boolean }} [options] `module`: an ES module, otherwise a script
 * @returns {Promise<{ code: string, map: string | undefined }>} `map`: JSON of the source map to `code` as it was given
 */
export async function minified(name, code, { module = true, sourceMap = false } = {}) {
  const first = await minifyByOxc(name, code, { module, mangle: { toplevel: module }, sourcemap: sourceMap });
  if (first.errors.length > 0) throw new Error(`${name}: ${first.errors.map(({ message }) => message).join('; ')}`);
  const { code: result = '', map } = await minifyByTerser(first.code, {
    module,
    ecma: 2020,
    // No option that takes property accesses as free of effects: reading a getter creates what it returns, here and there.
    compress: { passes: 2, pure_getters: false },
    format: { comments: 'some' },
    ...(sourceMap && { sourceMap: { content: JSON.stringify(first.map) } }),
  });
  return { code: result, map: typeof map === 'string' ? map : undefined };
}

/**
 * The plug-in of Vite for it. It works on a whole chunk before its name with the hash is made.
 * @returns {import('vite').Plugin}
 */
export function minifyChunks() {
  return {
    name: 'minify-chunks',
    async renderChunk(code, chunk, { format, sourcemap }) {
      const { code: result, map } = await minified(chunk.fileName, code, {
        module: format === 'es',
        sourceMap: Boolean(sourcemap),
      });
      return { code: result, map: map ?? null };
    },
  };
}
