/** What the user agent makes of its flow: signs of life, fail-over, and calls over a flow that breaks and comes back. */

import { expect } from 'chai';
import { TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

describe('the user agent and its flow', () => {
  it('sends an OPTIONS to a server that does not answer pings, and lives by any answer', async () => {
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

  it('loses a flow that answers neither', async () => {
    const test = new TestUA({ transportOptions: { keepAliveInterval: 25_000 } });
    test.network.behaviour.answersPings = false;
    await test.ua.start();
    await test.clock.advance(35_000);
    expect(test.ua.isConnected()).to.equal(false);
  });

  it('pings as often as the Flow-Timer of the registrar asks (RFC 5626 §4.4.1)', async () => {
    const test = new TestUA({ register: true, transportOptions: { keepAliveInterval: 25_000 } });
    await test.ua.start();
    const register = await test.sent('REGISTER');
    const extra = [`Contact: ${register.headers.get('Contact')}`, 'Expires: 600', 'Flow-Timer: 10'];
    await test.answers(register, 200, { extra });
    await test.clock.advance(10_000);
    expect(test.socket.frames.at(-1)).to.equal('\r\n\r\n');
  });

  it('goes to the next server when the registrar has no room (503, RFC 3263 §4.3)', async () => {
    const test = new TestUA({ register: true, servers: ['wss://a.example.com', 'wss://b.example.com'] });
    await test.ua.start();
    await test.answers(await test.sent('REGISTER'), 503, { extra: ['Retry-After: 600'] });
    await settle();
    expect(test.network.sockets.map(({ url }) => url)).to.deep.equal(['wss://a.example.com/', 'wss://b.example.com/']);
    await test.sent('REGISTER');
  });

  it('checks the connection within 2 s when the device wakes up', async () => {
    const test = await TestUA.connected();
    test.network.behaviour.answersPings = false;
    test.ua.wake();
    await test.clock.advance(2000);
    expect(test.ua.isConnected()).to.equal(false);
  });

  it('says BYE when the flow is back for a call that was hung up without one (§15)', async () => {
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

  it('answers a late offer of a re-INVITE once, though its 2xx comes twice (§14.1)', async () => {
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

  it('refreshes a call that waits for an ACK when the flow breaks, as soon as that wait is over', async () => {
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

  it('gives up a re-INVITE that gets nothing but a provisional response', async () => {
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
