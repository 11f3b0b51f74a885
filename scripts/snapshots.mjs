/**
 * `npm run snapshots`: runs the tests that compare with committed files, and has them write these files. Look at what changed.
 * Subjects: npm run snapshots.
 */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

const files = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ['scripts/test.mjs', 'unit', ...(files.length > 0 ? files : ['test/components/snapshots'])],
  {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, UPDATE_SNAPSHOTS: 'true' },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
