/** A flood of requests uses up the limits of its own sender only (RFC 3261 §26.3.2.4, L4). */

import { expect } from 'chai';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

/** The start lines of the messages that were sent. */
const drained = (test: TestUA): string[] => test.socket.inbox.splice(0).map((text) => text.split('\r\n')[0]!);

/** Sends INVITEs without ACK, from senders with these names. */
async function flood(
  test: TestUA,
  count: number,
  name: (index: number) => string,
  extra: readonly string[] = [],
): Promise<void> {
  for (let i = 0; i < count; i++) {
    const far = new RemoteCall(test);
    far.from = `<sip:${name(i)}@example.com>`;
    test.socket.serverSends(far.text('INVITE', { body: 'v=0', extra }));
  }
  await test.clock.advance(0);
  drained(test);
}

describe('a flood of INVITEs without ACK', function () {
  for (const [senders, name] of [
    ['one sender', () => 'mallory'],
    ['220 senders', (index: number) => `mallory${index}`],
  ] as const) {
    it(`of ${senders} does not prevent the BYE of a call`, async () => {
      const test = await TestUA.connected();
      test.ua.on('invite', (session) => session.reject());
      const { session, invite } = await test.callEstablished();
      await flood(test, 220, name);
      await RemoteCall.of(test, invite).request('BYE');
      await test.replied(200);
      expect(session.state.status).to.equal('ended');
    });

    it(`of ${senders} that are left without a final response does not prevent the BYE of a call`, async () => {
      const test = await TestUA.connected();
      test.ua.on('invite', () => undefined);
      const { session, invite } = await test.callEstablished();
      await flood(test, 220, name);
      await RemoteCall.of(test, invite).request('BYE');
      await test.replied(200);
      expect(session.state.status).to.equal('ended');
    });
  }

  it('does not prevent calls of other senders', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', (session) => {
      if (session.remoteIdentity.uri.user === 'mallory') session.reject();
    });
    await flood(test, 220, () => 'mallory');
    const far = new RemoteCall(test);
    await far.request('INVITE', { body: 'v=0' });
    await test.replied(180);
  });

  for (const extra of [[], ['P-Asserted-Identity: <sip:mallory@example.com>']]) {
    it(`of one sender by ${extra.length === 0 ? 'From' : 'the identity that the server asserts (RFC 3325 §9.1)'} leaves 40 server transactions at most`, async () => {
      const test = await TestUA.connected();
      test.ua.on('invite', (session) => session.reject());
      await flood(test, 60, (index) => (extra.length === 0 ? 'mallory' : `name${index}`), extra);
      expect(test.ua.core.userAgentServers.size).to.equal(40);
    });
  }

  it('can be canceled by its sender', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', () => undefined);
    const far = new RemoteCall(test);
    await far.request('INVITE', { body: 'v=0' });
    await flood(test, 220, (index) => `mallory${index}`);
    await far.cancel();
    expect(drained(test)).to.deep.equal(['SIP/2.0 200 OK', 'SIP/2.0 487 Request Terminated']);
  });
});

describe('a flood of requests within one call that are left without a final response', () => {
  it('leaves 50 server transactions at most, is rejected with 503 beyond them, and does not affect other calls', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const other = await test.callEstablished();
    session.on('refer', () => undefined);
    const far = RemoteCall.of(test, invite);
    for (let i = 0; i < 60; i++)
      await far.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>', 'Contact: <sip:bob@far.invalid>'] });
    const out = drained(test);
    expect(out.filter((line) => line.startsWith('SIP/2.0 503'))).to.have.length(10);
    expect(test.ua.core.userAgentServers.size).to.equal(50);
    await RemoteCall.of(test, other.invite).request('BYE');
    await test.replied(200);
    expect(other.session.state.status).to.equal('ended');
    // The call accepts requests again as soon as the earlier ones have a final response or have timed out.
    await test.clock.advance(64_000);
    drained(test);
    await far.request('BYE');
    await test.replied(200);
    expect(session.state.status).to.equal('ended');
  });
});
