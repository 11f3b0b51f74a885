/** Past calls in a page: how long it takes until a history is drawn and laid out. */

import { SipHistory } from '../../src/components/sip-history/sip-history.js';
import { define } from '../../src/components/shared/base/define.js';
import type { HistoryEntry } from '../../src/phone/state.js';
import { FakePhone } from '../../stories/support/fake-phone.js';

define(SipHistory);

const entries = (count: number): HistoryEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    direction: 'incoming',
    peer: { name: `Caller ${index}`, number: String(1000 + index), uri: `sip:${1000 + index}@example.com` },
    startedAt: Date.now() - index * 60_000,
    answeredAt: Date.now() - index * 60_000,
    endedAt: Date.now(),
    cause: 'hung-up',
  }));

/** ms, from the element in the page to its layout, turn by turn. */
async function draw(count: number): Promise<number> {
  const element = new SipHistory();
  element.phone = new FakePhone({ history: entries(count) });
  element.style.blockSize = '400px';
  const started = performance.now();
  document.body.append(element);
  await element.updateComplete;
  void element.offsetHeight;
  const took = performance.now() - started;
  element.remove();
  return took;
}

export async function run(counts: readonly number[], rounds: number): Promise<Record<number, number[]>> {
  const took: Record<number, number[]> = Object.fromEntries(counts.map((count) => [count, []]));
  for (const count of counts) await draw(count); // a first time for the browser to read the code
  for (let round = 0; round < rounds; round++) for (const count of counts) took[count]!.push(await draw(count));
  return took;
}

Object.assign(globalThis, { run });
