/** A bound for the time that hostile text takes: linear in its length, not quadratic. */

import { expect } from 'chai';

/** Milliseconds that this process computed while `work` ran: other processes on the machine do not count. */
function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

const LENGTH = 1 << 18;
const BOUND = 2000;

/**
 * A quarter of a megabyte of hostile text takes some milliseconds. Anything quadratic takes ten thousand million steps for it,
 * and so more than the bound on any machine; the bound is wide enough for a slow one, and a pause of the collector gets two
 * more tries.
 */
export function expectLinear(what: string, prepare: (length: number) => () => void): void {
  const work = prepare(LENGTH);
  if (cost(work) < BOUND || cost(work) < BOUND) return;
  expect(cost(work), what).to.be.below(BOUND);
}
