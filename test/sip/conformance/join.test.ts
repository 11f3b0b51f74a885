/** Conformance over the wire: Join (RFC 3911). */

import { expect } from 'chai';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const NAMES = { callId: 'abc', localTag: 'carol', remoteTag: 'bob' };

describe('an outgoing INVITE with Join', () => {
  // @rfc 3911 §5
  it('names the dialog with the tags from the view of the callee, and requires the extension (RFC 3911 §5)', async () => {
    const test = await TestUA.connected();
    test.ua.invite('sip:bob@example.com', { join: NAMES });
    const invite = await test.sent('INVITE');
    expect(invite.headers.get('Join')).to.equal('abc;to-tag=bob;from-tag=carol');
    expect(invite.hasOption('Require', 'join')).to.equal(true);
  });

  // @rfc 3911 §5
  it('cannot replace a call at the same time (RFC 3911 §5)', async () => {
    const test = await TestUA.connected();
    expect(() => test.ua.invite('bob', { join: NAMES, replaces: NAMES })).to.throw('not both');
    expect(() => test.ua.invite('bob', { join: { ...NAMES, callId: 'a\r\nX: y' } })).to.throw(TypeError);
    expect(test.ua.sessions.size).to.equal(0);
  });
});

describe('a received INVITE with Join', () => {
  async function withCall() {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const join = `Join: ${far.callId};to-tag=${far.toTag};from-tag=${far.fromTag}`;
    const supervisor = new RemoteCall(test);
    supervisor.from = '<sip:carol@example.com>';
    const invite = (...extra: string[]) => supervisor.request('INVITE', { body: sdp(), extra });
    return { test, session, join, invite, supervisor };
  }

  // @rfc 3911 §4
  it('is emitted with the call that it names, and does not ring until the application accepts it (RFC 3911 §4)', async () => {
    const { test, session, join, invite, supervisor } = await withCall();
    const emitted: string[] = [];
    let joining: Session | undefined;
    session.on('join', () => void emitted.push('session'));
    test.ua.on('invite', () => void emitted.push('invite'));
    test.ua.on('join', (newSession, joined) => {
      emitted.push(joined === session ? 'ua' : 'another');
      joining = newSession;
    });
    await invite(join, 'Require: join');
    supervisor.toTag = (await test.replied(180)).toTag;
    expect(emitted).to.deep.equal(['session', 'ua']);
    joining!.accept();
    await test.replied(200);
    await supervisor.ack();
    expect(joining!.state.status).to.equal('established');
    expect(session.state.status, 'and the call that it joined goes on').to.equal('established');
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3911 §4
  it('is rejected with 488 without a listener of join, and the call goes on (RFC 3911 §4)', async () => {
    const { test, session, join, invite } = await withCall();
    test.ua.on('invite', () => undefined);
    await invite(join);
    await test.replied(488);
    expect(session.state.status).to.equal('established');
    expect(test.ua.sessions.size).to.equal(1);
  });

  // @rfc 3261 §8.2.2.3
  it('that requires join is rejected with 420 without a listener of join (§8.2.2.3)', async () => {
    const { test, session, join, invite } = await withCall();
    await invite(join, 'Require: join');
    expect((await test.replied(420)).headers.get('Unsupported')).to.equal('join');
    session.on('join', (newSession) => newSession.accept());
    await invite(join, 'Require: join');
    await test.replied(200);
  });

  for (const [what, statusCode, extra] of [
    ['malformed', 400, () => ['Join: abc;to-tag=1']],
    ['given twice', 400, (one: string) => [one, one]],
    ['beside Replaces', 400, (one: string) => [one, one.replace('Join', 'Replaces')]],
    ['for an unknown dialog', 481, () => ['Join: abc;to-tag=1;from-tag=2']],
  ] as const) {
    // @rfc 3911 §4
    it(`that is ${what} is rejected with ${statusCode} (RFC 3911 §4)`, async () => {
      const { test, join, invite } = await withCall();
      test.ua.on('join', (session) => session.accept());
      await invite(...extra(join));
      await test.replied(statusCode);
    });
  }

  // @rfc 3911 §4
  it('for a call that has ended is declined with 603 (RFC 3911 §4)', async () => {
    const { test, session, join, invite } = await withCall();
    test.ua.on('join', (newSession) => newSession.accept());
    session.terminate();
    await test.answers(await test.sent('BYE'), 200);
    await invite(join);
    await test.replied(603);
  });

  // @rfc 3911 §4
  it('for an incoming call that is not answered yet is rejected with 481 (RFC 3911 §4)', async () => {
    const test = await TestUA.connected();
    test.ua.on('join', (session) => session.accept());
    const { far } = await test.ringing();
    await new RemoteCall(test).request('INVITE', {
      body: sdp(),
      extra: [`Join: ${far.callId};to-tag=${far.toTag};from-tag=${far.fromTag}`],
    });
    await test.replied(481);
  });
});
