import { expect, waitUntil } from '@open-wc/testing';
import type { HistoryEntry } from '../../../src/phone/state.js';
import { TestPhone } from '../../support/test-phone.js';

const WITHIN = { timeout: 30_000 };

interface Past {
  readonly history: readonly HistoryEntry[];
  readonly missedCount: number;
}

/** A frame has its own Storage object, so this page gets storage events for it as for another tab (HTML §12.2.1). */
describe('The history of one account in two tabs', () => {
  const uri = 'sip:two-tabs@example.com';
  let frame: HTMLIFrameElement;
  let test: TestPhone;

  const key = (): string => Object.keys(localStorage).find((name) => /history.*two-tabs/.test(name))!;
  const kept = (): Past => JSON.parse(localStorage.getItem(key())!) as Past;
  const elsewhere = (past: Past): void => frame.contentWindow!.localStorage.setItem(key(), JSON.stringify(past));
  const causes = (): string[] => test.phone.state.history.map(({ cause }) => cause);

  beforeEach(async () => {
    frame = document.body.appendChild(document.createElement('iframe'));
    test = await TestPhone.ready({ uri });
    const far = await test.rings();
    await far.cancel();
    expect(causes()).to.deep.equal(['missed']);
  });

  afterEach(() => {
    frame.remove();
    localStorage.removeItem(key());
  });

  it('is the same in both, and each keeps the entries of the other', async () => {
    const [entry] = kept().history;
    elsewhere({ history: [{ ...entry!, id: 'theirs', cause: 'busy' }, entry!], missedCount: 1 });
    await waitUntil(() => causes().length === 2, 'the call of the other tab is shown', WITHIN);
    expect(causes()).to.deep.equal(['busy', 'missed']);
    const far = await test.rings();
    await far.cancel();
    expect(kept().history.map(({ cause }) => cause)).to.deep.equal(['missed', 'busy', 'missed']);
    expect(kept().missedCount).to.equal(2);
  });

  it('has its missed calls seen in both when they are seen in one, and is cleared in both', async () => {
    elsewhere({ ...kept(), missedCount: 0 });
    await waitUntil(() => test.phone.state.missedCount === 0, 'the missed call was seen', WITHIN);
    elsewhere({ history: [], missedCount: 0 });
    await waitUntil(() => causes().length === 0, 'the history was cleared', WITHIN);
  });

  it('is not updated after the phone was disposed of', async () => {
    const done = test.phone.dispose();
    await test.serve();
    await test.clock.advance(10_000);
    await done;
    const heard = new Promise((resolve) => addEventListener('storage', resolve, { once: true }));
    elsewhere({ history: [], missedCount: 0 });
    await heard;
    expect(causes()).to.deep.equal(['missed']);
  });
});
