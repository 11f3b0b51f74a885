/** Conformance over the wire: calls, forks, CANCEL, glare. T-numbers are those of the conformance table. */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const ROUTES = { extra: ['Record-Route: <sip:p1.example.com;lr>', 'Record-Route: <sip:p2.example.com;lr>'] };

async function calling() {
  const test = await TestUA.connected();
  const session = test.ua.invite('sip:bob@example.com');
  return { test, session, invite: await test.sent('INVITE') };
}

describe('calls', () => {
  // @rfc 3261 §17.1.1.3
  it('T06: the ACK to a 491 carries all Routes of the re-INVITE (§17.1.1.3)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished(ROUTES);
    session.hold().catch(() => undefined);
    const reinvite = await test.sent('INVITE');
    await test.answers(reinvite, 491);
    const ack = await test.sent('ACK');
    expect(ack.routes.map(String)).to.deep.equal(reinvite.routes.map(String));
    expect(ack.routes).to.have.length(2);
    expect(ack.via?.branch).to.equal(reinvite.via?.branch);
  });

  // @rfc 3261 §9.1
  it('T08: a 200 that crosses the CANCEL is acknowledged and followed by BYE (§9.1)', async () => {
    const { test, session, invite } = await calling();
    const events: string[] = [];
    for (const name of ['cancel', 'accepted', 'bye', 'terminated'] as const)
      session.on(name, () => void events.push(name));
    await test.answers(invite, 180, { toTag: 'far' });
    session.terminate();
    await test.sent('CANCEL');
    await test.answersSdp(invite, 200);
    await test.sent('ACK');
    await test.sent('BYE');
    expect(events).to.deep.equal(['cancel', 'accepted', 'bye', 'terminated']);
  });

  // @rfc 3261 §9.1
  it('T09: a call whose CANCEL is answered, but not its INVITE, ends after 64*T1 (§9.1)', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'far' });
    session.terminate();
    await test.answers(await test.sent('CANCEL'), 200);
    await test.clock.advance(31_999);
    expect(session.state.status).to.equal('ending');
    await test.clock.advance(1);
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled' });
    expect(test.clock.pending).to.equal(0);
  });

  // @rfc 3261 §13.2.2.4
  it('T10: the 2xx of a second fork gets ACK and BYE in its own dialog, and the first call goes on (§13.2.2.4)', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'one' });
    await test.answers(invite, 180, { toTag: 'two' });
    await test.answersSdp(invite, 200, { toTag: 'one' });
    expect((await test.sent('ACK')).toTag).to.equal('one');
    await test.answersSdp(invite, 200, { toTag: 'two' });
    expect((await test.sent('ACK')).toTag).to.equal('two');
    const bye = await test.sent('BYE');
    expect(bye.toTag).to.equal('two');
    await test.answers(bye, 200);
    expect(session.state.status).to.equal('established');
    session.terminate();
    expect((await test.sent('BYE')).toTag).to.equal('one');
  });

  it('T10: the 2xx of a second fork gets ACK and BYE also after the BYE of the first', async () => {
    const { test, session, invite } = await calling();
    await test.answersSdp(invite, 200, { toTag: 'one' });
    await test.sent('ACK');
    session.terminate();
    await test.answers(await test.sent('BYE'), 200);
    await test.answersSdp(invite, 200, { toTag: 'two' });
    expect((await test.sent('ACK')).toTag).to.equal('two');
    expect((await test.sent('BYE')).toTag).to.equal('two');
  });

  it('T10: a BYE in the dialog of a fork that did not win is rejected with 481', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'lost' });
    await test.answersSdp(invite, 200, { toTag: 'won' });
    await test.sent('ACK');
    await RemoteCall.of(test, invite, 'lost').request('BYE');
    await test.replied(481);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §15.1.2
  it('T16: a BYE while the answer is being applied gets 200, and the call ends once (§15.1.2)', async () => {
    const { test, session, invite } = await calling();
    const events: string[] = [];
    for (const name of ['accepted', 'bye', 'failed', 'terminated'] as const)
      session.on(name, () => void events.push(name));
    let open: () => void = () => undefined;
    test.handler.gate = new Promise((resolve) => (open = resolve));
    await test.answersSdp(invite, 200);
    await test.sent('ACK');
    await RemoteCall.of(test, invite).request('BYE');
    await test.replied(200);
    expect(session.state.status).to.equal('ended');
    open();
    expect(await test.silent()).to.equal(true);
    expect(events).to.deep.equal(['accepted', 'bye', 'terminated']);
    expect(test.handler.closed).to.equal(true);
  });

  // @rfc 3261 §9.2
  it('T16: a CANCEL while the answer is being created gets 200 and 487, and no 200 to the INVITE follows (§9.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.sessionDescriptionHandler;
    let open: () => void = () => undefined;
    test.handler.gate = new Promise((resolve) => (open = resolve));
    session.accept();
    await far.cancel();
    await test.replied(200);
    await test.replied(487);
    open();
    expect(await test.silent()).to.equal(true);
    expect(session.state.status).to.equal('ended');
  });

  // @rfc 3261 §8.1.3.1
  it('T17: an outgoing call fails with 503 at once when the connection closes before the final response (§8.1.3.1)', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'far' });
    test.socket.serverCloses();
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error', statusCode: 503 });
  });

  for (const [name, statusCode] of [
    ['that call', 180],
    ['a call whose only response is 100', 100],
  ] as const)
    // @rfc 3261 §9.1
    it(`T17: the callee of ${name} is told by a CANCEL over the next connection, as it rings on (§9.1)`, async () => {
      const { test, invite } = await calling();
      await test.answers(invite, statusCode);
      test.socket.serverCloses();
      await test.clock.advance(1000);
      const cancel = await test.sent('CANCEL');
      expect(cancel.headers.getAll('Via')).to.deep.equal(invite.headers.getAll('Via'));
      expect(cancel.headers.get('CSeq')).to.equal(`${invite.cseq.sequence} CANCEL`);
      await test.answers(cancel, 200);
      await test.clock.drain();
      expect(await test.silent()).to.equal(true);
    });

  // @rfc 3261 §15
  it('T17: each callee whose 200 may be lost with the connection is told by a BYE in its early dialog too, as it would wait 32 s for the ACK (§13.3.1.4, §15)', async () => {
    const { test, invite } = await calling();
    for (const toTag of ['far', 'other'])
      await test.answers(invite, 180, { toTag, extra: [`Contact: <sip:${toTag}@far.invalid>`] });
    test.socket.serverCloses();
    await test.clock.advance(1000);
    const cancel = await test.sent('CANCEL');
    expect(await test.silent()).to.equal(true);
    // The server has the 200: no branch is left to cancel.
    await test.answers(cancel, 200);
    for (const toTag of ['far', 'other']) {
      const bye = await test.sent('BYE');
      expect([bye.uri.toString(), bye.toTag, bye.fromTag, bye.callId]).to.deep.equal([
        `sip:${toTag}@far.invalid`,
        toTag,
        invite.fromTag,
        invite.callId,
      ]);
      expect(bye.cseq.sequence).to.be.above(invite.cseq.sequence);
      await test.answers(bye, toTag === 'far' ? 200 : 481);
    }
    await test.clock.drain();
    expect(await test.silent()).to.equal(true);
  });

  it('T17: a call that was sent without a connection is not canceled over the next one', async () => {
    const test = await TestUA.connected({ transportOptions: { maxReconnectionAttempts: 1 } });
    test.socket.serverCloses();
    const session = test.ua.invite('sip:bob@example.com');
    expect(await test.silent()).to.equal(true);
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error' });
    await test.clock.advance(1000);
    expect(test.network.sockets).to.have.lengthOf(2);
    expect(await test.silent()).to.equal(true);
  });

  it('T17: an incoming call ends when the connection closes before it is answered', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    test.socket.serverCloses();
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error' });
  });

  // @rfc 3261 §18.2.2
  it('T17: the caller of that call is told by the 480 over the next connection, as it hears ringing (§18.2.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.ringing();
    test.socket.serverCloses();
    await test.clock.advance(1000);
    await test.replied(480);
    await test.receives(far.text('ACK', { sequence: far.inviteSequence, branch: far.branch }));
    await test.clock.drain();
    expect(await test.silent()).to.equal(true);
  });

  it('T17: the caller is told nothing 32 s later, when its transaction has ended (§17.2.1)', async () => {
    const test = await TestUA.connected();
    await test.ringing();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    test.socket.serverCloses();
    await test.clock.advance(33_000);
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverOpens());
    await test.clock.advance(60_000);
    expect(test.ua.isConnected()).to.equal(true);
    expect(await test.silent()).to.equal(true);
  });

  it('T18: an established call survives its connection and is refreshed over the next one, with an ICE restart', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const flow: string[] = [];
    session.on('flow', (state) => void flow.push(state));
    test.socket.serverCloses();
    expect(session.state.status).to.equal('established');
    await test.clock.advance(2000);
    const reinvite = await test.sent('INVITE');
    expect(test.handler.asked.at(-1)?.options).to.include({ iceRestart: true });
    await test.answersSdp(reinvite, 200);
    await test.sent('ACK');
    expect(flow).to.deep.equal(['lost', 'recovered']);
    expect(session.state.status).to.equal('established');
  });

  it('T18: a call whose media go on is refreshed without an ICE restart, unless an offer was cut (RFC 8445 §2.4)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const restarts: unknown[] = [];
    const refreshed = async (isReceiving: () => Promise<boolean>): Promise<void> => {
      Object.assign(test.handler, { isReceiving });
      test.socket.serverCloses();
      await test.clock.advance(2000);
      await test.answersSdp(await test.sent('INVITE'), 200);
      await test.sent('ACK');
      restarts.push(test.handler.asked.findLast(({ what }) => what === 'get')?.options?.iceRestart === true);
    };
    await refreshed(() => Promise.resolve(true));
    await refreshed(() => Promise.resolve(false));
    await refreshed(() => Promise.reject(new Error('no statistics')));
    session.hold().catch(() => undefined);
    await test.sent('INVITE');
    await refreshed(() => Promise.resolve(true));
    await refreshed(() => Promise.resolve(true));
    expect(restarts).to.deep.equal([false, true, true, true, false]);
    expect(session.state.status).to.equal('established');
  });

  it('T18: a refresh without an ICE restart that is cut itself leaves the credentials as they were: the next one restarts nothing while the media go on (RFC 8839 §4.4.1.1.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    Object.assign(test.handler, { isReceiving: () => Promise.resolve(true) });
    const restarts: unknown[] = [];
    for (let count = 0; count < 4; count++) {
      test.socket.serverCloses();
      await test.clock.advance(2000);
      const reinvite = await test.sent('INVITE');
      restarts.push(test.handler.asked.findLast(({ what }) => what === 'get')?.options?.iceRestart === true);
      if (count < 3) continue;
      await test.answersSdp(reinvite, 200);
      await test.sent('ACK');
    }
    expect(restarts).to.deep.equal([false, false, false, false]);
    expect(session.state.status).to.equal('established');
  });

  it('T18: a refresh that the remote party rejects is reported with its error, and the call goes on', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const flow: unknown[] = [];
    session.on('flow', (state, error) => void flow.push([state, error?.kind, error?.statusCode]));
    test.socket.serverCloses();
    await test.clock.advance(2000);
    await test.answers(await test.sent('INVITE'), 488);
    await test.sent('ACK');
    expect(flow).to.deep.equal([
      ['lost', undefined, undefined],
      ['recovered', 'rejected', 488],
    ]);
    expect(session.state.status).to.equal('established');
  });

  it('T18: a refresh whose offer cannot be created is reported as recovered with its error; one that gets 481 ends the call', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const flow: unknown[] = [];
    session.on('flow', (state, error) => void flow.push([state, error?.kind]));
    test.socket.serverCloses();
    test.handler.failing.get = new Error('no microphone');
    await test.clock.advance(2000);
    expect(flow.at(-1)).to.deep.equal(['recovered', 'media']);
    test.handler.failing = {};
    test.socket.serverCloses();
    await test.clock.advance(2000);
    await test.answers(await test.sent('INVITE'), 481);
    await test.sent('ACK');
    await test.sent('BYE');
    expect(flow.slice(2)).to.deep.equal([['lost', undefined]]);
    expect(session.state).to.include({ status: 'ended', cause: 'Dialog Error' });
  });

  it('T18: a flow that fails again during the refresh is not reported as recovered', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const flow: unknown[] = [];
    session.on('flow', (state) => void flow.push(state));
    test.socket.serverCloses();
    await test.clock.advance(2000);
    await test.sent('INVITE');
    test.socket.serverCloses();
    expect(flow).to.deep.equal(['lost', 'lost']);
    await test.clock.advance(2000);
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    expect(flow).to.deep.equal(['lost', 'lost', 'recovered']);
  });

  it('T18: the user agent registers before it refreshes the call', async () => {
    const test = await TestUA.connected({ register: true });
    const register = await test.sent('REGISTER');
    await test.answers(register, 200, { extra: [`Contact: <${register.contact!.uri.toRaw()}>`] });
    await test.callEstablished();
    test.socket.serverCloses();
    await test.clock.advance(2000);
    const again = await test.sent('REGISTER');
    expect(await test.silent()).to.equal(true);
    await test.answers(again, 200, { extra: [`Contact: <${again.contact!.uri.toRaw()}>`] });
    await test.sent('INVITE');
  });

  it('T18: a call ends when the connection is not established again within recoveryTimeout', async () => {
    const test = await TestUA.connected({ recoveryTimeout: 30, transportOptions: { maxReconnectionAttempts: 0 } });
    const { session } = await test.callEstablished();
    test.socket.serverCloses();
    await test.clock.advance(30_000);
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error' });
  });

  // @rfc 3261 §14.2
  it('T25: a re-INVITE that crosses a local one is rejected with 491, and its offer is not applied (§14.2)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    session.hold().catch(() => undefined);
    await test.sent('INVITE');
    const before = test.handler.taken.length;
    const far = RemoteCall.of(test, invite);
    await far.request('INVITE', { body: sdp('inactive') });
    await test.replied(491);
    expect(test.handler.taken).to.have.length(before);
    expect(session.remoteHold).to.equal(false);
    expect(session.state.status).to.equal('established');
  });

  for (const [who, least, most] of [
    ['caller', 2100, 4000],
    ['callee', 0, 2000],
  ] as const) {
    it(`T26: the ${who} tries again ${least} to ${most} ms after a 491, with a new CSeq (§14.1)`, async () => {
      const test = await TestUA.connected();
      const { session } = who === 'caller' ? await test.callEstablished() : await test.answered();
      const held = session.hold();
      const first = await test.sent('INVITE');
      await test.answers(first, 491);
      await test.sent('ACK');
      const rollbacks = test.handler.asked.filter(({ what }) => what === 'rollback');
      expect(rollbacks).to.have.length(1);
      await test.clock.advance(Math.max(0, least - 1));
      if (least > 0) expect(await test.silent()).to.equal(true);
      await test.clock.advance(most - least + 1);
      const second = await test.sent('INVITE');
      expect(second.cseq.sequence).to.equal(first.cseq.sequence + 1);
      await test.answersSdp(second, 200);
      await held;
      expect(session.localHold).to.equal(true);
    });
  }

  it('T26: the remote party may send a re-INVITE during the wait after a 491', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    session.hold().catch(() => undefined);
    await test.answers(await test.sent('INVITE'), 491);
    await test.sent('ACK');
    await RemoteCall.of(test, invite).request('INVITE', { body: sdp('sendrecv', 2) });
    await test.replied(200);
  });

  // @rfc 3261 §14.1
  it('T27: a hold that is rejected with 488 leaves the call unchanged (§14.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const held = session.hold().then(
      () => undefined,
      (error: unknown) => error,
    );
    await test.answers(await test.sent('INVITE'), 488);
    await test.sent('ACK');
    expect(await held).to.include({ kind: 'rejected', statusCode: 488 });
    expect(session.localHold).to.equal(false);
    expect(session.state.status).to.equal('established');
    expect(test.handler.asked.at(-1)?.what).to.equal('rollback');
    expect(await test.silent()).to.equal(true);
  });

  it('T36: a 180 without Contact, or without a To tag, emits progress', async () => {
    const { test, session, invite } = await calling();
    let progress = 0;
    session.on('progress', () => void progress++);
    await test.answers(invite, 180);
    await test.answers(invite, 180, { toTag: 'far' });
    expect(progress).to.equal(2);
    expect(session.state).to.include({ status: 'early', statusCode: 180 });
  });

  it('T40: a 200 with an empty reason phrase is accepted', async () => {
    const { test, session, invite } = await calling();
    await test.answersSdp(invite, 200, { phrase: '' });
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
  });

  it('T44: a call that ends during the wait after a 491 sends no re-INVITE', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const held = session.hold().catch((error: unknown) => error);
    await test.answers(await test.sent('INVITE'), 491);
    await test.sent('ACK');
    session.terminate();
    await test.answers(await test.sent('BYE'), 200);
    await test.clock.advance(10_000);
    expect(await test.silent()).to.equal(true);
    expect(await held).to.include({ kind: 'canceled' });
  });

  // @rfc 3261 §12.2.1.1
  it('a strict router becomes the Request-URI, and the remote target the last Route (§12.2.1.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished({
      extra: ['Record-Route: <sip:loose.example.com;lr>, <sip:strict.example.com>'],
    });
    session.terminate();
    const bye = await test.sent('BYE');
    expect(bye.uri.toString()).to.equal('sip:strict.example.com');
    expect(bye.routes.map((route) => route.uri.toString())).to.deep.equal([
      'sip:loose.example.com;lr',
      'sip:bob@far.invalid;transport=ws',
    ]);
  });

  // @rfc 3960
  it('the early media of one fork is applied, then the answer of the fork that sends the 2xx (RFC 3960)', async () => {
    const { test, session, invite } = await calling();
    const early = { extra: ['Content-Type: application/sdp'] };
    await test.answers(invite, 183, { toTag: 'one', body: sdp('sendonly', 1), ...early });
    await test.answers(invite, 183, { toTag: 'two', body: sdp('sendonly', 2), ...early });
    expect(session.state).to.include({ status: 'early', earlyMedia: true });
    await test.answersSdp(invite, 200, { toTag: 'two', body: sdp('sendrecv', 3) });
    await test.sent('ACK');
    expect(test.handler.taken).to.deep.equal([sdp('sendonly', 1), sdp('sendrecv', 3)]);
    expect(test.handler.asked.filter(({ what }) => what === 'set').map(({ options }) => options?.final)).to.deep.equal([
      false,
      true,
    ]);
  });
});
