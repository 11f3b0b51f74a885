import { expect } from 'chai';
import type { CallSummary } from '../../../src/phone/calls/call-summary.js';
import { PageStorage } from '../../support/page-storage.js';
import { TestPhone } from '../../support/test-phone.js';

describe('The history of a phone', () => {
  const page = PageStorage.forEachTest();

  const missOne = async (test: TestPhone) => {
    const far = await test.rings();
    await far.cancel();
  };

  it('has one summary for each call, with its times and its cause as a sentence', async () => {
    const test = await TestPhone.ready();
    const summaries: CallSummary[] = [];
    test.phone.on('summary', (summary) => summaries.push(summary));
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    const answeredAt = test.clock.now();
    await test.clock.advance(5000);
    const held = call.hold(true);
    await test.answersSdp(await test.sent('INVITE'));
    await held;
    await test.clock.advance(2000);
    void call.hangUp();
    await test.serve();
    await test.clock.advance(60_000);
    expect(summaries).to.have.length(1);
    expect(summaries[0]).to.include({ direction: 'outgoing', answeredAt, duration: 7000, held: 2000 });
    expect(summaries[0]).to.include({ cause: 'hung-up', words: 'Call ended.', endedBy: 'local' });
  });

  it('has the newest call first, and the number of missed calls, also after a reload', async () => {
    const test = await TestPhone.ready();
    await missOne(test);
    await missOne(test);
    test.phone.call('carol');
    await test.answers(await test.sent('INVITE'), 486);
    const reloaded = new TestPhone();
    const { history, missedCount } = reloaded.phone.state;
    expect(history.map(({ cause }) => cause)).to.deep.equal(['busy', 'missed', 'missed']);
    expect(missedCount).to.equal(2);
    reloaded.phone.markMissedSeen();
    expect(new TestPhone().phone.state).to.deep.include({ missedCount: 0, history });
    reloaded.phone.clearHistory();
    expect(new TestPhone().phone.state.history).to.deep.equal([]);
  });

  it('has an answered incoming call whose dialog is gone as ended by the system, not as missed (RFC 5057 §5.1)', async () => {
    const test = await TestPhone.ready();
    const far = await test.rings();
    const call = test.phone.getCall(test.call!.id)!;
    const answered = call.answer();
    await far.acknowledges(await test.replied(200));
    await answered;
    const held = call.hold(true).catch(() => undefined);
    await test.answers(await test.sent('INVITE'), 481);
    await test.serve();
    await held;
    const { history, missedCount } = test.phone.state;
    expect(history.map(({ cause }) => cause)).to.deep.equal(['already-ended']);
    expect(missedCount).to.equal(0);
  });

  it('belongs to the account', async () => {
    await missOne(await TestPhone.ready());
    expect(new TestPhone({ uri: 'sip:carol@example.com' }).phone.state.history).to.deep.equal([]);
  });

  it('is in memory only with keepHistory: false', async () => {
    const test = await TestPhone.ready({ keepHistory: false });
    await missOne(test);
    expect(test.phone.state.history).to.have.length(1);
    expect([...page.storage.items.keys()].filter((key) => key.includes('history'))).to.deep.equal([]);
  });

  it('of one account is never shown for another, stored or not', async () => {
    for (const keepHistory of [true, false]) {
      const test = await TestPhone.ready({ keepHistory });
      await missOne(test);
      test.phone.configure({ uri: 'sip:mallory@example.com' });
      expect(test.phone.state).to.deep.include({ history: [], missedCount: 0 });
      test.phone.configure({ uri: 'sip:alice@example.com' });
      expect(test.phone.state.history).to.have.length(keepHistory ? 1 : 0);
    }
  });

  it('has no result of a caller lookup, unlike the summary of the call', async () => {
    const picture = `data:image/png;base64,${'A'.repeat(1000)}`;
    const test = await TestPhone.ready({ lookUp: () => ({ name: 'Bob', picture, url: 'https://crm.example/1' }) });
    const summaries: CallSummary[] = [];
    test.phone.on('summary', (summary) => summaries.push(summary));
    const far = await test.rings({ extra: ['X-Ticket: 7', 'Diversion: <sip:sales@example.com>'] });
    await far.cancel();
    expect(test.phone.state.history[0]?.peer).to.deep.equal({ name: 'Bob', number: 'bob', uri: 'sip:bob@example.com' });
    expect(summaries[0]).to.deep.include({
      peer: { name: 'Bob', number: 'bob', uri: 'sip:bob@example.com', picture, url: 'https://crm.example/1' },
      calledParty: { name: '', number: 'sales', uri: 'sip:sales@example.com' },
      headers: { 'x-ticket': '7' },
    });
  });

  it('has at most a thousand calls, and none after clearHistory()', async () => {
    const key = 'sip-elements:history:sip:alice@example.com';
    const peer = { name: '', number: 'bob', uri: 'sip:bob@example.com' };
    const entry = {
      direction: 'incoming',
      peer: { ...peer, name: 'B\u202Eob' },
      startedAt: 1,
      endedAt: 2,
      cause: 'missed',
    };
    const history = Array.from({ length: 1200 }, (_, index) => ({ ...entry, id: `${index}` }));
    page.storage.items.set(key, JSON.stringify({ history, missedCount: 5 }));
    const test = await TestPhone.ready();
    expect(test.phone.state.history).to.have.length(1000);
    expect(test.phone.state.history[0]?.peer.name).to.equal('B ob');
    await missOne(test);
    expect(test.phone.state.history).to.have.length(1000);
    expect(test.phone.state.missedCount).to.equal(6);
    test.phone.clearHistory();
    expect(test.phone.state).to.deep.include({ history: [], missedCount: 0 });
    expect(new TestPhone().phone.state.history).to.deep.equal([]);
  });

  it('ignores malformed stored data', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"history":[null,1,{"id":"x"}],"missedCount":-3}',
      '{"history":{"length":1e9}}',
    ]) {
      page.storage.items.set('sip-elements:history:sip:alice@example.com', text);
      expect(new TestPhone().phone.state, text).to.deep.include({ history: [], missedCount: 0 });
    }
  });

  it('has a call that was rejected in Do Not Disturb', async () => {
    const test = await TestPhone.ready();
    test.phone.setDoNotDisturb(true);
    await test.rings();
    await test.replied(486);
    expect(test.phone.state.calls).to.deep.equal([]);
    expect(test.phone.state.missedCount).to.equal(1);
  });
});

describe('A caller', () => {
  it('has the name of the caller lookup, sanitized, whenever that is found', async () => {
    const test = await TestPhone.ready({
      lookUp: async ({ number }) => (number === 'bob' ? 'Bob\u202E Marsh' : undefined),
    });
    await test.rings();
    await test.serve();
    expect(test.call?.peer.name).to.equal('Bob Marsh');
  });

  it('that is ignored stops to ring here and can still be answered', async () => {
    const test = await TestPhone.ready();
    const far = await test.rings();
    const call = test.phone.getCall(test.call!.id)!;
    call.ignore();
    expect(test.call).to.include({ status: 'incoming', ignored: true });
    const answered = call.answer();
    await far.acknowledges(await test.replied(200));
    await answered;
    expect(test.call?.status).to.equal('active');
  });
});
