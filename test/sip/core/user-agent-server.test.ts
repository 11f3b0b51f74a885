/** The user agent server as SIP.js documents it: one received request and the responses to it (RFC 3261 §8.2). */

import { expect } from 'chai';
import type { IncomingRequestDelegate, UserAgentServer } from '../../../src/sip/core/user-agent-server.js';
import { InvalidStateError } from '../../../src/sip/base/errors.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';
import { sdp } from '../../support/fake-description-handler.js';

/** A received INVITE that has no response yet. */
async function received(delegate: IncomingRequestDelegate = {}) {
  const test = await TestUA.connected();
  let taken: UserAgentServer | undefined;
  test.ua.core.delegate.onRequest = (uas) => {
    taken = uas;
    uas.delegate = delegate;
  };
  const far = new RemoteCall(test);
  await far.request('INVITE', { body: sdp() });
  return { test, far, uas: taken! };
}

describe('a user agent server', () => {
  // @rfc 3261 §8.2.6.2
  it('sends 100 without a To tag, and all other responses with the same To tag (§8.2.6.2)', async () => {
    const { test, uas } = await received();
    uas.trying();
    expect((await test.replied(100)).toTag).to.equal(undefined);
    uas.progress();
    expect((await test.replied(180)).toTag).to.equal(uas.toTag);
    uas.progress({ statusCode: 183, extraHeaders: ['X-A: b'] });
    expect((await test.replied(183)).headers.get('X-A')).to.equal('b');
    uas.accept();
    expect((await test.replied(200)).toTag).to.equal(uas.toTag);
  });

  // @rfc 3261 §8.1.3.4
  it('redirect() sends the given addresses, with 302 by default (§8.1.3.4)', async () => {
    const { test, uas } = await received();
    uas.redirect(['<sip:bob@b.example>;q=0.5', '<sip:bob@c.example>'], { statusCode: 300 });
    expect((await test.replied(300)).contacts.map((contact) => contact.uri.host)).to.deep.equal([
      'b.example',
      'c.example',
    ]);
    const other = await received();
    other.uas.redirect(['<sip:carol@example.com>']);
    await other.test.replied(302);
  });

  it('refuses a status out of range, a second final response, and a line break', async () => {
    const { test, uas } = await received();
    expect(() => uas.progress({ statusCode: 100 })).to.throw(TypeError);
    expect(() => uas.accept({ statusCode: 300 })).to.throw(TypeError);
    expect(() => uas.reject({ statusCode: 700 })).to.throw(TypeError);
    expect(() => uas.reply({ statusCode: 99 })).to.throw(TypeError);
    expect(() => uas.redirect(['<sip:a@b>\r\nX: y'])).to.throw(TypeError);
    expect(() => uas.reject({ reasonPhrase: 'a\r\nX: y' })).to.throw(TypeError);
    expect(await test.silent()).to.equal(true);
    uas.reject({ statusCode: 486 });
    await test.replied(486);
    expect(uas.open).to.equal(false);
    expect(() => uas.accept()).to.throw(InvalidStateError);
  });

  it('calls its delegate on CANCEL and at its end, once each', async () => {
    const emitted: string[] = [];
    const { test, far, uas } = await received({
      onCancel: () => void emitted.push('cancel'),
      onTerminated: () => void emitted.push('terminated'),
    });
    await far.cancel();
    await test.replied(200);
    uas.reject({ statusCode: 487 });
    await test.replied(487);
    far.toTag = uas.toTag;
    await test.receives(far.text('ACK', { sequence: 1, branch: far.branch }));
    await test.clock.advance(1);
    expect(emitted).to.deep.equal(['cancel', 'terminated']);
    expect(test.ua.core.userAgentServers.size).to.equal(0);
  });
});

describe('a user agent core after dispose()', () => {
  it('has no transaction or dialog left, and does not respond to requests', async () => {
    const { test, uas } = await received();
    const { core } = test.ua;
    core.request(core.makeOutgoingRequestMessage('OPTIONS', core.aor));
    await test.sent('OPTIONS');
    core.dispose();
    expect(uas.open).to.equal(false);
    expect([core.userAgentServers.size, core.userAgentClients.size, core.dialogs.size]).to.deep.equal([0, 0, 0]);
    await new RemoteCall(test).request('OPTIONS');
    expect(await test.silent()).to.equal(true);
    expect(test.clock.pending).to.equal(0);
  });
});
