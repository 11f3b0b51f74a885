/** An anonymous call keeps its identity withheld in every message of the call (RFC 3323 §4.1, RFC 3325 §9.3). */

import { expect } from 'chai';
import type { Message } from '../../../src/sip/message/message.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

/** The message contains no identity or address of the local user, and asks proxies for privacy. */
function expectHidden(message: Message): void {
  expect(message.toString()).not.to.match(/alice@example\.com/);
  expect(message.headers.get('Privacy')).to.equal('id');
  if (message.headers.has('Contact')) expect(message.contact!.uri.user).to.equal('anonymous');
}

async function calling() {
  const test = await TestUA.connected();
  const session = test.ua.invite('sip:bob@example.com', { anonymous: true });
  const invite = await test.sent('INVITE');
  await test.answersSdp(invite, 200, { extra: ['Allow: INVITE, UPDATE', 'Session-Expires: 600;refresher=uac'] });
  await test.sent('ACK');
  const far = RemoteCall.of(test, invite);
  far.to = '<sip:anonymous@anonymous.invalid>';
  return { test, session, far };
}

describe('an anonymous call', () => {
  // @rfc 3323 §4.1
  it('withholds the identity in each re-INVITE, UPDATE and other request of its dialog (RFC 3323 §4.1)', async () => {
    const { test, session } = await calling();
    session.hold().catch(() => undefined);
    const hold = await test.sent('INVITE');
    expect(hold.contact!.uri.user).to.equal('anonymous');
    expectHidden(hold);
    await test.answersSdp(hold, 200, { extra: ['Session-Expires: 600;refresher=uac'] });
    await test.sent('ACK');
    void session.info('x');
    expectHidden(await test.sent('INFO'));
    void session.message('x');
    expectHidden(await test.sent('MESSAGE'));
    session.dtmf('1');
    expectHidden(await test.sent('INFO'));
    await test.clock.advance(300_000);
    const update = await test.sent('UPDATE');
    expect(update.contact!.uri.user).to.equal('anonymous');
    expectHidden(update);
    void session.bye();
    expectHidden(await test.sent('BYE'));
  });

  // @rfc 3892 §3
  it('withholds the identity in REFER, NOTIFY and the INVITE that it sends for a REFER (RFC 3892 §3)', async () => {
    const { test, session, far } = await calling();
    session.refer('carol');
    const refer = await test.sent('REFER');
    expect(refer.headers.has('Referred-By')).to.equal(false);
    expect(refer.contact!.uri.user).to.equal('anonymous');
    expectHidden(refer);
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>'] });
    expectHidden(await test.replied(202));
    expectHidden(await test.sent('NOTIFY'));
    const invite = await test.sent('INVITE');
    expect(invite.from.uri.host).to.equal('anonymous.invalid');
    expect(invite.contact!.uri.user).to.equal('anonymous');
  });

  it('withholds the address in the responses to requests of the remote party', async () => {
    const { test, far } = await calling();
    await far.request('UPDATE');
    expectHidden(await test.replied(200));
    await far.request('INVITE', { body: sdp() });
    expectHidden(await test.replied(200));
  });

  it('stays anonymous when it is resumed from its snapshot', async () => {
    const { session } = await calling();
    const snapshot = JSON.parse(JSON.stringify(session.snapshot())) as NonNullable<ReturnType<typeof session.snapshot>>;
    const next = await TestUA.connected();
    next.ua.resume(snapshot);
    const reinvite = await next.sent('INVITE');
    expect(reinvite.contact!.uri.user).to.equal('anonymous');
    expectHidden(reinvite);
  });

  it('stays anonymous after accept({ anonymous: true }) until a change has anonymous: false', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept({ anonymous: true });
    await test.replied(200);
    await far.ack();
    const holding = session.hold();
    const hold = await test.sent('INVITE');
    expect(hold.contact!.uri.user).to.equal('anonymous');
    expect(hold.headers.get('Privacy')).to.equal('id');
    await test.answersSdp(hold);
    await test.sent('ACK');
    await holding;
    session.unhold({ anonymous: false }).catch(() => undefined);
    const shown = await test.sent('INVITE');
    expect(shown.contact!.uri.user).not.to.equal('anonymous');
    expect(shown.headers.has('Privacy')).to.equal(false);
  });
});
