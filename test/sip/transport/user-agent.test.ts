/** The user agent and its flow: keep-alive, fail-over, and calls over a flow that breaks and is established again. */

import { expect } from 'chai';
import { answer } from '../../support/sip-text.js';
import { TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

describe('the user agent and its flow', () => {
  it('sends an OPTIONS to a server that does not answer pings, and keeps the flow after any response', async () => {
    const test = new TestUA({ transportOptions: { keepAliveInterval: 25_000 } });
    test.network.behaviour.answersPings = false;
    await test.ua.start();
    await test.clock.advance(30_000);
    const options = await test.sent('OPTIONS');
    expect(options.uri.toString()).to.equal('sip:example.com');
    await test.answers(options, 404);
    await test.clock.advance(20_000);
    expect(test.ua.isConnected()).to.equal(true);
  });

  it('closes a flow on which neither the ping nor the OPTIONS is answered', async () => {
    const test = new TestUA({ transportOptions: { keepAliveInterval: 25_000 } });
    test.network.behaviour.answersPings = false;
    await test.ua.start();
    await test.clock.advance(35_000);
    expect(test.ua.isConnected()).to.equal(false);
  });

  // @rfc 5626 §4.4.1
  it('pings at the interval of the Flow-Timer in the 2xx to REGISTER (RFC 5626 §4.4.1)', async () => {
    const test = new TestUA({ register: true, transportOptions: { keepAliveInterval: 25_000 } });
    await test.ua.start();
    const register = await test.sent('REGISTER');
    const extra = [`Contact: ${register.headers.get('Contact')}`, 'Expires: 600', 'Flow-Timer: 10'];
    await test.answers(register, 200, { extra });
    await test.clock.advance(10_000);
    expect(test.socket.frames.at(-1)).to.equal('\r\n\r\n');
  });

  // @rfc 3263 §4.3
  it('moves to the next server when the registrar responds with 503 (RFC 3263 §4.3)', async () => {
    const test = new TestUA({ register: true, servers: ['wss://a.example.com', 'wss://b.example.com'] });
    await test.ua.start();
    await test.answers(await test.sent('REGISTER'), 503, { extra: ['Retry-After: 600'] });
    await settle();
    expect(test.network.sockets.map(({ url }) => url)).to.deep.equal(['wss://a.example.com/', 'wss://b.example.com/']);
    await test.sent('REGISTER');
  });

  it('checks the connection when the device wakes up: sends OPTIONS after 2 s, closes the flow after 4.5 s (RFC 5626 §4.4.1, M12)', async () => {
    const test = await TestUA.connected();
    test.network.behaviour.answersPings = false;
    test.ua.wake();
    await test.clock.advance(2000);
    await test.sent('OPTIONS');
    await test.clock.advance(2499);
    expect(test.ua.isConnected()).to.equal(true);
    await test.clock.advance(1);
    expect(test.ua.isConnected()).to.equal(false);
  });

  it('closes a flow without a pong within 5 s when the device wakes up during a call', async () => {
    const test = await TestUA.connected();
    await test.callEstablished();
    test.network.behaviour.answersPings = false;
    test.ua.wake();
    await test.clock.advance(5000);
    expect(test.ua.isConnected()).to.equal(false);
  });

  it('registers again 1 s after each failure of the flow, four times in a row (D10)', async () => {
    const test = new TestUA({ register: true, random: () => 0.5 });
    await test.ua.start();
    for (let i = 0; i < 4; i++) {
      const register = await test.sent('REGISTER');
      await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')}`] });
      expect(test.ua.isRegistered()).to.equal(true);
      test.socket.serverCloses();
      await test.clock.advance(1000);
    }
    await test.sent('REGISTER');
  });

  for (const servers of [['wss://a.example.com'], ['wss://a.example.com', 'wss://b.example.com']]) {
    it(`sends REGISTER at growing intervals to ${servers.length === 1 ? 'a server' : 'two servers'} with 503 and Retry-After: 0 (H4)`, async () => {
      const test = new TestUA({ register: true, servers, random: () => 0.5 });
      let registers = 0;
      test.network.onconnect = (socket) => {
        queueMicrotask(() => socket.serverOpens());
        socket.onsip = (text) => {
          if (!text.startsWith('REGISTER')) return;
          registers++;
          socket.serverSends(answer(text, 503, { extra: ['Retry-After: 0'] }));
        };
      };
      await test.ua.start();
      await test.clock.advance(3000);
      expect(test.network.sockets.length, 'connections in 3 s').to.equal(servers.length);
      expect(registers).to.equal(servers.length);
      await test.clock.advance(117_000);
      expect(registers, 'in two minutes').to.be.lessThan(7 * servers.length);
      expect(registers).to.be.greaterThan(2);
      const connections = test.network.sockets.length;
      expect(connections).to.be.lessThan(7 * servers.length);
    });
  }

  it('registers at once when the machine slept beyond the time of the refresh, and not when the time of day was set (M2)', async () => {
    const test = new TestUA({ register: true, random: () => 0.5 });
    await test.ua.start();
    const register = await test.sent('REGISTER');
    await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')};expires=600`] });
    test.clock.shiftTimeOfDay(-3_600_000);
    test.ua.wake();
    await test.clock.advance(404_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    await test.answers(await test.sent('REGISTER'), 200, {
      extra: [`Contact: ${register.headers.get('Contact')};expires=600`],
    });
    test.clock.shiftTimeOfDay(3_600_000);
    test.ua.wake();
    await test.clock.advance(0);
    await test.sent('REGISTER');
  });

  // @rfc 3261 §15
  it('sends BYE over the next flow for a call that was hung up without a flow (§15)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    test.socket.serverCloses();
    session.terminate();
    await settle();
    expect(session.state.status).to.equal('ended');
    await test.clock.advance(1500);
    const bye = await test.sent('BYE');
    await test.answers(bye, 200);
    await test.clock.drain();
    expect(await test.silent()).to.equal(true);
    expect(test.clock.pending).to.equal(0);
  });

  // @rfc 3261 §14.1
  it('answers the offer in the 2xx of a re-INVITE once, and retransmits that ACK when the 2xx is retransmitted (§14.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    void session.reinvite({ inviteWithoutSdp: true });
    const reinvite = await test.sent('INVITE');
    void test.answersSdp(reinvite);
    await test.answersSdp(reinvite);
    const ack = await test.sent('ACK');
    expect(ack.body).not.to.equal('');
    expect(await test.silent()).to.equal(true);
    await test.answersSdp(reinvite);
    expect((await test.sent('ACK')).toString(), 'the same again').to.equal(ack.toString());
  });

  it('sends a re-INVITE for a call that awaited an ACK when the flow failed, as soon as the ACK arrives', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept();
    await test.replied(200);
    test.socket.serverCloses();
    await test.clock.advance(3000);
    test.socket.inbox.length = 0;
    await far.ack();
    await test.clock.advance(200);
    await test.sent('INVITE');
  });

  it('cancels a re-INVITE that has only a provisional response, and keeps the call', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const failed = session.reinvite().catch((error: Error) => error);
    const reinvite = await test.sent('INVITE');
    await test.answers(reinvite, 100);
    await test.clock.advance(40_000);
    const cancel = await test.sent('CANCEL');
    await test.answers(cancel, 200);
    await test.answers(reinvite, 487, { toTag: 'far' });
    expect(await failed).to.be.instanceOf(Error);
    expect(session.state.status).to.equal('established');
  });
});
