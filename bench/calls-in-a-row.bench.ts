/**
 * Two hundred calls in a row, answered, heard and ended: nothing may be left of them. Fails where something is.
 * Subjects: memory after two hundred calls.
 */
import { inEachBrowser, type BenchPage } from './browser-page.js';
import type { Left } from './calls-in-a-row/page.js';

const CALLS = 200;
/** kB of heap for each call that count as noise. */
const NOISE = 2;
/** Objects of one kind that the collector of the browser may not have taken yet; as many after 60 calls as after 300. */
const LAZINESS = 90;

async function measure({ browser, page, heap }: BenchPage): Promise<object[]> {
  await page.evaluate('run(20)');
  const before = await heap();
  const start = performance.now();
  // In parts, as a command to a browser may take no longer than three minutes.
  for (let part = 0; part < 10; part += 1) await page.evaluate(`run(${CALLS / 10})`);
  const took = (performance.now() - start) / CALLS;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const growth = ((await heap()) - before) / CALLS;
  const left = (await page.evaluate('left()')) as Left;
  console.log(`${browser}: after ${CALLS} calls ${JSON.stringify(left)}, heap ${growth.toFixed(2)} kB a call`);
  // One context is that of the tones, which is kept.
  if (
    left.connections > 0 ||
    left.tracks > 0 ||
    left.light ||
    left.contexts > 1 ||
    Math.max(...left.reachable) > LAZINESS
  )
    throw new Error('something is left of the calls');
  if (growth > NOISE) throw new Error(`the heap grows by ${growth.toFixed(1)} kB with each call`);
  return [
    {
      title: `Heap that a call leaves behind in ${browser}`,
      unit: 'kB',
      better: 'less',
      values: { ours: Math.max(0, growth) },
    },
    {
      title: `From offer to sound at both ends in ${browser}, with ringback and statistics`,
      unit: 'ms',
      better: 'less',
      values: { ours: took },
    },
  ];
}

export default function bench(): Promise<object[]> {
  return inEachBrowser(new URL('calls-in-a-row/page.ts', import.meta.url), measure);
}
