/** leavePage() ends calls and registration from a page that closes, without waiting for responses (RFC 3261 §10.2.2, §15, M3). */

import { expect } from 'chai';
import { TestUA } from '../../support/test-ua.js';

async function registeredInCall(): Promise<TestUA> {
  const test = await TestUA.connected({ register: true });
  const register = await test.sent('REGISTER');
  await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')}`] });
  await test.callEstablished();
  return test;
}

describe('leavePage()', () => {
  it('sends BYE and a REGISTER with expires 0 within the microtasks of its task, and closes the connection', async () => {
    const test = await registeredInCall();
    test.ua.leavePage();
    // A page that is closed runs no further timer and no further task.
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    for (let step = 0; step < 100; step++) await Promise.resolve();
    expect(test.outbox.map((line) => line.split(' ')[0])).to.have.members(['BYE', 'REGISTER']);
    expect(test.socket.inbox.join()).to.match(/;expires=0\r\n/);
    expect(test.socket.readyState, 'closing').to.be.greaterThan(1);
    expect(test.ua.sessions.size).to.equal(0);
  });

  it('sends BYE, then un-registers, then removes publications, as a browser may transmit the first message only (decision 019)', async () => {
    const test = await registeredInCall();
    test.ua.publication('presence').publish('open', 'text/plain');
    await test.answers(await test.sent('PUBLISH'), 200, { extra: ['SIP-ETag: 1', 'Expires: 60'] });
    test.ua.leavePage();
    expect(test.outbox.map((line) => line.split(' ')[0])).to.deep.equal(['BYE']);
    await test.clock.advance(0);
    expect(test.outbox.map((line) => line.split(' ')[0])).to.deep.equal(['BYE', 'REGISTER', 'PUBLISH']);
  });

  it('cancels an outgoing call, and rejects an incoming one', async () => {
    const test = await TestUA.connected();
    test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 180, { toTag: 'far' });
    await test.ringing();
    test.ua.leavePage();
    await test.clock.advance(0);
    expect(test.outbox.map((line) => line.split(' ').slice(0, 2).join(' '))).to.deep.equal([
      'CANCEL sip:bob@example.com',
      'SIP/2.0 480',
    ]);
  });

  it('keeps the registration with unregister: false', async () => {
    const test = await registeredInCall();
    test.ua.leavePage({ unregister: false });
    await test.clock.advance(0);
    expect(test.outbox.map((line) => line.split(' ')[0])).to.deep.equal(['BYE']);
  });

  it('leaves no timer, and start() connects and registers again', async () => {
    const test = await registeredInCall();
    test.ua.leavePage();
    await test.clock.advance(5000);
    expect(test.clock.pending).to.equal(0);
    expect(test.ua.status).to.equal('stopped');
    await test.ua.start();
    await test.sent('REGISTER');
  });
});
