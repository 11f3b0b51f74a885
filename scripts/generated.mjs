/**
 * Files that are made from sources: each script writes them, and with `--check` compares them and fails where one differs.
 * Subjects: generated files, written or checked.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const root = dirname(import.meta.dirname);

/** Formats the text of a file as `npm run format` does. @param {string} path from the project's root @param {string} text */
export async function formatted(path, text) {
  const file = join(root, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

/**
 * Writes the files that differ and removes those that nothing makes any more; with `--check` on the command line names them
 * and sets the exit code instead.
 * @param {ReadonlyMap<string, string>} files path from the project's root → text
 * @param {string} script the npm script that writes them
 * @param {readonly string[]} [stale] paths of files to remove
 */
export function writeOrCheck(files, script, stale = []) {
  const different = [...files].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  if (process.argv.includes('--check')) {
    const paths = [...different.map(([path]) => path), ...stale];
    for (const path of paths) console.error(`${path} differs from its sources. Run: npm run ${script}`);
    if (paths.length > 0) process.exitCode = 1;
    return;
  }
  for (const [path, text] of different) writeFileSync(join(root, path), text);
  for (const path of stale) rmSync(join(root, path));
}
