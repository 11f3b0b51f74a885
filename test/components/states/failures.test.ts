/** The text, tone and buttons after a call has failed: by SIP status (RFC 3261 §21) and Reason (RFC 3326, ITU-T Q.850). */

import { expect } from '@open-wc/testing';
import { Bench, refusal } from './bench.js';
import { FAILURES, type Failure } from './table.js';

describe('A call that fails', function () {
  // The media are real, and the browser needs its time for them.

  let bench: Bench;

  afterEach(() => bench.close());

  const fail = async (row: Failure, lang?: string): Promise<void> => {
    bench = await Bench.ready(lang === undefined ? {} : { lang });
    const invite = await bench.dials();
    if (row.rings) await bench.test.receives(refusal(invite, 180));
    const extra = row.reason === undefined ? [] : [`Reason: ${row.reason}`];
    await bench.test.receives(refusal(invite, row.status, [...(row.extra ?? []), ...extra]));
    await bench.until(() => bench.test.call?.status === 'ended', 'the call ends');
  };

  for (const row of FAILURES) {
    it(row.title, async () => {
      await fail(row);
      await bench.says(row.words);
      expect(bench.toneMeter.now, 'tone').to.equal(row.tone);
      expect(bench.announced.at(-1), 'announcement').to.equal(`assertive: ${row.said ?? row.words.replace(/\.$/, '')}`);
      for (const key of ['Call again', 'Edit number']) expect(bench.offers(key), key).to.equal(row.remedy === key);
      await bench.passes(2000);
      expect(bench.toneMeter.now, 'tone after 2 s').to.equal('');
      await bench.passes(60_000);
      await bench.says(row.words);
    });
  }

  it('is reported in Arabic on an Arabic page', async () => {
    const busy = FAILURES.find(({ status }) => status === 486)!;
    await fail(busy, 'ar');
    await bench.says('\u20681020\u2069 مشغول');
    expect(bench.toneMeter.now).to.equal('busy');
    expect(bench.announced.at(-1)).to.equal('assertive: الخط مشغول');
    expect(bench.offers('اتصل مجددًا')).to.be.true;
  });
});
