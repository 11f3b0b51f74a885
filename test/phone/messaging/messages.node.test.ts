import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import type { Conversation } from '../../../src/phone/state.js';
import { PageStorage } from '../../support/page-storage.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { TestPhone } from '../../support/test-phone.js';

const BOB = 'sip:bob@example.com';

/** A remote party sends a MESSAGE. */
async function writes(
  test: TestPhone,
  body: string,
  { from = `<${BOB}>`, type = 'text/plain', extra = [] as string[] } = {},
) {
  const far = new RemoteCall(test as unknown as TestUA);
  far.from = from;
  await far.request('MESSAGE', { extra: [`Content-Type: ${type}`, ...extra], body });
}

const conversation = (test: TestPhone): Conversation => test.phone.state.conversations[0]!;
const texts = (test: TestPhone) => conversation(test).messages.map(({ text }) => text);
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('A received MESSAGE (RFC 3428)', () => {
  it('is answered, shown with its sender, counted as unread and emitted', async () => {
    const test = await TestPhone.ready();
    const emitted: string[] = [];
    test.phone.on('message', (peer, message) => emitted.push(`${peer.name}: ${message.text}`));
    await writes(test, 'Hello Alice, 你好 👋', { from: `"Bob Marsh" <${BOB}>`, type: 'text/plain;charset=UTF-8' });
    await test.replied(200);
    expect(conversation(test).peer).to.deep.equal({ name: 'Bob Marsh', number: 'bob', uri: BOB });
    expect(conversation(test).messages[0]).to.include({
      ...{ direction: 'incoming', text: 'Hello Alice, 你好 👋', status: 'received', at: test.clock.now() },
    });
    expect(test.phone.state.unreadCount).to.equal(1);
    expect(emitted).to.deep.equal(['Bob Marsh: Hello Alice, 你好 👋']);
    test.phone.messages.markRead(BOB);
    expect(test.phone.state.unreadCount).to.equal(0);
    test.phone.messages.clear(BOB);
    expect(test.phone.state.conversations).to.deep.equal([]);
  });

  // @rfc 3261 §21.4.13
  it('of another content type is rejected with 415 and Accept, and is not shown (RFC 3261 §21.4.13)', async () => {
    for (const type of ['text/html', 'application/im-iscomposing+xml', 'text/plain;charset=utf-16', 'message/cpim']) {
      const test = await TestPhone.ready();
      await writes(test, '<b>Hello</b>', { type });
      expect(await test.replied(415)).to.match(/^Accept: text\/plain\r$/m);
      expect(test.phone.state.conversations).to.deep.equal([]);
    }
  });

  it('is sanitized: no invisible characters, no bidirectional controls, line breaks kept', async () => {
    const test = await TestPhone.ready();
    await writes(test, 'one\r\n\ttwo\u0000\u202Eevil\u2066\uFEFF\rthree');
    expect(texts(test)).to.deep.equal(['one\n\ttwoevil\nthree']);
    await writes(test, '\u202E\u200B  ');
    expect(texts(test)).to.have.length(1);
    await writes(test, 'x'.repeat(50_000));
    expect(texts(test)[1]).to.have.length(8000);
  });

  it('is from the asserted identity of its sender (RFC 3325)', async () => {
    const test = await TestPhone.ready();
    const extra = ['P-Asserted-Identity: "Carol" <sip:1003@example.com>'];
    await writes(test, 'Hi', { from: '"The boss" <sip:boss@example.com>', extra });
    expect(conversation(test).peer).to.include({ name: 'Carol', number: '1003' });
  });

  // @rfc 3428 §9
  it('within a call belongs to the same conversation (RFC 3428 §9)', async () => {
    const test = await TestPhone.ready();
    const far = await test.rings();
    const answered = test.phone.getCall(test.call!.id)!.answer();
    await test.replied(180);
    await far.acknowledges(await test.replied(200));
    await answered;
    await far.request('MESSAGE', { extra: ['Content-Type: text/plain'], body: 'in the call' });
    await test.replied(200);
    await writes(test, 'outside of it');
    expect(texts(test)).to.deep.equal(['in the call', 'outside of it']);
  });

  it('within a call is from the remote party of the call, for any From (M9)', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.sent('ACK');
    const far = RemoteCall.of(test as unknown as TestUA, invite);
    far.from = '"The boss" <sip:boss@example.com>';
    const extra = ['Content-Type: text/plain', 'P-Asserted-Identity: <sip:boss@example.com>'];
    await far.request('MESSAGE', { extra, body: 'Wire the money' });
    await test.replied(200);
    expect(call.state.status).to.equal('active');
    expect(test.phone.state.conversations.map(({ peer }) => peer.number)).to.deep.equal(['bob']);
  });

  it('moves its conversation to the front, and the oldest conversations are removed above a limit', async () => {
    const test = await TestPhone.ready();
    for (let i = 0; i < 110; i++) {
      await writes(test, `from ${i}`, { from: `<sip:user${i}@example.com>` });
      if (i % 100 === 99) await test.clock.advance(40_000);
    }
    expect(test.phone.state.conversations).to.have.length(100);
    expect(conversation(test).peer.number).to.equal('user109');
    await writes(test, 'again', { from: '<sip:user50@example.com>' });
    expect(conversation(test).messages.map(({ text }) => text)).to.deep.equal(['from 50', 'again']);
    expect(test.phone.state.conversations).to.have.length(100);
  });
});

