/** Calls from the first INVITE to the end (RFC 3261 §13 to §15). */

import { expect } from 'chai';
import type { Session } from '../../../src/sip/session/session.js';
import { SipError } from '../../../src/sip/base/errors.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

/** The documented events in the order in which they fire. */
function recordEvents(session: Session): string[] {
  const events: string[] = [];
  for (const name of [
    'progress',
    'accepted',
    'rejected',
    'failed',
    'terminated',
    'cancel',
    'bye',
    'hold',
    'unhold',
  ] as const) {
    session.on(name, () => void events.push(name));
  }
  return events;
}

describe('an outgoing call', () => {
  // @rfc 3261 §13.2
  it('sends an INVITE with an offer, acknowledges the 2xx and applies the answer (§13.2)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = recordEvents(session);
    const invite = await test.sent('INVITE');
    expect(invite.uri.toString()).to.equal('sip:bob@example.com');
    expect(invite.body).to.equal(sdp());
    expect(invite.contact?.uri.host).to.match(/\.invalid$/);
    expect(invite.contact?.uri.params.get('transport')).to.equal('ws');
    await test.answers(invite, 100);
    await test.answers(invite, 180, { toTag: 'far' });
    expect(session.state.status).to.equal('early');
    await test.answersSdp(invite, 200);
    const ack = await test.sent('ACK');
    expect(ack.uri.toString()).to.equal('sip:bob@far.invalid;transport=ws');
    expect(ack.cseq.sequence).to.equal(invite.cseq.sequence);
    expect(ack.via?.branch).not.to.equal(invite.via?.branch);
    expect(test.handler.taken).to.deep.equal([sdp()]);
    expect(session.state.status).to.equal('established');
    expect(events).to.deep.equal(['progress', 'accepted']);
    expect(session.startTime?.getTime()).to.equal(test.clock.now());
  });

  // @rfc 3261 §15.1.1
  // @seed Session.terminate, up: BYE
  it('sends BYE in its dialog when the local user ends it (§15.1.1)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished({
      extra: ['Record-Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr>'],
    });
    const events = recordEvents(session);
    session.terminate();
    const bye = await test.sent('BYE');
    expect(bye.cseq.sequence).to.equal(invite.cseq.sequence + 1);
    expect(bye.routes.map((route) => route.uri.host)).to.deep.equal(['p2.example.com', 'p1.example.com']);
    expect(events).to.deep.equal(['bye', 'terminated']);
    expect(test.handler.closed).to.equal(true);
    expect(session.endTime).to.be.instanceOf(Date);
    expect(session.terminate()).to.equal(session);
  });

  // @rfc 3261 §15.1.2
  it('ends on a BYE of the remote party: response 200, events bye and terminated (§15.1.2)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const events = recordEvents(session);
    await RemoteCall.of(test, invite).request('BYE', { extra: ['Reason: Q.850;cause=16;text="Normal"'] });
    await test.replied(200);
    expect(events).to.deep.equal(['bye', 'terminated']);
    expect(session.state).to.include({ status: 'ended', endedBy: 'remote', cause: 'Terminated' });
    expect(session.state.status === 'ended' && session.state.reasons).to.deep.equal([
      { protocol: 'Q.850', cause: 16, text: 'Normal' },
    ]);
  });

  // @rfc 3261 §9.1
  it('sends its CANCEL only after a provisional response (§9.1)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = recordEvents(session);
    const invite = await test.sent('INVITE');
    void session.cancel();
    expect(await test.silent()).to.equal(true);
    await test.answers(invite, 100);
    const cancel = await test.sent('CANCEL');
    expect(cancel.via?.branch).to.equal(invite.via?.branch);
    expect(cancel.cseq).to.deep.equal({ sequence: invite.cseq.sequence, method: 'CANCEL' });
    expect(cancel.to.tag).to.equal(undefined);
    await test.answers(cancel, 200);
    await test.answers(invite, 487, { toTag: 'far' });
    await test.sent('ACK');
    expect(events).to.deep.equal(['cancel', 'rejected', 'failed', 'terminated']);
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled', endedBy: 'local' });
  });

  // @rfc 3261 §9.1
  it('waits for its final response after a 481 to its CANCEL, and acknowledges it (§9.1)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = recordEvents(session);
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    void session.cancel();
    await test.answers(await test.sent('CANCEL'), 481);
    await test.answers(invite, 487, { toTag: 'far' });
    await test.sent('ACK');
    expect(events.slice(-2)).to.deep.equal(['failed', 'terminated']);
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled', endedBy: 'local' });
  });

  // @rfc 3261 §9.1
  it('reports its final response once where a 481 to the CANCEL follows it', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = recordEvents(session);
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    void session.cancel();
    const cancel = await test.sent('CANCEL');
    await test.answers(invite, 487, { toTag: 'far' });
    await test.sent('ACK');
    await test.answers(cancel, 481);
    expect(events.filter((name) => name === 'failed' || name === 'terminated')).to.deep.equal(['failed', 'terminated']);
  });

  it('ends without a request when it is canceled before its offer is ready', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    session.terminate();
    expect(session.state.status).to.equal('ended');
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3261 §13.2.2.4
  it('sends the ACK again for each retransmitted 2xx (§13.2.2.4)', async () => {
    const test = await TestUA.connected();
    const { invite } = await test.callEstablished();
    await test.answersSdp(invite, 200);
    const again = await test.sent('ACK');
    expect(again.cseq.sequence).to.equal(invite.cseq.sequence);
    expect(await test.silent()).to.equal(true);
  });

  it('sends BYE with a Reason when its answer cannot be applied', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    test.handler.failing.set = new Error('no codec in common');
    await test.answersSdp(invite, 200);
    await test.sent('ACK');
    const bye = await test.sent('BYE');
    expect(bye.headers.get('Reason')).to.match(/^SIP;cause=488/);
    expect(session.state).to.include({ status: 'ended', cause: 'Bad Media Description', endedBy: 'system' });
  });

  const rejecting = [sdp().replace('m=audio 40000', 'm=audio 0'), 'm=video 0 RTP/AVP 96', ''];

  // @rfc 3264 §6
  it('sends ACK and BYE at once when the answer rejects all media: the call could carry nothing (RFC 3264 §6)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite, 200, { body: rejecting.join('\r\n') });
    expect((await test.sent('ACK')).body).to.equal('');
    expect((await test.sent('BYE')).headers.get('Reason')).to.match(/^SIP;cause=488/);
    expect(session.state).to.include({ status: 'ended', cause: 'Bad Media Description', endedBy: 'system' });
    expect(test.handler.taken).to.deep.equal([]);
  });

  // @rfc 3264 §6
  it('is established when the answer rejects one of two streams, and when an early answer rejected all', async () => {
    for (const body of ['m=video 40002 RTP/AVP 96', 'm=audio 40002 RTP/AVP 0']) {
      const test = await TestUA.connected();
      const session = test.ua.invite('sip:bob@example.com');
      const invite = await test.sent('INVITE');
      await test.answersSdp(invite, 183, { body: rejecting.join('\r\n') });
      await test.answersSdp(invite, 200, { body: [rejecting[0], body, ''].join('\r\n').replace('\r\n\r\n', '\r\n') });
      await test.sent('ACK');
      expect(await test.silent()).to.equal(true);
      expect(session.state.status).to.equal('established');
    }
  });

  it('fails without a request when no offer can be created', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = recordEvents(session);
    test.handlers[0] ??= session.sessionDescriptionHandler as never;
    test.handler.failing.get = new Error('no microphone');
    expect(await test.silent()).to.equal(true);
    expect(events).to.deep.equal(['failed', 'terminated']);
    expect(session.state.status === 'ended' && session.state.error?.kind).to.equal('media');
  });

  // @rfc 3261 §8.1.3.1
  it('fails at once with the cause Connection Error and no response when there is no connection (§8.1.3.1)', async () => {
    const test = new TestUA();
    const session = test.ua.invite('sip:bob@example.com');
    let shown: unknown;
    session.on('failed', (response) => (shown = response));
    await test.clock.advance(0);
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error' });
    expect(shown).to.equal(null);
  });
});

