/** Conformance over the wire: messages that are retransmitted, late, or cross another one (RFC 3261 §13.2.2.4, §14, §22). */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { answer } from '../../support/sip-text.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

async function calling(options: ConstructorParameters<typeof TestUA>[0] = {}) {
  const test = await TestUA.connected(options);
  const session = test.ua.invite('sip:bob@example.com');
  return { test, session, invite: await test.sent('INVITE') };
}

describe('a call that the callee ends', () => {
  // @rfc 3261 §15
  it('before the ACK of a re-INVITE ends at once, as only the ACK of the first INVITE delays the BYE (§15)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    await far.request('INVITE', { body: sdp('sendrecv', 2) });
    await test.replied(200);
    void session.bye();
    await test.sent('BYE');
    expect(session.state).to.include({ status: 'ended', endedBy: 'local' });
    await test.clock.advance(40_000);
    expect(test.outbox, 'the 2xx is not retransmitted').to.deep.equal([]);
  });
});

describe('a BYE that arrives after a later request', () => {
  // @rfc 3261 §12.2.2
  it('is sent again after a 500, with the next CSeq (§12.2.2)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    let heard = false;
    void session.bye().then(() => (heard = true));
    const first = await test.sent('BYE');
    await test.answers(first, 500, { extra: ['Retry-After: 2'] });
    await test.clock.advance(1999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    const second = await test.sent('BYE');
    expect(second.cseq.sequence).to.equal(first.cseq.sequence + 1);
    expect(second.callId).to.equal(first.callId);
    expect(heard).to.equal(false);
    await test.answers(second, 200);
    expect(heard).to.equal(true);
  });

  it('is given up after three attempts, and when the user agent stops', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const bye = session.bye();
    for (let i = 0; i < 3; i++) {
      await test.answers(await test.sent('BYE'), 500);
      await test.clock.advance(1000);
    }
    await bye;
    expect(await test.silent()).to.equal(true);
    const other = (await test.callEstablished()).session.bye();
    await test.answers(await test.sent('BYE'), 500, { extra: ['Retry-After: 10'] });
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    await other;
    expect(test.clock.pending).to.equal(0);
  });
});

describe('a call that is ended while it awaits its ACK', () => {
  // @rfc 3261 §15
  it('ends, and resolves bye(), when the remote party sends BYE first (§15)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept();
    await test.replied(200);
    const bye = session.bye();
    expect(session.state.status).to.equal('ending');
    await far.request('BYE');
    await test.replied(200);
    await bye;
    expect(session.state).to.include({ status: 'ended', endedBy: 'remote' });
    expect(await test.silent()).to.equal(true);
  });
});

describe('a retransmission', () => {
  // @rfc 3261 §14.1
  it('of a 2xx to a re-INVITE gets the same ACK, and is applied once (§14.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    void session.hold();
    const reinvite = await test.sent('INVITE');
    await test.answersSdp(reinvite, 200, { body: sdp('recvonly', 2) });
    const ack = await test.sent('ACK');
    const taken = test.handler.taken.length;
    await test.answersSdp(reinvite, 200, { body: sdp('recvonly', 2) });
    expect((await test.sent('ACK')).toString()).to.equal(ack.toString());
    expect(test.handler.taken.length).to.equal(taken);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §13.2.2.4
  it('of a 2xx with an offer while the answer is being created gets one ACK (§13.2.2.4)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    let open: () => void = () => undefined;
    test.handler.gate = new Promise((resolve) => (open = resolve));
    void session.reinvite({ inviteWithoutSdp: true });
    const reinvite = await test.sent('INVITE');
    await test.answersSdp(reinvite);
    await test.answersSdp(reinvite);
    expect(await test.silent(), 'the answer is not created yet').to.equal(true);
    open();
    expect((await test.sent('ACK')).body).to.match(/^v=0/);
    expect(await test.silent()).to.equal(true);
    await test.answersSdp(reinvite);
    expect((await test.sent('ACK')).body).to.match(/^v=0/);
  });

  // @rfc 3261 §13.3.1.4
  it('of an ACK does not emit confirmed again, and an ACK with another CSeq does not emit it (§13.3.1.4)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    let confirmed = 0;
    session.on('confirmed', () => confirmed++);
    session.accept();
    await test.replied(200);
    await test.receives(far.text('ACK', { sequence: far.inviteSequence + 7 }));
    expect(confirmed).to.equal(0);
    await test.clock.advance(500);
    await test.replied(200);
    await far.ack();
    await far.ack();
    expect(confirmed).to.equal(1);
    await test.clock.advance(40_000);
    expect(await test.silent()).to.equal(true);
  });
});