describe('A sent message', () => {
  // @rfc 3428 §4
  it('has the status sending until its 2xx (RFC 3428 §4, §7)', async () => {
    const test = await TestPhone.ready();
    const sent = test.phone.messages.send('bob', '  Ünïcode & 🙂\r\nsecond line ');
    const message = await test.sent('MESSAGE');
    expect(message.uri.toString()).to.equal(BOB);
    expect(message.headers.get('Content-Type')).to.equal('text/plain;charset=UTF-8');
    expect(message.body).to.equal('Ünïcode & 🙂\nsecond line');
    expect(message.headers.has('Contact')).to.equal(false);
    expect(conversation(test).messages[0]).to.include({ direction: 'outgoing', status: 'sending' });
    await test.answers(message, 202);
    await sent;
    expect(conversation(test).messages[0]?.status).to.equal('sent');
    expect(test.phone.state.unreadCount).to.equal(0);
  });

  // @rfc 3428 §7
  it('is delivered by a 200, and with a relay by a 202 (RFC 3428 §7)', async () => {
    const test = await TestPhone.ready();
    for (const [statusCode, status] of [
      [200, 'delivered'],
      [202, 'sent'],
    ] as const) {
      const done = test.phone.messages.send('bob', status);
      await test.answers(await test.sent('MESSAGE'), statusCode);
      await done;
      expect(conversation(test).messages.at(-1)).to.include({ text: status, status });
    }
  });

  // @rfc 3428 §8
  it('waits for the response to the one before it, so that they arrive in order (RFC 3428 §8)', async () => {
    const test = await TestPhone.ready();
    const both = Promise.all([
      test.phone.messages.send('bob', 'one'),
      test.phone.messages.send('sip:bob@example.com', 'two'),
    ]);
    const other = test.phone.messages.send('carol', 'hi');
    const first = await test.sent('MESSAGE');
    const toCarol = await test.sent('MESSAGE');
    expect([first.body, toCarol.body]).to.deep.equal(['one', 'hi']);
    expect(test.socket.inbox).to.deep.equal([]);
    await test.answers(first, 200);
    const second = await test.sent('MESSAGE');
    expect(second.body).to.equal('two');
    await test.answers(second, 200);
    await test.answers(toCarol, 200);
    await Promise.all([both, other]);
    expect(test.phone.state.conversations).to.have.length(2);
  });

  it('that is rejected has a cause, does not delay the next one, and can be sent again', async () => {
    const test = await TestPhone.ready();
    const failed = reasonOf(test.phone.messages.send('bob', 'one'));
    const next = test.phone.messages.send('bob', 'two');
    await test.answers(await test.sent('MESSAGE'), 404);
    expect(await failed)
      .to.be.instanceOf(PhoneError)
      .and.include({ kind: 'not-found', statusCode: 404 });
    await test.answers(await test.sent('MESSAGE'), 200);
    await next;
    const [one, two] = conversation(test).messages;
    expect(one).to.include({ status: 'failed', cause: 'not-found' });
    expect(two).to.include({ status: 'delivered' });
    const again = test.phone.messages.resend(one!.id);
    expect(conversation(test).messages[0]).to.include({ status: 'sending' }).and.not.have.property('cause');
    await test.answers(await test.sent('MESSAGE'), 200);
    await again;
    expect(conversation(test).messages[0]?.status).to.equal('delivered');
    expect(await reasonOf(test.phone.messages.resend(one!.id))).to.include({ kind: 'already-ended' });
    expect(await reasonOf(test.phone.messages.resend('unknown'))).to.include({ kind: 'already-ended' });
  });

  it('fails with a cause without a response, a connection, an account or a valid target', async () => {
    const test = await TestPhone.ready();
    const silent = reasonOf(test.phone.messages.send('bob', 'one'));
    await test.sent('MESSAGE');
    await test.clock.advance(33_000);
    expect(await silent).to.include({ kind: 'timeout' });
    expect(await reasonOf(test.phone.messages.send('a@b@c d', 'x'))).to.include({ kind: 'not-found' });
    expect(await reasonOf(test.phone.messages.send('bob', ' \n '))).to.include({ kind: 'failed' });
    expect(await reasonOf(test.phone.messages.send('bob', 'x'.repeat(8001)))).to.include({ kind: 'failed' });
    expect(conversation(test).messages).to.have.length(1);
    const off = new TestPhone();
    expect(await reasonOf(off.phone.messages.send('bob', 'x'))).to.include({ kind: 'no-connection' });
    expect(off.phone.state.conversations[0]?.messages[0]).to.include({ status: 'failed', cause: 'no-connection' });
    const none = new TestPhone({ uri: undefined, server: undefined });
    expect(await reasonOf(none.phone.messages.send('bob', 'x'))).to.include({ kind: 'not-found' });
  });

  for (const [what, happens] of [
    ['the connection breaks', (test: TestPhone) => test.socket.serverCloses()],
    ['the phone stops', (test: TestPhone) => void test.phone.stop()],
  ] as const)
    it(`has failed without a connection when ${what} before its response, not by an error of the server`, async () => {
      const test = await TestPhone.ready();
      const sent = reasonOf(test.phone.messages.send('bob', 'one'));
      await test.sent('MESSAGE');
      happens(test);
      await test.clock.advance(6000);
      expect(await sent).to.include({ kind: 'no-connection' });
      expect(conversation(test).messages[0]).to.include({ status: 'failed', cause: 'no-connection' });
    });

  it('gets the asserted identity of its receiver from the 2xx: messages of that address belong to the same conversation (RFC 3325)', async () => {
    const test = await TestPhone.ready();
    await writes(test, 'first', { from: '<sip:1002@example.com>' });
    await test.clock.advance(1000);
    const sent = test.phone.messages.send('bob', 'second');
    expect(test.phone.state.conversations).to.have.length(2);
    const identity = 'P-Asserted-Identity: "Bob Marsh" <sip:1002@example.com>';
    await test.answers(await test.sent('MESSAGE'), 200, [identity]);
    await sent;
    await test.clock.advance(1000);
    await writes(test, 'third', { from: '<sip:bob@other.example>', extra: [identity] });
    expect(test.phone.state.conversations).to.have.length(1);
    expect(conversation(test)).to.deep.include({
      ...{ peer: { name: 'Bob Marsh', number: 'bob', uri: BOB }, aliases: ['sip:1002@example.com'], unread: 2 },
    });
    expect(texts(test)).to.deep.equal(['first', 'second', 'third']);
    await writes(test, 'of another sender', {
      from: `<${BOB}>`,
      extra: ['P-Asserted-Identity: <sip:mallory@example.com>'],
    });
    expect(conversation(test).peer.number).to.equal('mallory');
    test.phone.messages.markRead('sip:1002@example.com');
    expect(test.phone.state.unreadCount).to.equal(1);
  });

  it('is not sent when its conversation is cleared while it waits', async () => {
    const test = await TestPhone.ready();
    const first = test.phone.messages.send('bob', 'one');
    const second = reasonOf(test.phone.messages.send('bob', 'two'));
    const message = await test.sent('MESSAGE');
    test.phone.messages.clear(BOB);
    await test.answers(message, 200);
    await first;
    expect(await second).to.include({ kind: 'canceled' });
    await test.serve();
    expect(test.socket.inbox).to.deep.equal([]);
    expect(test.phone.state.conversations).to.deep.equal([]);
  });
});