describe('an incoming call', () => {
  // @rfc 3261 §13.3
  it('sends 180, then 200 on accept(), and is established by the ACK (§13.3)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    const events = recordEvents(session);
    expect(session.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(session.accept()).to.equal(session);
    const ok = await test.replied(200);
    expect(ok.body).to.equal(sdp());
    expect(ok.contact).not.to.equal(undefined);
    expect(events).to.deep.equal(['accepted']);
    await far.ack();
    expect(session.state.status).to.equal('established');
    await test.clock.advance(40_000);
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3261 §13.3.1.4
  it('retransmits its 2xx until the ACK, and ends with BYE after 64*T1 without an ACK (§13.3.1.4)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.accept();
    await test.replied(200);
    await test.clock.advance(500);
    await test.replied(200);
    await test.clock.advance(1000);
    await test.replied(200);
    await test.clock.advance(31_000);
    while (test.outbox[0]?.startsWith('SIP/2.0 200')) test.socket.take();
    await test.sent('BYE');
    expect(session.state).to.include({ status: 'ended', cause: 'No ACK' });
  });

  // @rfc 3261 §13.2.1
  it('sends the offer in the 2xx to an INVITE without one, and applies the answer of the ACK (§13.2.1)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing({ body: '' });
    session.accept();
    await test.replied(200);
    await far.ack(sdp('sendrecv', 7));
    expect(test.handler.taken).to.deep.equal([sdp('sendrecv', 7)]);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §15
  it('sends its BYE only after the ACK (§15)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept();
    await test.replied(200);
    session.terminate();
    expect(session.state.status).to.equal('ending');
    expect(await test.silent()).to.equal(true);
    await far.ack();
    await test.sent('BYE');
    expect(session.state.status).to.equal('ended');
  });

  it('is rejected with 488 when its offer cannot be applied', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.sessionDescriptionHandler;
    test.handler.failing.set = new Error('no codec');
    session.accept();
    await test.replied(488);
    expect(session.state.status).to.equal('ended');
  });

  for (const statusCode of [200, 302, 99, 4000]) {
    it(`is rejected with 488 when the media error has the status code ${statusCode}, which is no failure response`, async () => {
      const test = await TestUA.connected();
      const { session, far } = await test.ringing();
      expect(session.sessionDescriptionHandler).to.equal(test.handler);
      test.handler.failing.set = new SipError('media', 'odd', { statusCode });
      session.accept();
      await test.replied(488);
      await far.ack();
      expect(session.state.status).to.equal('ended');
      const up = await test.answered();
      test.handler.failing.get = new SipError('media', 'odd', { statusCode });
      await up.far.request('INVITE', { body: sdp('sendrecv', 2) });
      await test.replied(488);
      expect(up.session.state.status).to.equal('established');
    });
  }

  it('is not ended by noAnswerTimeout while the answer that the user requested is being created (§13.3.1)', async () => {
    const test = await TestUA.connected({ noAnswerTimeout: 10 });
    const { session } = await test.ringing();
    expect(session.sessionDescriptionHandler).to.equal(test.handler);
    let open = (): void => undefined;
    test.handler.gate = new Promise((resolve) => (open = resolve));
    await test.clock.advance(9000);
    session.accept();
    await test.clock.advance(5000);
    expect(session.state.status).to.equal('answering');
    expect(await test.silent()).to.equal(true);
    open();
    await test.replied(200);
  });

  it('is rejected with 480 after noAnswerTimeout without an answer (§21.4.18)', async () => {
    const test = await TestUA.connected({ noAnswerTimeout: 10 });
    const { session } = await test.ringing();
    await test.clock.advance(10_000);
    await test.replied(480);
    expect(session.state).to.include({ status: 'ended', cause: 'No Answer', endedBy: 'system' });
  });

  // @rfc 3261 §13.3.1
  it('is rejected with 487 after the time of the Expires header (§13.3.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing({ extra: ['Expires: 20'] });
    await test.clock.advance(20_000);
    await test.replied(487);
    expect(session.state).to.include({ status: 'ended', cause: 'Expires' });
  });
});

describe('hold', () => {
  // @rfc 3264 §6.1
  it('with inactive in offer and answer leaves remoteHold false (RFC 3264 §6.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    test.handler.getDescription = () => Promise.resolve({ body: sdp('inactive'), contentType: 'application/sdp' });
    void session.hold();
    await test.answersSdp(await test.sent('INVITE'), 200, { body: sdp('inactive') });
    await test.sent('ACK');
    expect(session.localHold).to.equal(true);
    expect(session.remoteHold).to.equal(false);
  });

  it('of the remote party is read from the direction of its offer', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const events = recordEvents(session);
    await far.request('INVITE', { body: sdp('sendonly') });
    await test.replied(200);
    await far.ack();
    expect(session.remoteHold).to.equal(true);
    await far.request('INVITE', { body: sdp() });
    await test.replied(200);
    await far.ack();
    expect(session.remoteHold).to.equal(false);
    expect(events).to.deep.equal(['hold', 'unhold']);
  });
});
