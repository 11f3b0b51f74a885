/** Conformance over the wire: received messages that are accepted, rejected and dropped. T-numbers are those of the conformance table. */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { answer } from '../../support/sip-text.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

describe('messages', () => {
  it('T05: a response with a malformed CSeq is dropped and logged, and the call goes on', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    await test.receives(answer(invite.toString(), 200, { toTag: 'x' }).replace(/CSeq: .*/, 'CSeq: nonsense'));
    expect(session.state.status).to.equal('calling');
    expect(test.log.join('\n')).to.match(/dropped a message/);
    await test.answersSdp(invite);
    await test.sent('ACK');
  });

  it('T19: an exception in a listener of `connected` leaves the transport working', async () => {
    const test = new TestUA();
    const platform = globalThis as { reportError?: (error: unknown) => void };
    const before = platform.reportError;
    const reported: unknown[] = [];
    platform.reportError = (error) => void reported.push(error);
    try {
      test.ua.on('connected', () => {
        throw new Error('of the application');
      });
      await test.ua.start();
      expect(reported).to.have.length(1);
      await test.callEstablished();
    } finally {
      if (before) platform.reportError = before;
      else delete platform.reportError;
    }
  });

  // @rfc 5626 §3.5.1
  it('T20: CRLF CRLF of the server is answered with CRLF (RFC 5626 §3.5.1)', async () => {
    const test = await TestUA.connected();
    await test.receives('\r\n\r\n');
    expect(test.socket.frames.at(-1)).to.equal('\r\n');
  });

  // @rfc 5626 §4.4.1
  it('T21: a flow that has answered a ping before is closed when a ping is not answered within 10 s (RFC 5626 §4.4.1)', async () => {
    const test = new TestUA({ transportOptions: { keepAliveInterval: 25_000 } });
    await test.ua.start();
    await test.clock.advance(25_000);
    test.network.behaviour.answersPings = false;
    await test.clock.advance(25_000);
    expect(test.ua.isConnected()).to.equal(true);
    await test.clock.advance(10_000);
    expect(test.ua.isConnected()).to.equal(false);
  });

  // @rfc 3261 §8.2.2.3
  it('T22: a request that requires an unsupported extension is rejected with 420 and its name (§8.2.2.3)', async () => {
    const test = await TestUA.connected();
    let rang = false;
    test.ua.on('invite', () => (rang = true));
    await new RemoteCall(test).request('INVITE', { extra: ['Require: foo, 100rel'], body: sdp() });
    const refusal = await test.replied(420);
    expect(refusal.headers.get('Unsupported')).to.equal('foo');
    expect(rang).to.equal(false);
  });

  // @rfc 3261 §8.2.2.1
  it('T23: a tel URI as Request-URI is rejected with 416 and throws nothing (§8.2.2.1)', async () => {
    const test = await TestUA.connected();
    const far = new RemoteCall(test);
    await test.receives(
      far.text('INVITE', { body: sdp() }).replace('INVITE sip:alice@alice.invalid', 'INVITE tel:+15551234'),
    );
    await test.replied(416);
  });

  // @rfc 6665 §8.2.1
  it('T31: a NOTIFY in a dialog without Event is rejected with 489 and throws nothing (RFC 6665 §8.2.1)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    await far.request('NOTIFY', { extra: ['Subscription-State: active', 'Content-Type: text/plain'], body: 'x' });
    await test.replied(489);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §25.1
  it('T34: a display name is quoted, and a header field, name or URI with a line break is refused (§25.1)', async () => {
    const test = await TestUA.connected({ displayName: 'A "quoted" \\ name' });
    test.ua.invite('sip:bob@example.com');
    expect((await test.sent('INVITE')).headers.get('From')).to.match(
      /^"A \\"quoted\\" \\\\ name" <sip:alice@example.com>;tag=/,
    );
    for (const line of [
      'X-A: b\r\nX-C: d',
      'X-A: b\nX-C: d',
      'X A: b',
      'no colon',
      'Via: SIP/2.0/WS evil',
      'Call-ID: x',
      'l: 9',
    ]) {
      expect(() => test.ua.invite('sip:bob@example.com', { extraHeaders: [line] }), line).to.throw(TypeError);
    }
    expect(() => new TestUA({ displayName: 'x\r\nVia: y' })).to.throw('displayName');
    expect(() => test.ua.invite('sip:bob@example.com\r\nX: y')).to.throw();
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3261 §20.14
  it('T37: Content-Length counts the bytes of a body, not its characters (§20.14)', async () => {
    const test = await TestUA.connected();
    let heard = '';
    test.ua.on('message', (context) => (heard = context.body));
    const far = new RemoteCall(test);
    const text = far.text('MESSAGE', { body: 'Grüße €', extra: ['Content-Type: text/plain;charset=utf-8'] });
    await test.receives(`${text}trailing bytes`);
    await test.replied(200);
    expect(heard).to.equal('Grüße €');
    test.ua.message('sip:bob@example.com', 'Grüße €');
    await settle();
    expect(test.socket.take()).to.match(/Content-Length: 11\r\n\r\nGrüße €$/);
  });

  // @rfc 3261 §12.2.2
  it('T43: a request with the tags of a dialog swapped is rejected with 481 (§12.2.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const swapped = new RemoteCall(test, { callId: far.callId, fromTag: far.toTag!, toTag: far.fromTag });
    swapped.sequence = 9;
    await swapped.request('BYE');
    await test.replied(481);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §8.2.1
  it('a request with an unsupported method is rejected with 405 and Allow (§8.2.1)', async () => {
    const test = await TestUA.connected();
    await new RemoteCall(test).request('FLY');
    expect((await test.replied(405)).hasOption('Allow', 'INVITE')).to.equal(true);
  });

  // @rfc 3261 §8.2.3
  it('a body of an unsupported type is rejected with 415 and Accept, unless it is optional (§8.2.3)', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', () => undefined);
    await new RemoteCall(test).request('INVITE', { body: 'x', extra: ['Content-Type: application/foo'] });
    expect((await test.replied(415)).headers.get('Accept')).to.contain('application/sdp');
    await new RemoteCall(test).request('INVITE', {
      body: 'x',
      extra: ['Content-Type: application/sdp', 'Content-Encoding: gzip'],
    });
    expect((await test.replied(415)).headers.has('Accept-Encoding')).to.equal(true);
    await new RemoteCall(test).request('INVITE', {
      body: 'x',
      extra: ['Content-Type: application/foo', 'Content-Disposition: session;handling=optional'],
    });
    await test.replied(180);
  });

  // @rfc 3261 §8.2.2.2
  it('a request that arrives over two paths is rejected the second time with 482 (§8.2.2.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.ringing();
    await test.receives(far.last.replace(/branch=[^\r;]*/, 'branch=z9hG4bKother'));
    await test.replied(482);
  });

  // @rfc 3261 §12.2.2
  it('a request with a lower CSeq is rejected with 500 (§12.2.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.answered();
    far.sequence = 5;
    await far.request('OPTIONS');
    await test.replied(200);
    far.sequence = 4;
    await far.request('OPTIONS');
    await test.replied(500);
  });

  it('a re-INVITE that was rejected may be sent again with the same CSeq, as only a lower one is out of order (§12.2.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    void session.hold();
    const ours = await test.sent('INVITE');
    await far.request('INVITE', { body: sdp() });
    await test.replied(491);
    await far.ack();
    await test.answersSdp(ours);
    await test.sent('ACK');
    far.sequence--;
    await far.request('INVITE', { body: sdp() });
    await test.replied(200);
    await far.ack();
    expect(session.state.status).to.equal('established');
  });

  it('a To without quotes gets a tag and is otherwise copied unchanged (§8.2.6.2)', async () => {
    const test = await TestUA.connected();
    const far = new RemoteCall(test);
    far.to = 'Alice <sip:alice@example.com>;x=1';
    await far.request('OPTIONS');
    expect((await test.replied(200)).headers.get('To')).to.match(/^Alice <sip:alice@example\.com>;x=1;tag=[^;]+$/);
  });

  for (const [accept, statusCode] of [
    ['text/nobodyKnowsThis', 406],
    ['', 406],
    ['multipart/mixed', 406],
    ['text/plain, application/sdp;level=1', 180],
    ['application/*', 180],
    ['*/*', 180],
  ] as const)
    it(`an INVITE with "Accept: ${accept}" is answered with ${statusCode} (§20.1, RFC 4475 §3.3.15)`, async () => {
      const test = await TestUA.connected();
      test.ua.on('invite', () => undefined);
      await new RemoteCall(test).request('INVITE', { extra: [`Accept: ${accept}`], body: sdp() });
      await test.replied(statusCode);
    });

  it('a request of the user agent itself that returns to it is rejected with 482 as a loop (§16.3)', async () => {
    const test = await TestUA.connected();
    for (const send of [
      () => void test.ua.invite('sip:alice@example.com'),
      () => void test.ua.subscribe('sip:alice@example.com', 'message-summary'),
    ]) {
      send();
      await settle();
      const sent = test.socket.take();
      await test.receives(sent.replace('Via: ', 'Via: SIP/2.0/WSS proxy.example.com;branch=z9hG4bKproxy\r\nVia: '));
      await test.replied(482);
    }
  });

  it('a MESSAGE of the user agent to its own address is not rejected as a loop (RFC 3428)', async () => {
    const test = await TestUA.connected();
    const heard: string[] = [];
    test.ua.on('message', ({ body }) => void heard.push(body));
    void test.ua.message('sip:alice@example.com', 'buy milk');
    const sent = await test.sent('MESSAGE');
    await test.receives(
      sent.toString().replace('Via: ', 'Via: SIP/2.0/WSS proxy.example.com;branch=z9hG4bKproxy\r\nVia: '),
    );
    expect(heard).to.deep.equal(['buy milk']);
  });

  // @rfc 3261 §9.2
  it('a CANCEL without a matching INVITE is answered with 481 (§9.2)', async () => {
    const test = await TestUA.connected();
    await new RemoteCall(test).cancel();
    await test.replied(481);
  });

  it('an ACK without a dialog and a response without a transaction get no reply', async () => {
    const test = await TestUA.connected();
    await new RemoteCall(test, { toTag: 'x' }).ack();
    await test.receives(
      'SIP/2.0 200 OK\r\nVia: SIP/2.0/WSS x.invalid;branch=z9hG4bKno\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: z\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n',
    );
    expect(await test.silent()).to.equal(true);
  });
});
