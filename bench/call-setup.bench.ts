/** How long a call takes to leave and to be heard, beside the bare platform, SIP.js and JsSIP in one Chromium. */
import { withPage } from './browser-page.js';
import type { Timing } from './call-setup/page.js';

const ROUNDS = 12;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export default async function bench(): Promise<object[]> {
  const timings = await withPage(
    new URL('call-setup/page.ts', import.meta.url),
    async (page) => (await page.evaluate(`run(${ROUNDS})`)) as Record<string, Timing[]>,
  );
  const values = (pick: (timing: Timing) => number): Record<string, number> =>
    Object.fromEntries(Object.entries(timings).map(([name, list]) => [name, median(list.map(pick))]));
  const { 'ours, dead STUN': dead, ...invite } = values((timing) => timing.invite);
  const { 'ours, dead STUN': _, ...audio } = values((timing) => timing.audio);
  return [
    { title: 'From call() to INVITE on the wire', unit: 'ms', better: 'less', values: invite },
    { title: 'The same with a STUN server that never answers', unit: 'ms', better: 'less', values: { ours: dead } },
    { title: 'From answer to the first sound', unit: 'ms', better: 'less', values: audio },
  ];
}
