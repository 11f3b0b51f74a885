import { expect } from 'chai';
import { BUDGETS } from '../../../src/phone/account/storage-area.js';
import { PageStorage } from '../../support/page-storage.js';
import { TestPhone } from '../../support/test-phone.js';
import { request, sip } from '../../support/sip-text.js';

/** docs/security.md, M4; docs/decisions/021-what-is-stored.md. */
describe('A flood of messages and calls', function () {
  const page = PageStorage.forEachTest();
  const HISTORY = 'sip-elements:history:sip:alice@example.com';
  const MESSAGES = 'sip-elements:messages:sip:alice@example.com';
  const written = (key: string) => page.storage.writes.filter((write) => write.key === key);
  const bytes = (text: string | undefined) => Buffer.byteLength(text ?? '');

  /** Passes a MESSAGE to the phone as after its transaction: the stack limits the number of transactions. */
  const writes = (test: TestPhone, text: string, from: string) =>
    test.phone.messages.take(
      request(
        sip(
          [
            'MESSAGE sip:alice@example.com SIP/2.0',
            'Via: SIP/2.0/WSS far.example;branch=z9hG4bK1',
            `From: <sip:${from}@example.com>;tag=1`,
            'To: <sip:alice@example.com>',
            'Call-ID: 1',
            'CSeq: 1 MESSAGE',
            'Content-Type: text/plain',
          ],
          text,
        ),
      ),
    );
  const calls = async (test: TestPhone, from: string) => {
    await test.rings({ from: `<sip:${from}@example.com>` });
    await test.replied(486);
  };

  it('of 654 messages of 8 kB in one second is stored in five writes, each within a quarter of the budget', async () => {
    const test = await TestPhone.ready();
    for (let i = 0; i < 654; i++) writes(test, `${i} ${'x'.repeat(7990)}`, `s${i % 100}`);
    await test.clock.advance(1000);
    const made = written(MESSAGES);
    expect(made).to.have.length(5);
    for (const { text } of made) expect(bytes(text)).to.be.below(BUDGETS.messages / 4 + 1000);
    expect(test.phone.state.conversations[0]?.messages.at(-1)?.text).to.match(/^653 /);
    await test.clock.advance(60_000);
    expect(written(MESSAGES), 'nothing more is written').to.have.length(5);
  });

  it('removes no message of the user, also after a reload', async () => {
    const test = await TestPhone.ready();
    test.behaviour['MESSAGE'] = () => 200;
    await Promise.all([test.phone.messages.send('carol', 'see you at 8'), test.serve()]);
    for (let i = 0; i < 200; i++) {
      writes(test, 'y'.repeat(8000), `s${i}`);
      writes(test, 'z'.repeat(8000), 'carol');
    }
    const reloaded = new TestPhone();
    const carol = reloaded.phone.state.conversations.find(({ peer }) => peer.number === 'carol');
    expect(carol?.messages[0]?.text).to.equal('see you at 8');
    expect(reloaded.phone.state.conversations).to.deep.equal(test.phone.state.conversations);
  });

  it('of INVITEs in Do Not Disturb is one history entry after the third, and the calls of others stay', async () => {
    const test = await TestPhone.ready();
    test.phone.call('carol');
    await test.answers(await test.sent('INVITE'), 486);
    test.phone.setDoNotDisturb(true);
    await calls(test, 'dave');
    for (let i = 0; i < 20; i++) await calls(test, 'mallory');
    const { history, missedCount } = test.phone.state;
    expect(history.map(({ peer }) => peer.number)).to.deep.equal(['mallory', 'mallory', 'mallory', 'dave', 'carol']);
    expect([history[0]?.times, missedCount]).to.deep.equal([18, 21]);
    await test.clock.advance(1000);
    expect(written(HISTORY).length).to.be.below(6);
    expect(new TestPhone().phone.state.history).to.deep.equal(history);
  });

  it('is stored in part when the storage is full, and completely when it has space again', async () => {
    const test = await TestPhone.ready();
    test.behaviour['MESSAGE'] = () => 200;
    page.storage.room = 200_000;
    for (let i = 0; i < 30; i++) {
      const sent = test.phone.messages.send(`friend${i}`, 'x'.repeat(8000));
      await Promise.all([sent, test.serve()]);
    }
    await test.clock.advance(1000);
    expect(page.storage.items.get(MESSAGES)!.length).to.be.within(60_000, 200_000);
    page.storage.room = Infinity;
    await Promise.all([test.phone.messages.send('friend30', 'x'), test.serve()]);
    await test.clock.advance(1000);
    expect(new TestPhone().phone.state.conversations).to.have.length(31);
  });
});
