/**
 * A thousand past calls beside fifty: they may take at most one frame (16.7 ms) longer to be drawn.
 * Subjects: drawing time of a long history.
 */
import { inEachBrowser, type BenchPage } from './browser-page.js';

const ROUNDS = 30;
const FRAME = 1000 / 60;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function measure({ browser, page }: BenchPage): Promise<object[]> {
  const took = (await page.evaluate(`run([50, 1000], ${ROUNDS})`)) as Record<number, number[]>;
  const [fifty, thousand] = [median(took[50] ?? []), median(took[1000] ?? [])];
  const more = thousand - fifty;
  const judged = more > FRAME ? ' TOO MUCH' : '';
  console.log(`\n${browser}: a thousand take ${more.toFixed(1)} ms more (at most ${FRAME.toFixed(1)})${judged}`);
  const values = { '1000 calls': thousand, '50 calls': fifty };
  return [{ title: `Past calls drawn and laid out, ${browser}`, unit: 'ms', better: 'less', values }];
}

export default function bench(): Promise<object[]> {
  return inEachBrowser(new URL('history/page.ts', import.meta.url), measure);
}
