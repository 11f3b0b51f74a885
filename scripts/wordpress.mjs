/**
 * Builds the zip of the WordPress plug-in, with the modules for a script tag: `npm run wordpress [-- <folder with dist/cdn>]` writes
 * integrations/wordpress/dist/sip-elements.zip. Needs `npm run build` before.
 * Subjects: WordPress plug-in, zip.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';

const root = dirname(import.meta.dirname);
const plugin = join(root, 'integrations/wordpress/sip-elements');

/** The earliest that an archive can name, so that the same files make the same archive. */
const DATE = new Date(1980, 0, 1);

/**
 * The archive of the plug-in.
 * @param {string} cdn the folder dist/cdn
 */
export function pluginArchive(cdn) {
  if (!existsSync(join(cdn, 'sip-loader.js'))) throw new Error(`${cdn} has no loader. Run: npm run build`);
  const files = [
    ...filesIn(plugin, 'sip-elements/', () => true),
    ...filesIn(cdn, 'sip-elements/assets/', (name) => /\.js$|NOTICES\.md$/.test(name)),
  ];
  return zipSync(Object.fromEntries(files), { level: 9, mtime: DATE });
}

/** @param {string} folder @param {string} prefix @param {(name: string) => boolean} accepts @returns {[string, Buffer][]} */
function filesIn(folder, prefix, accepts) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && accepts(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [prefix + path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]);
}

if (process.argv[1] === import.meta.filename) {
  const target = join(root, 'integrations/wordpress/dist');
  mkdirSync(target, { recursive: true });
  const archive = pluginArchive(join(process.argv[2] ?? root, 'dist/cdn'));
  writeFileSync(join(target, 'sip-elements.zip'), archive);
  console.log(`integrations/wordpress/dist/sip-elements.zip, ${(archive.length / 1000).toFixed(0)} kB`);
}
