/** Limits of the state and the retries that remote parties and servers can cause (RFC 3261 §26.3.2.4). */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

/** Rejects each request with a higher minimum until no further request is sent; returns the number of requests. */
async function haggle(test: TestUA, method: string, statusCode: number, field: string): Promise<number> {
  let asked = 0;
  for (await settle(); test.socket.inbox.length > 0 && asked < 50; await settle()) {
    if (test.socket.inbox[0]!.startsWith('ACK')) test.socket.take();
    else
      await test.answers(await test.sent(method), statusCode, { toTag: 'far', extra: [`${field}: ${4000 + asked++}`] });
  }
  return asked;
}

describe('the user agent', () => {
  // @rfc 6665 §4.1.2.1
  it('gives up a SUBSCRIBE after three 423 with growing Min-Expires (RFC 6665 §4.1.2.1)', async () => {
    const test = await TestUA.connected();
    const subscription = test.ua.subscribe('sip:bob@example.com', 'presence');
    expect(await haggle(test, 'SUBSCRIBE', 423, 'Min-Expires')).to.equal(3);
    expect(subscription.state).to.equal('terminated');
  });

  it('gives up the refresh of a subscription after three 423, and keeps the subscription', async () => {
    const test = await TestUA.connected();
    const subscription = test.ua.subscribe('sip:bob@example.com', 'presence');
    const subscribe = await test.sent('SUBSCRIBE');
    await test.answers(subscribe, 200, { toTag: 'far', extra: ['Expires: 3600', FAR_CONTACT] });
    const far = RemoteCall.of(test, subscribe);
    await far.request('NOTIFY', {
      extra: ['Event: presence', 'Subscription-State: active;expires=3600', FAR_CONTACT],
    });
    await test.replied(200);
    subscription.refresh();
    expect(await haggle(test, 'SUBSCRIBE', 423, 'Min-Expires')).to.equal(3);
    expect(subscription.state).to.equal('active');
  });

  // @rfc 3903 §4.1
  it('gives up a PUBLISH after three 423 (RFC 3903 §4.1)', async () => {
    const test = await TestUA.connected();
    test.ua.publication('presence').publish('x', 'text/plain');
    expect(await haggle(test, 'PUBLISH', 423, 'Min-Expires')).to.equal(3);
  });

  // @rfc 3261 §10.2.8
  it('gives up a REGISTER after three 423 (§10.2.8)', async () => {
    const test = await TestUA.connected({ register: true });
    expect(await haggle(test, 'REGISTER', 423, 'Min-Expires')).to.equal(3);
  });

  // @rfc 4028 §7.3
  it('gives up an INVITE after nine 422, as each proxy may require a longer interval (RFC 4028 §7.3)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    expect(await haggle(test, 'INVITE', 422, 'Min-SE')).to.equal(9);
    expect(session.state.status).to.equal('ended');
  });

  it('accepts a longer Min-Expires again after a REGISTER has succeeded', async () => {
    const test = await TestUA.connected({ register: true });
    for (const least of [4000, 4001, 4002, 4003]) {
      await test.answers(await test.sent('REGISTER'), 423, { extra: [`Min-Expires: ${least}`] });
      const register = await test.sent('REGISTER');
      expect(register.expires).to.equal(least);
      await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')};expires=${least}`] });
      void test.ua.register();
    }
  });

  it('notifies 200 subscribers, and rejects a further SUBSCRIBE with 503 and Retry-After', async () => {
    const test = await TestUA.connected({ eventPackages: ['presence'] });
    test.ua.on('subscribe', (notifier) => notifier.accept(() => undefined));
    const subscribe = async (): Promise<string> => {
      await new RemoteCall(test).request('SUBSCRIBE', { extra: ['Event: presence', 'Expires: 600', FAR_CONTACT] });
      await test.clock.advance(0);
      const [response] = test.socket.inbox.splice(0);
      return response!;
    };
    for (let i = 0; i < 200; i++) expect(await subscribe()).to.match(/^SIP\/2.0 200 /);
    expect(await subscribe()).to.match(/^SIP\/2.0 503 [^]*Retry-After: 60/);
  });

  it('rejects a SUBSCRIBE that the application neither accepts nor rejects with 480 before it times out', async () => {
    const test = await TestUA.connected({ eventPackages: ['presence'] });
    test.ua.on('subscribe', () => undefined);
    for (let i = 0; i < 3; i++) {
      await new RemoteCall(test).request('SUBSCRIBE', { extra: ['Event: presence', FAR_CONTACT] });
    }
    expect(test.ua.eventAgent.notifiers.size).to.equal(3);
    await test.clock.advance(25_000);
    for (let i = 0; i < 3; i++) await test.replied(480);
    expect(test.ua.eventAgent.notifiers.size).to.equal(0);
    expect(test.ua.core.userAgentServers.size).to.equal(0);
    expect(test.clock.pending).to.equal(0);
  });

  // @rfc 3261 §26.3.2.4
  it('keeps a dialog for 32 forks of an INVITE, and accepts the 2xx of any other fork', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    for (let i = 0; i < 100; i++) await test.answers(invite, 180, { toTag: `fork${i}`, extra: [FAR_CONTACT] });
    expect(test.ua.core.dialogs.size).to.equal(32);
    await test.answersSdp(invite, 200, { toTag: 'fork99' });
    expect((await test.sent('ACK')).toTag).to.equal('fork99');
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §21.5.7
  it('rejects a message above maxMessageSize with 513 (§21.5.7)', async () => {
    const long = { body: 'x'.repeat(70_000), extra: ['Content-Type: text/plain'] };
    const test = await TestUA.connected();
    test.ua.on('message', () => undefined);
    await new RemoteCall(test).request('MESSAGE', long);
    await test.replied(513);
    const roomy = await TestUA.connected({ transportOptions: { maxMessageSize: 100_000 } });
    let length = 0;
    roomy.ua.on('message', ({ body }) => void (length = body.length));
    await new RemoteCall(roomy).request('MESSAGE', long);
    await roomy.replied(200);
    expect(length).to.equal(70_000);
  });

  describe('with messages of megabytes', () => {
    const MANY = 100_000;
    const PARTS: Record<string, { extra?: string[]; body?: string }> = {
      'a header field of 5 MB': { extra: [`Subject: ${'x'.repeat(5_000_000)}`] },
      '200,000 header fields': { extra: Array<string>(2 * MANY).fill('X: y') },
      'a field of 100,000 folded lines': { extra: [`Subject: x${'\r\n y'.repeat(MANY)}`] },
      '100,000 Via': { extra: Array<string>(MANY).fill('Via: SIP/2.0/WSS h.invalid;branch=z9hG4bK1') },
      '100,000 Record-Route in one field': { extra: [`Record-Route: ${'<sip:p.invalid;lr>,'.repeat(MANY)}<sip:q;lr>`] },
      '100,000 parameters': { extra: [`Contact: <sip:a@b.invalid>${';a=b'.repeat(MANY)}`] },
      '100,000 m-lines': { body: `v=0\r\n${'m=audio 9 RTP/AVP 0\r\n'.repeat(MANY)}` },
      '100,000 candidates': {
        body: `v=0\r\nm=audio 9 RTP/AVP 0\r\n${'a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n'.repeat(MANY)}`,
      },
      'a multipart body of 100,000 parts': {
        extra: ['Content-Type: multipart/mixed;boundary=b'],
        body: '\r\n--b\r\nContent-Type: text/plain\r\n\r\nx'.repeat(MANY),
      },
      'a document of 100,000 elements': {
        extra: ['Content-Type: application/dialog-info+xml'],
        body: `<dialog-info>${'<dialog/>'.repeat(MANY)}</dialog-info>`,
      },
    };

    // @rfc 3261 §21.5.7
    it('refuses each request with 513, drops each response, says so in the log, and goes on (§21.5.7, §26.3.2.4)', async () => {
      const test = await TestUA.connected();
      let invites = 0;
      let longest = 0;
      test.ua.on('invite', () => void invites++);
      test.ua.transport.on('message', (text) => void (longest = Math.max(longest, text.length)));
      const far = new RemoteCall(test);
      for (const [what, parts] of Object.entries(PARTS)) {
        const text = far.text('INVITE', parts);
        await test.receives(text);
        expect(test.outbox, what).to.deep.equal(['SIP/2.0 513 Message Too Large']);
        test.socket.take();
        const lines = test.log.splice(0);
        expect(lines.join('\n'), what).to.match(/rejected a request: 513 .*the limit is 65536/);
        // What is read, and what is written into the log, does not grow with the message.
        expect(lines.join('').length, what).to.be.below(4 * 65_536);
        await test.receives(text.replace(/^INVITE.*/, 'SIP/2.0 200 OK'));
        expect(test.log.splice(0).join('\n'), what).to.match(/dropped a message: .*the limit is 65536/);
        expect(await test.silent(), what).to.equal(true);
      }
      expect([invites, longest]).to.deep.equal([0, 65_537]);
      await new RemoteCall(test).request('OPTIONS');
      await test.replied(200);
    });

    it('takes an INVITE and a MESSAGE of almost 64 kB', async () => {
      const test = await TestUA.connected();
      const padding = `a=x-padding:${'x'.repeat(500)}\r\n`.repeat(120);
      const { session } = await test.ringing({ body: `${sdp()}${padding}` });
      expect(session.state.status).to.equal('incoming');
      let length = 0;
      test.ua.on('message', ({ body }) => void (length = body.length));
      await new RemoteCall(test).request('MESSAGE', { body: 'x'.repeat(65_000), extra: ['Content-Type: text/plain'] });
      await test.replied(200);
      expect(length).to.equal(65_000);
    });
  });
});
