/** Conformance over the wire: REFER and Replaces (RFC 3515, 3891, 3892, 4488, 5589). T-numbers are those of the conformance table. */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { ReplacesPolicy } from '../../../src/sip/session/options.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const REFER = ['Refer-To: <sip:carol@example.com>', 'Referred-By: <sip:bob@example.com>;cid="x@y"'];

describe('a received REFER', () => {
  // @rfc 3515 §2.4.5
  it('T32: is followed by NOTIFYs with active, active, and terminated;reason=noresource (RFC 3515 §2.4.5)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    const n = far.sequence;
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    const trying = await test.sent('NOTIFY');
    expect(trying.headers.get('Event')).to.equal(`refer;id=${n}`);
    expect(trying.headers.get('Subscription-State')).to.match(/^active;expires=\d+$/);
    expect(trying.body).to.equal('SIP/2.0 100 Trying\r\n');
    expect(trying.contentType).to.equal('message/sipfrag');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'carol' });
    const ringing = await test.sent('NOTIFY');
    expect(ringing.headers.get('Subscription-State')).to.match(/^active/);
    expect(ringing.body).to.equal('SIP/2.0 180 Ringing\r\n');
    await test.answersSdp(invite, 200, { toTag: 'carol' });
    await test.sent('ACK');
    const done = await test.sent('NOTIFY');
    expect(done.headers.get('Subscription-State')).to.equal('terminated;reason=noresource');
    expect(done.body).to.equal('SIP/2.0 200 OK\r\n');
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3892 §3
  it('T33: has its Referred-By copied into the new INVITE unchanged (RFC 3892 §3)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    let followed: Session | undefined;
    session.on(
      'refer',
      session.followRefer((_request, newSession) => (followed = newSession)),
    );
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.sent('NOTIFY');
    const invite = await test.sent('INVITE');
    expect(invite.uri.toString()).to.equal('sip:carol@example.com');
    expect(invite.headers.get('Referred-By')).to.equal('<sip:bob@example.com>;cid="x@y"');
    expect(followed?.direction).to.equal('outgoing');
  });

  it('is rejected with 603 without a listener of refer and for a target that is not a SIP URI, and with 400 for two targets', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    await far.request('REFER', { extra: REFER });
    await test.replied(603);
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: ['Refer-To: <tel:+15551234>'] });
    await test.replied(603);
    await far.request('REFER', { extra: ['Refer-To: <sip:a@b>, <sip:c@d>'] });
    await test.replied(400);
    expect(await test.silent()).to.equal(true);
  });

  for (const tag of ['%22a%20b%22', '%22%22', 'a%3Bb%2Cc'])
    it(`is rejected when the dialog to replace has the tag ${tag}, which is not a token (RFC 3891 §6.1, RFC 3515 §2.4.2)`, async () => {
      const test = await TestUA.connected();
      const { session, far } = await test.answered();
      session.on('refer', session.followRefer());
      const replaces = `x%3Bto-tag%3D${tag}%3Bfrom-tag%3Dy`;
      await far.request('REFER', { extra: [`Refer-To: <sip:carol@example.com?Replaces=${replaces}>`] });
      await test.replied(400);
      expect(await test.silent()).to.equal(true);
    });

  it('may name a dialog whose tags are not tokens, which are copied unchanged (RFC 3261 §12.2.1.1)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    const replaces = 'x%3Bto-tag%3DMTIz%3D%3Bfrom-tag%3Da%40b';
    await far.request('REFER', { extra: [`Refer-To: <sip:carol@example.com?Replaces=${replaces}>`] });
    await test.replied(202);
    await test.sent('NOTIFY');
    expect((await test.sent('INVITE')).headers.get('Replaces')).to.equal('x;to-tag=MTIz=;from-tag=a@b');
  });

  it('is rejected with 603 before the call is answered', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: REFER });
    await test.replied(603);
    const calling = test.ua.invite('sip:bob@example.com');
    calling.on('refer', calling.followRefer());
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    await RemoteCall.of(test, invite).request('REFER', { extra: REFER });
    await test.replied(603);
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 4488
  it('gets no NOTIFY with Refer-Sub: false (RFC 4488)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: [...REFER, 'Refer-Sub: false', 'Require: norefersub'] });
    expect((await test.replied(200)).headers.get('Refer-Sub')).to.equal('false');
    await test.sent('INVITE');
  });

  // @rfc 3515 §2.4.4
  it('is followed by NOTIFYs after the BYE of the call, until one gets a 481 (RFC 3515 §2.4.4)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.answers(await test.sent('NOTIFY'), 200);
    const invite = await test.sent('INVITE');
    await far.request('BYE');
    await test.replied(200);
    await test.answers(invite, 180, { toTag: 'carol' });
    await test.answers(await test.sent('NOTIFY'), 481);
    await test.answersSdp(invite, 200, { toTag: 'carol' });
    await test.sent('ACK');
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 6665 §4.1.2.3
  it('has its subscription ended by a SUBSCRIBE with Expires 0 (RFC 6665 §4.1.2.3)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', () => undefined);
    const id = far.sequence;
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.sent('NOTIFY');
    await far.request('SUBSCRIBE', { extra: [`Event: refer;id=${id}`, 'Expires: 0'] });
    await test.replied(200);
    expect((await test.sent('NOTIFY')).headers.get('Subscription-State')).to.equal('terminated;reason=timeout');
  });

  // @rfc 6665 §4.2.1.4
  it('has its subscription extended by a SUBSCRIBE, which gets the present state and expires (RFC 6665 §4.2.1.4)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    const id = far.sequence;
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    expect((await test.sent('NOTIFY')).headers.get('Subscription-State')).to.equal('active;expires=180');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 183, { toTag: 'carol' });
    await test.answers(await test.sent('NOTIFY'), 200);
    await test.clock.advance(100_000);
    await test.answers(invite, 180, { toTag: 'carol' });
    expect((await test.sent('NOTIFY')).headers.get('Subscription-State')).to.equal('active;expires=80');
    await far.request('SUBSCRIBE', { extra: [`Event: refer;id=${id}`, 'Expires: 120'] });
    expect((await test.replied(200)).expires).to.equal(120);
    const state = await test.sent('NOTIFY');
    expect(state.headers.get('Subscription-State')).to.equal('active;expires=120');
    expect(state.body).to.equal('SIP/2.0 180 Ringing\r\n');
    await test.clock.advance(119_000);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1000);
    expect((await test.sent('NOTIFY')).headers.get('Subscription-State')).to.equal('terminated;reason=timeout');
  });

  // @rfc 3261 §12.2.2
  it('has its final NOTIFY sent again when it was rejected with 500 as out of order (RFC 3261 §12.2.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.answers(await test.sent('NOTIFY'), 500);
    const invite = await test.sent('INVITE');
    await test.answers(invite, 486, { toTag: 'carol' });
    await test.sent('ACK');
    const outcome = await test.sent('NOTIFY');
    expect(outcome.body).to.equal('SIP/2.0 486 Busy Here\r\n');
    await test.answers(outcome, 500, { extra: ['Retry-After: 1'] });
    await test.clock.advance(1000);
    const again = await test.sent('NOTIFY');
    expect(again.body).to.equal(outcome.body);
    expect(again.headers.get('Subscription-State')).to.equal('terminated;reason=noresource');
    expect(again.cseq.sequence).to.be.greaterThan(outcome.cseq.sequence);
    await test.answers(again, 200);
    await test.clock.advance(10_000);
    expect(await test.silent(), 'the earlier NOTIFY is not sent again').to.equal(true);
  });

  // @rfc 3515 §2.4.6
  it('leaves a SUBSCRIBE for the id of another REFER to be rejected with 481 (RFC 3515 §2.4.6)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', () => undefined);
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.sent('NOTIFY');
    await far.request('SUBSCRIBE', { extra: ['Event: refer;id=77', 'Expires: 0'] });
    await test.replied(481);
    await far.request('SUBSCRIBE', { extra: ['Event: refer', 'Expires: 0'] });
    await test.replied(200);
  });

  it('is followed by one NOTIFY for each status, also when the transfer target repeats a response', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.sent('NOTIFY');
    const invite = await test.sent('INVITE');
    for (const statusCode of [180, 180, 183, 183]) await test.answers(invite, statusCode, { toTag: 'carol' });
    const emitted = [(await test.sent('NOTIFY')).body, (await test.sent('NOTIFY')).body];
    expect(emitted).to.deep.equal(['SIP/2.0 180 Ringing\r\n', 'SIP/2.0 183 Session Progress\r\n']);
    expect(await test.silent()).to.equal(true);
  });

  it('starts one call, also when several listeners follow it', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const calls = new Set<Session>();
    for (let i = 0; i < 2; i++)
      session.on(
        'refer',
        session.followRefer((_request, next) => void calls.add(next)),
      );
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
    await test.sent('NOTIFY');
    await test.sent('INVITE');
    expect(await test.silent()).to.equal(true);
    expect(calls.size).to.equal(1);
  });

  // @rfc 5589 §7
  it('with Replaces in its Refer-To starts an INVITE with that Replaces (RFC 5589 §7)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    await far.request('REFER', {
      extra: ['Refer-To: <sip:carol@example.com?Replaces=abc%3Bto-tag%3D1%3Bfrom-tag%3D2>'],
    });
    await test.replied(202);
    await test.sent('NOTIFY');
    const invite = await test.sent('INVITE');
    expect(invite.headers.get('Replaces')).to.equal('abc;to-tag=1;from-tag=2');
    expect(invite.uri.toString()).to.equal('sip:carol@example.com');
  });
});

