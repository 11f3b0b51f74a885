/** Two hundred calls in a row, answered, heard and ended: nothing may be left of them. Fails where something is. */
import type { CDPSession } from 'puppeteer-core';
import { withPage } from './browser-page.js';
import type { Left } from './calls-in-a-row/page.js';

const CALLS = 200;
/** kB of heap for each call that count as noise. */
const NOISE = 2;
/** Objects of one kind that the collector of the browser may not have taken yet; as many after 60 calls as after 300. */
const LAZINESS = 90;

async function heapOf(session: CDPSession): Promise<number> {
  for (let pass = 0; pass < 3; pass += 1) await session.send('HeapProfiler.collectGarbage');
  return ((await session.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize / 1024;
}

export default async function bench(): Promise<object[]> {
  return withPage(new URL('calls-in-a-row/page.ts', import.meta.url), async (page) => {
    page.setDefaultTimeout(0);
    const session = await page.createCDPSession();
    await page.evaluate('run(20)');
    const before = await heapOf(session);
    const start = performance.now();
    await page.evaluate(`run(${CALLS})`);
    const took = (performance.now() - start) / CALLS;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const growth = ((await heapOf(session)) - before) / CALLS;
    const left = (await page.evaluate('left()')) as Left;
    console.log(`After ${CALLS} calls: ${JSON.stringify(left)}`);
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
      { title: 'Heap that a call leaves behind', unit: 'kB', better: 'less', values: { ours: Math.max(0, growth) } },
      {
        title: 'From offer to sound at both ends, with ringback and statistics',
        unit: 'ms',
        better: 'less',
        values: { ours: took },
      },
    ];
  });
}
