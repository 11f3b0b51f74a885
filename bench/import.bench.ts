/** What importing a stack from the package costs in Node: the files that a build of it has, beside those that the peers publish. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = dirname(import.meta.dirname);
const ROUNDS = 15;

/** Milliseconds of CPU of all threads, from before the import until it is evaluated. */
function cost(module: string): number {
  const script = `const start = process.cpuUsage(); await import(${JSON.stringify(module)});
    const { user, system } = process.cpuUsage(start); console.log((user + system) / 1000);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${module}: ${stderr}`);
  return Number(stdout);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

export default async function bench(): Promise<object[]> {
  // Below the packages that the modules import by name.
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    await build({ root, mode: 'modules', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    const ours = (entry: string): string => pathToFileURL(join(folder, entry)).href;
    const modules = {
      'sip-elements/sip': ours('sip/index.js'),
      'SIP.js': 'sip.js',
      JsSIP: 'jssip',
      'sip-elements/phone': ours('phone/index.js'),
    };
    const costs = new Map(Object.keys(modules).map((name) => [name, [] as number[]]));
    // In turns, as the machine is slow at times.
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, module] of Object.entries(modules)) costs.get(name)!.push(cost(module));
    const values = Object.fromEntries([...costs].map(([name, each]) => [name, median(each)]));
    const goal = Math.min(values['SIP.js']!, values.JsSIP!);
    return [
      {
        title: `Importing it in Node, CPU, median of ${ROUNDS}; at most that of either peer`,
        unit: 'ms',
        values,
        limits: { 'sip-elements/sip': { limit: goal, goal } },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
