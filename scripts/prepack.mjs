/**
 * `npm pack` and `npm publish` run this before they pack (npm's `prepack`), so that a package is whole: it builds the kit, or with
 * the argument `pbx` the pocket PBX. Nothing is done while a build packs to check itself, as it would build for ever.
 * Subjects: npm pack.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

if (process.env.SIP_ELEMENTS_BUILDING !== '1') {
  const arguments_ = [join(import.meta.dirname, 'build.mjs'), process.argv[2] ?? 'kit'];
  // What npm reads from the output of a pack (`--json`) is not the build's.
  process.exitCode = spawnSync(process.execPath, arguments_, { stdio: ['ignore', 2, 2] }).status ?? 1;
}
