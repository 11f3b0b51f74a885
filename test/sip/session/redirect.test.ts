/** Redirection of a ringing call: 302 (RFC 3261 §8.3, §21.3.3), Diversion (RFC 5806), History-Info (RFC 7044). */

import { expect } from 'chai';
import { SipError } from '../../../src/sip/base/errors.js';
import type { Session } from '../../../src/sip/session/session.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

describe('session.redirect()', () => {
  // @rfc 3261 §8.3
  // @rfc 3261 §21.3.3
  it('sends 302 with the target as Contact and ends the call as rejected (§8.3, §21.3.3)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    const events: string[] = [];
    for (const event of ['rejected', 'failed', 'terminated'] as const)
      session.on(event, (_response: unknown, cause: string) => void events.push(`${event}: ${cause}`));
    expect(session.redirect('carol')).to.equal(session);
    const response = await test.replied(302);
    expect(response.reasonPhrase).to.equal('Moved Temporarily');
    expect(response.headers.getAll('Contact')).to.deep.equal(['<sip:carol@example.com>']);
    expect(response.headers.has('Diversion')).to.equal(false);
    expect(response.toTag).to.equal(far.toTag);
    expect(session.state).to.include({ status: 'ended', cause: 'Redirected', endedBy: 'local', statusCode: 302 });
    expect(events).to.deep.equal([
      'rejected: Moved Temporarily',
      'failed: Moved Temporarily',
      'terminated: Redirected',
    ]);
    await far.ack();
    expect(await test.silent()).to.equal(true);
    expect(test.ua.sessions.size).to.equal(0);
  });

  // @rfc 3261 §20.10
  it('with several targets orders them by q (§20.10)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.redirect(['sip:carol@example.com', 'tel:+15551234', 'sips:dave@example.net;method=BYE'], {
      statusCode: 300,
    });
    const response = await test.replied(300);
    expect(response.headers.getAll('Contact')).to.deep.equal([
      '<sip:carol@example.com>;q=1',
      '<tel:+15551234>;q=0.667',
      '<sips:dave@example.net>;q=0.333',
    ]);
  });

  // @rfc 5806
  it('adds a Diversion with the own address and the reason above the received ones (RFC 5806)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing({
      extra: ['Diversion: <sip:eve@example.com>;reason=unconditional;counter=1, broken "'],
    });
    session.redirect('carol', { diversion: 'user-busy', extraHeaders: ['X-Why: because'] });
    const response = await test.replied(302);
    expect(response.headers.getAll('Diversion')).to.deep.equal([
      '<sip:alice@example.com>;reason=user-busy;counter=1',
      '<sip:eve@example.com>;reason=unconditional;counter=1',
    ]);
    expect(response.headers.get('X-Why')).to.equal('because');
  });

  // @rfc 7044
  it('copies the History-Info of the INVITE, and sets the mp parameter of the Contact (RFC 7044)', async () => {
    const test = await TestUA.connected();
    const history = '<sip:office@example.com>;index=1, <sip:alice@example.com>;index=1.1;mp=1';
    const { session } = await test.ringing({ extra: ['Supported: histinfo', `History-Info: ${history}`] });
    session.redirect('carol');
    const response = await test.replied(302);
    expect(response.headers.getAll('History-Info').join(', ')).to.equal(history);
    expect(response.headers.get('Contact')).to.equal('<sip:carol@example.com>;mp=1.1');
  });

  for (const [what, run] of [
    ['a status code that is not 3xx', (session) => session.redirect('carol', { statusCode: 486 })],
    [
      'a line break in a header',
      (session) => session.redirect('carol', { extraHeaders: ['X-A: b\r\nContact: <sip:x@y>'] }),
    ],
    ['a diversion reason that is not a token', (session) => session.redirect('carol', { diversion: 'no answer' })],
  ] as [string, (session: Session) => unknown][]) {
    it(`with ${what} throws TypeError, and the call goes on ringing`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.ringing();
      expect(() => run(session)).to.throw(TypeError);
      expect(await test.silent()).to.equal(true);
      expect(session.state.status).to.equal('incoming');
      session.accept();
      await test.replied(200);
    });
  }

  for (const targets of [[], ['carol', '<>'], ['alice'], ['sip:alice@alice.invalid']]) {
    it(`to ${JSON.stringify(targets)} throws: no valid target, or a target that is the local user (§8.3)`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.ringing();
      expect(() => session.redirect(targets))
        .to.throw(SipError)
        .with.property('kind', 'invalid-argument');
      expect(await test.silent()).to.equal(true);
      expect(session.state.status).to.equal('incoming');
    });
  }

  it('throws INVALID_STATE_ERROR for an answered call and for an outgoing call', async () => {
    const test = await TestUA.connected();
    const { session } = await test.answered();
    for (const one of [session, test.ua.invite('bob')]) {
      expect(() => one.redirect('carol'))
        .to.throw(TypeError)
        .with.property('name', 'INVALID_STATE_ERROR');
    }
  });

  it('replaces a 200 that is not sent yet, and nothing else is sent', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept();
    session.redirect('carol');
    await test.replied(302);
    await far.ack();
    expect(await test.silent()).to.equal(true);
    expect(session.state).to.include({ status: 'ended', cause: 'Redirected' });
  });

  // @rfc 3262 §3
  it('stops the retransmission of a reliable provisional response (RFC 3262 §3)', async () => {
    const test = await TestUA.connected();
    const far = new RemoteCall(test);
    test.ua.once('invite', (session) => void session.on('progress', () => void session.redirect('carol')));
    await far.request('INVITE', { extra: ['Require: 100rel'] });
    await test.replied(180);
    const { toTag } = await test.replied(302);
    far.toTag = toTag;
    await far.ack();
    await test.clock.advance(40_000);
    expect(await test.silent()).to.equal(true);
  });
});