describe('a series of received REFERs', () => {
  it('is rejected with 603 beyond four open ones, and accepted again when one has ended', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const asked: IncomingRequest[] = [];
    session.on('refer', (request) => void asked.push(request));
    for (let i = 0; i < 4; i++) {
      await far.request('REFER', { extra: i % 2 ? [...REFER, 'Refer-Sub: false'] : REFER });
      await test.replied(i % 2 ? 200 : 202);
      if (i % 2 === 0) await test.answers(await test.sent('NOTIFY'), 200);
    }
    await far.request('REFER', { extra: REFER });
    await test.replied(603);
    expect(asked).to.have.lengthOf(4);
    await test.clock.advance(180_000);
    await test.sent('NOTIFY');
    await test.sent('NOTIFY');
    await far.request('REFER', { extra: REFER });
    await test.replied(202);
  });
});

describe('refer()', () => {
  // @rfc 5589 §6.1
  it('sends REFER, emits the progress, and sends BYE after a final 200 (RFC 5589 §6.1)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const heard: [number, boolean][] = [];
    session.on('referProgress', (statusCode, final) => void heard.push([statusCode, final]));
    expect(session.refer('carol')).to.equal(session);
    const refer = await test.sent('REFER');
    expect(refer.headers.get('Refer-To')).to.equal('<sip:carol@example.com>');
    expect(refer.headers.get('Referred-By')).to.equal('<sip:alice@example.com>');
    await test.answers(refer, 202);
    const far = RemoteCall.of(test, invite);
    const notify = (body: string, state: string) =>
      far.request('NOTIFY', {
        body,
        extra: [
          `Event: refer;id=${refer.cseq.sequence}`,
          `Subscription-State: ${state}`,
          'Content-Type: message/sipfrag',
        ],
      });
    await notify('SIP/2.0 180 Ringing\r\n', 'active;expires=60');
    await test.replied(200);
    expect(session.state.status).to.equal('established');
    await notify('SIP/2.0 200 OK\r\n', 'terminated;reason=noresource');
    await test.replied(200);
    await test.sent('BYE');
    expect(heard).to.deep.equal([
      [180, false],
      [200, true],
    ]);
  });

  it('keeps the call when the REFER is rejected', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const heard: number[] = [];
    session.on('referProgress', (statusCode) => void heard.push(statusCode));
    session.refer('sip:carol@example.com');
    await test.answers(await test.sent('REFER'), 603);
    expect(heard).to.deep.equal([603]);
    expect(session.state.status).to.equal('established');
    expect(await test.silent()).to.equal(true);
  });

  /** A sent REFER that has a response, and the progress that was emitted. */
  async function transferring(statusCode: number, extra: readonly string[] = []) {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const heard: [number, boolean][] = [];
    session.on('referProgress', (...args) => void heard.push(args));
    session.refer('carol');
    const refer = await test.sent('REFER');
    await test.answers(refer, statusCode, { extra });
    const far = RemoteCall.of(test, invite);
    const notify = (status: string, state: string) =>
      far.request('NOTIFY', {
        body: `SIP/2.0 ${status}\r\n`,
        extra: ['Event: refer', `Subscription-State: ${state}`, 'Content-Type: message/sipfrag'],
      });
    return { test, session, heard, notify, refer };
  }

  it('ends with 408 when no NOTIFY arrives for 180 s, and the call goes on', async () => {
    const { test, session, heard, notify } = await transferring(202);
    await test.clock.advance(180_000);
    expect(heard).to.deep.equal([[408, true]]);
    expect(session.state.status).to.equal('established');
    await notify('200 OK', 'terminated;reason=noresource');
    await test.replied(481);
    expect(heard).to.have.lengthOf(1);
  });

  it('continues after a NOTIFY with a provisional status and terminated without a reason, as some transferees send', async () => {
    const { test, session, heard, notify } = await transferring(202);
    await notify('100 Trying', 'terminated');
    await test.replied(200);
    await notify('180 Ringing', 'terminated');
    await test.replied(200);
    expect(session.state.status).to.equal('established');
    await notify('200 OK', 'terminated');
    await test.replied(200);
    await test.sent('BYE');
    expect(heard).to.deep.equal([
      [100, false],
      [180, false],
      [200, true],
    ]);
  });

  it('ends with a provisional status that is terminated with a reason (RFC 6665 §4.1.3)', async () => {
    const { test, heard, notify } = await transferring(202);
    await notify('100 Trying', 'terminated;reason=giveup');
    await test.replied(200);
    expect(heard).to.deep.equal([[100, true]]);
    await notify('200 OK', 'terminated');
    await test.replied(481);
  });

  // @rfc 6665 §4.1.3
  it('ends when the time of its subscription has passed, which each NOTIFY sets (RFC 6665 §4.1.3)', async () => {
    const { test, heard, notify } = await transferring(202);
    await test.clock.advance(170_000);
    await notify('180 Ringing', 'active;expires=60');
    await test.replied(200);
    await test.clock.advance(59_000);
    expect(heard).to.deep.equal([[180, false]]);
    await test.clock.advance(1000);
    expect(heard.at(-1)).to.deep.equal([408, true]);
  });

  // @rfc 4488 §4
  it('ends with the 2xx when that has Refer-Sub: false (RFC 4488 §4)', async () => {
    const { test, session, heard, notify } = await transferring(200, ['Refer-Sub: false']);
    expect(heard).to.deep.equal([[200, true]]);
    expect(session.state.status).to.equal('established');
    await notify('180 Ringing', 'active;expires=60');
    await test.replied(481);
    await test.clock.advance(200_000);
    expect(heard).to.have.lengthOf(1);
  });

  it('ends with 503 when the user agent stops', async () => {
    const { test, heard } = await transferring(202);
    const stopped = test.ua.stop();
    await test.answers(await test.sent('BYE'), 200);
    await test.clock.advance(5000);
    await stopped;
    expect(heard).to.deep.equal([[503, true]]);
  });

  it('emits one final status when further responses and NOTIFYs follow', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const heard: [number, boolean][] = [];
    session.on('referProgress', (...args) => void heard.push(args));
    session.refer('carol');
    const refer = await test.sent('REFER');
    await RemoteCall.of(test, invite).request('NOTIFY', {
      body: 'SIP/2.0 486 Busy Here\r\n',
      extra: ['Event: refer', 'Subscription-State: terminated;reason=noresource', 'Content-Type: message/sipfrag'],
    });
    await test.replied(200);
    await test.answers(refer, 500);
    await test.clock.advance(400_000);
    expect(heard).to.deep.equal([[486, true]]);
  });
});