describe('a challenge', () => {
  // @rfc 3261 §22
  it('whose credentials arrive after stop() is not answered over the next connection (§22)', async () => {
    let give: (value: { password: string }) => void = () => undefined;
    const credentials = (): Promise<{ password: string }> => new Promise((resolve) => (give = resolve));
    const test = await TestUA.connected({ credentials, realm: 'r', digestWithoutQop: true });
    test.ua.message('bob', 'hello');
    await test.answers(await test.sent('MESSAGE'), 401, {
      toTag: 'u',
      extra: ['WWW-Authenticate: Digest realm="r", nonce="n"'],
    });
    // Its transaction has ended (timer K), and only the credentials are pending.
    await test.clock.advance(100);
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    await test.ua.start();
    give({ password: 'secret' });
    expect(await test.silent()).to.equal(true);
    expect(test.ua.core.userAgentClients.size).to.equal(0);
  });
});

describe('a late 2xx', () => {
  // @rfc 3261 §13.2.2.4
  it('to a call that failed with its connection is acknowledged and followed by BYE over the next one (§13.2.2.4)', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'far' });
    test.socket.serverCloses();
    expect(session.state.status).to.equal('ended');
    await test.clock.advance(2000);
    // The CANCEL crosses the 2xx (§9.1).
    await test.sent('CANCEL');
    await test.answersSdp(invite, 200, { extra: ['Record-Route: <sip:p.example.com;lr>'] });
    const ack = await test.sent('ACK');
    expect(ack.cseq.sequence).to.equal(invite.cseq.sequence);
    expect(ack.toTag).to.equal('far');
    expect(ack.uri.toString()).to.equal('sip:bob@far.invalid;transport=ws');
    expect(ack.routes.map(String)).to.deep.equal(['<sip:p.example.com;lr>']);
    const bye = await test.sent('BYE');
    expect(bye.cseq.sequence).to.be.greaterThan(invite.cseq.sequence);
    await test.answersSdp(invite, 200);
    expect((await test.sent('ACK')).toString(), 'its ACK was lost').to.equal(ack.toString());
    expect(await test.silent(), 'one BYE is sent').to.equal(true);
    await test.answers(bye, 200);
  });

  // @rfc 3261 §9.1
  it('to a call whose CANCEL had no effect is acknowledged and followed by BYE, for each fork (§9.1)', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'far' });
    session.terminate();
    await test.answers(await test.sent('CANCEL'), 200);
    await test.clock.advance(32_000);
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled' });
    for (const toTag of ['far', 'other']) {
      await test.answersSdp(invite, 200, { toTag });
      expect((await test.sent('ACK')).toTag).to.equal(toTag);
      expect((await test.sent('BYE')).toTag).to.equal(toTag);
    }
  });

  // @rfc 3261 §12.2.1.1
  it('is followed by a BYE with a CSeq above those of its early dialog (§12.2.1.1)', async () => {
    const { test, invite } = await calling();
    await test.answers(invite, 180, { toTag: 'far', extra: [FAR_CONTACT, 'Require: 100rel', 'RSeq: 1'] });
    const prack = await test.sent('PRACK');
    test.socket.serverCloses();
    await test.clock.advance(2000);
    await test.sent('CANCEL');
    await test.answersSdp(invite);
    expect((await test.sent('ACK')).cseq.sequence).to.equal(invite.cseq.sequence);
    expect((await test.sent('BYE')).cseq.sequence).to.be.greaterThan(prack.cseq.sequence);
  });

  // @rfc 3261 §22.1
  it('after a timeout gets an ACK with the credentials of its INVITE (§13.2.2.4, §22.1)', async () => {
    const { test, invite } = await calling({ password: 'secret', realm: 'r' });
    await test.answers(invite, 401, {
      toTag: 'u',
      extra: ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'],
    });
    await test.sent('ACK');
    const second = await test.sent('INVITE');
    await test.clock.advance(33_000);
    test.socket.inbox.length = 0;
    await test.answersSdp(second);
    const ack = await test.sent('ACK');
    expect(ack.headers.get('Authorization')).to.equal(second.headers.get('Authorization'));
    await test.sent('BYE');
  });

  // @rfc 3261 §14.1
  it('to a re-INVITE of a call that goes on is acknowledged without BYE (§14.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.hold().catch(() => undefined);
    const reinvite = await test.sent('INVITE');
    test.socket.serverCloses();
    await test.clock.advance(1000);
    await test.answersSdp(reinvite, 200, { body: sdp('recvonly', 2) });
    const sent = test.outbox.map((line) => line.split(' ')[0]);
    expect(sent).to.include('ACK');
    expect(sent).not.to.include('BYE');
    expect(session.state.status).to.equal('established');
  });

  it('is ignored after three minutes, and without an INVITE that it answers', async () => {
    const { test, invite } = await calling();
    test.socket.serverCloses();
    await test.clock.advance(181_000);
    test.socket.inbox.length = 0;
    await test.answersSdp(invite);
    expect(await test.silent()).to.equal(true);
    await test.receives(answer(new RemoteCall(test).text('INVITE'), 200, { toTag: 'z' }));
    expect(await test.silent()).to.equal(true);
  });
});