describe('Conversations after a reload', () => {
  const page = PageStorage.forEachTest();

  const reload = (configuration: PhoneConfiguration = {}) => TestPhone.ready(configuration);

  it('are restored, and a message without a response has failed', async () => {
    const before = await reload();
    await writes(before, 'kept', { from: `"Bob" <${BOB}>` });
    void before.phone.messages.send('bob', 'on its way').catch(() => undefined);
    await before.sent('MESSAGE');
    const after = await reload();
    expect(conversation(after)).to.deep.include({ peer: { name: 'Bob', number: 'bob', uri: BOB }, unread: 1 });
    expect(texts(after)).to.deep.equal(['kept', 'on its way']);
    expect(conversation(after).messages[1]).to.include({ status: 'failed', cause: 'no-connection' });
  });

  it('are never those of another account, and are not stored with keepHistory: false', async () => {
    const first = await reload();
    await writes(first, 'secret');
    expect((await reload({ uri: 'sip:mallory@example.com' })).phone.state.conversations).to.deep.equal([]);
    const changed = await reload({ keepHistory: false });
    expect(changed.phone.state.conversations).to.deep.equal([]);
    await writes(changed, 'not kept');
    changed.phone.configure({ uri: 'sip:mallory@example.com' });
    expect(changed.phone.state).to.deep.include({ conversations: [], unreadCount: 0 });
  });

  it('ignore malformed stored data, and go on without space to store', async () => {
    const key = 'sip-elements:messages:sip:alice@example.com';
    const message = { id: '1', direction: 'incoming', text: 'a\u202Eb', at: 1, status: 'received' };
    const peer = { name: '<b>\u202E', number: 'x', uri: BOB };
    const aliases = [1, 'sip:1002@example.com', null];
    for (const [value, count] of [
      ['{', 0],
      ['null', 0],
      ['[1,null,{}]', 0],
      [
        JSON.stringify([
          { peer, aliases, messages: [message, null, { id: 1 }, { ...message, direction: 'up' }], unread: 99 },
        ]),
        1,
      ],
    ] as const) {
      page.storage.items.set(key, value);
      const test = await reload();
      expect(test.phone.state.conversations).to.have.length(count);
      if (count === 0) continue;
      expect(texts(test)).to.deep.equal(['ab']);
      expect(conversation(test).aliases).to.deep.equal(['sip:1002@example.com']);
      expect(conversation(test)).to.deep.include({ unread: 1, peer: { name: '<b>', number: 'x', uri: BOB } });
    }
    page.storage.full = true;
    const test = await reload({ uri: 'sip:carol@example.com' });
    await writes(test, 'shown all the same');
    expect(texts(test)).to.deep.equal(['shown all the same']);
  });
});