describe('a received INVITE with Replaces', () => {
  async function withCall(replacesPolicy: ReplacesPolicy = 'claimed') {
    const test = await TestUA.connected({ replaces: replacesPolicy });
    const { session, far } = await test.answered();
    const replaces = (params = '') => `Replaces: ${far.callId};to-tag=${far.toTag};from-tag=${far.fromTag}${params}`;
    const invite = (...extra: string[]) => new RemoteCall(test).request('INVITE', { body: sdp(), extra });
    return { test, session, far, replaces, invite };
  }

  // @rfc 3515 §3
  // @rfc 3515 §4
  it('from the remote party of the call is answered at once, and the old call ends with BYE (§3, §4)', async () => {
    const { test, session, replaces, invite } = await withCall();
    const events: string[] = [];
    let successor: Session | undefined;
    session.on('replaced', (newSession) => {
      events.push(`replaced in ${session.state.status}`);
      successor = newSession;
    });
    session.on('terminated', () => void events.push('terminated'));
    test.ua.on('invite', () => undefined);
    await invite(replaces());
    await test.replied(200);
    await test.sent('BYE');
    expect(events).to.deep.equal(['replaced in established', 'terminated']);
    expect(successor?.state.status).to.equal('established');
  });

  it('may be accepted by a listener of replaced', async () => {
    const { test, session, replaces, invite } = await withCall();
    const offered: Session[] = [];
    session.on('replaced', (newSession) => void newSession.accept());
    test.ua.on('invite', (newSession) => void offered.push(newSession));
    await invite(replaces());
    await test.replied(200);
    await test.sent('BYE');
    expect(offered.map(({ state }) => state.status)).to.deep.equal(['established']);
  });

  for (const [what, statusCode, extra] of [
    ['malformed', 400, () => ['Replaces: abc;to-tag=1']],
    ['given twice', 400, (one: string) => [one, one]],
    ['for an unknown dialog', 481, () => ['Replaces: abc;to-tag=1;from-tag=2']],
    ['early-only for an established call', 486, (one: string) => [`${one};early-only`]],
  ] as const) {
    it(`that is ${what} is rejected with ${statusCode} (§3)`, async () => {
      const { test, session, replaces, invite } = await withCall();
      test.ua.on('invite', () => undefined);
      await invite(...extra(replaces()));
      await test.replied(statusCode);
      expect(session.state.status).to.equal('established');
    });
  }

  it('for an outgoing call before its final response replaces it, and its INVITE is canceled with "Call completed elsewhere" (§3, RFC 3326 §3.1)', async () => {
    const test = await TestUA.connected({ replaces: 'claimed' });
    test.ua.on('invite', () => undefined);
    const old = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'bob' });
    const carol = new RemoteCall(test, { fromTag: 'carol' });
    await carol.request('INVITE', {
      extra: [`Replaces: ${invite.callId};to-tag=${invite.fromTag};from-tag=bob;early-only`],
      body: sdp(),
    });
    await test.replied(200);
    const cancel = await test.sent('CANCEL');
    expect(cancel.callId).to.equal(invite.callId);
    expect(cancel.headers.get('Reason')).to.equal('SIP;cause=200;text="Call completed elsewhere"');
    expect(old.state.status).to.equal('ending');
  });

  // @rfc 3891 §3
  it('for a call that has ended is declined with 603, and with 481 after a minute (§3)', async () => {
    const { test, session, replaces, invite } = await withCall();
    test.ua.on('invite', () => undefined);
    session.terminate();
    await test.answers(await test.sent('BYE'), 200);
    await invite(replaces());
    await test.replied(603);
    await test.clock.advance(61_000);
    await invite(replaces());
    await test.replied(481);
  });

  // @rfc 3515 §3
  it('for an incoming call before its final response is rejected with 481 (§3)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.ringing();
    test.ua.on('invite', () => undefined);
    await new RemoteCall(test).request('INVITE', {
      body: sdp(),
      extra: [`Replaces: ${far.callId};to-tag=${far.toTag};from-tag=${far.fromTag}`],
    });
    await test.replied(481);
  });

  // @rfc 3891 §8
  it('rings by default, and the old call ends when it is answered (§8)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const events: string[] = [];
    let successor: Session | undefined;
    test.ua.on('invite', (incoming) => (successor = incoming));
    session.on('replaced', (next) => {
      expect(next).to.equal(successor);
      events.push(`replaced in ${session.state.status}`);
    });
    session.on('terminated', () => void events.push('terminated'));
    await new RemoteCall(test).request('INVITE', {
      body: sdp(),
      extra: [
        `Replaces: ${far.callId};to-tag=${far.toTag};from-tag=${far.fromTag}`,
        'Referred-By: <sip:bob@example.com>',
      ],
    });
    await test.replied(180);
    expect(await test.silent()).to.equal(true);
    expect(session.state.status).to.equal('established');
    expect(successor!.replacing).to.equal(session);
    expect(events).to.deep.equal([]);
    successor!.on('accepted', () => void events.push('accepted'));
    successor!.accept();
    await test.replied(200);
    await test.sent('BYE');
    expect(events).to.deep.equal(['replaced in established', 'terminated', 'accepted']);
  });

  it('that rings and is declined leaves the old call unchanged (§8)', async () => {
    const { test, session, replaces, invite } = await withCall('ask');
    test.ua.on('invite', (incoming) => void incoming.reject({ statusCode: 603 }));
    await invite(replaces());
    await test.replied(603);
    expect(await test.silent()).to.equal(true);
    expect(session.state.status).to.equal('established');
  });

  /** The sender of the INVITE, its identity headers, and the policies under which it replaces the call at once. */
  const claims: readonly (readonly [who: string, from: string, extra: readonly string[], taken: readonly string[]])[] =
    [
      ['an unknown sender', 'mallory', [], []],
      ['with the remote party in From', 'bob', [], ['claimed']],
      ['with the remote party in Referred-By', 'carol', ['Referred-By: <sip:bob@example.com>'], ['claimed']],
      [
        'with the remote party as asserted identity',
        'bob',
        ['P-Asserted-Identity: <sip:bob@example.com>'],
        ['asserted', 'claimed'],
      ],
      ['with another asserted identity', 'mallory', ['P-Asserted-Identity: <sip:mallory@example.com>'], []],
    ];
  for (const policy of ['ask', 'asserted', 'claimed'] as const) {
    for (const [who, from, extra, taken] of claims) {
      const atOnce = taken.includes(policy);
      it(`by ${who} ${atOnce ? 'is answered at once' : 'rings'} with the policy ${policy} (§8)`, async () => {
        const { test, replaces } = await withCall(policy);
        test.ua.on('invite', () => undefined);
        const other = new RemoteCall(test);
        other.from = `<sip:${from}@example.com>`;
        await other.request('INVITE', { body: sdp(), extra: [replaces(), ...extra] });
        await test.replied(atOnce ? 200 : 180);
      });
    }
  }

  // @rfc 3891 §8
  it('is rejected with 403 with the policy refuse (§8)', async () => {
    const { test, session, replaces, invite } = await withCall('refuse');
    test.ua.on('invite', () => undefined);
    await invite(replaces());
    await test.replied(403);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3891 §8
  it('is handled by the result of a policy function, and rejected with 403 when the function throws (§8)', async () => {
    let verdict: 'take' | 'ask' | 'refuse' | Error = 'refuse';
    const asked: unknown[] = [];
    const { test, session, replaces, invite } = await withCall((old, request) => {
      asked.push([old, request.from.uri.toString()]);
      if (verdict instanceof Error) throw verdict;
      return verdict;
    });
    test.ua.on('invite', () => undefined);
    await invite(replaces());
    await test.replied(403);
    expect(asked[0]).to.deep.equal([session, 'sip:bob@example.com']);
    verdict = new Error('broken');
    await invite(replaces());
    await test.replied(403);
    verdict = 'ask';
    await invite(replaces());
    await test.replied(180);
    verdict = 'take';
    await invite(replaces());
    await test.replied(200);
  });

  it('refuses an unknown policy in the configuration', () => {
    expect(() => new TestUA({ replaces: 'yes' as never })).to.throw('replaces');
  });
});
