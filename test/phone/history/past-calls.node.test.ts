import { expect } from 'chai';
import { fitCalls, NO_CALLS, withCall, type PastCalls } from '../../../src/phone/history/past-calls.js';
import { BUDGETS } from '../../../src/phone/account/storage-area.js';
import type { HistoryEntry } from '../../../src/phone/state.js';

/** docs/security.md, M4. */
describe('Past calls within a budget', function () {
  let count = 0;
  const entry = (number: string, more: Partial<HistoryEntry> = {}): HistoryEntry => {
    count += 1;
    const peer = { name: '', number, uri: `sip:${number}@example.com` };
    return { id: `${count}`, direction: 'incoming', peer, startedAt: count, endedAt: count, cause: 'missed', ...more };
  };
  const after = (past: PastCalls, ...entries: readonly HistoryEntry[]): PastCalls =>
    entries.reduce((all, one) => fitCalls(withCall(all, one), BUDGETS.history), past);
  const flood = (length: number, number: (index: number) => string, more: Partial<HistoryEntry> = {}) =>
    Array.from({ length }, (_, index) => entry(number(index), more));
  const numbers = ({ history }: PastCalls) => history.map(({ peer }) => peer.number);
  const MADE = { direction: 'outgoing', cause: 'busy' } as const;
  const ANSWERED = { answeredAt: 1, cause: 'hung-up' } as const;

  it('keep those of other callers when one caller calls 1,000 times', () => {
    const before = after(NO_CALLS, entry('carol', MADE), entry('dave'));
    const past = after(before, ...flood(1000, () => 'mallory'));
    expect(numbers(past)).to.deep.equal(['mallory', 'mallory', 'mallory', 'dave', 'carol']);
    expect([past.history[0]?.times, past.missedCount]).to.deep.equal([998, 1001]);
  });

  it('keep consecutive calls of different callers apart, and count again after a call that was not missed', () => {
    const past = after(NO_CALLS, ...flood(4, () => 'bob'), entry('bob', ANSWERED), entry('bob'));
    expect(past.history.map(({ times = 1, cause }) => `${cause} ${times}`)).to.deep.equal([
      ...['missed 1', 'hung-up 1', 'missed 2', 'missed 1', 'missed 1'],
    ]);
  });

  it('keep outgoing and answered calls, and missed calls of those parties, against 1,100 unknown callers', () => {
    const before = after(NO_CALLS, entry('carol', MADE), entry('carol'), entry('erin', ANSWERED));
    const past = after(before, ...flood(1100, (index) => `s${index}`));
    expect(past.history.length).to.be.at.most(1000);
    expect(numbers(past).slice(-3)).to.deep.equal(['erin', 'carol', 'carol']);
    expect(numbers(past)[0]).to.equal('s1099');
    expect(JSON.stringify(past).length).to.be.below(BUDGETS.history);
  });

  it('remove calls of one automatically answered caller before those of others', () => {
    const past = after(after(NO_CALLS, entry('dave')), ...flood(1100, () => 'mallory', ANSWERED));
    expect(numbers(past).at(-1)).to.equal('dave');
  });

  it('contain a call once', () => {
    const one = entry('bob');
    const past = after(NO_CALLS, one);
    expect(withCall(past, one)).to.equal(past);
  });
});
