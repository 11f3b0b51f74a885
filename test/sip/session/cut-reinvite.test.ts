/** Connections that are cut while a re-INVITE is pending, at either party (RFC 3261 §14, RFC 5407 §3.1.4, RFC 5626 §4.4). */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

/** Cuts the connection and waits for the next one. */
async function cut(test: TestUA): Promise<void> {
  const before = test.network.sockets.length;
  test.socket.serverCloses();
  await settle();
  for (let second = 0; second < 30 && test.network.sockets.length === before; second++) await test.clock.advance(1000);
  await settle();
}

/** The re-INVITE over the new connection, which is answered. */
async function recovers(test: TestUA): Promise<void> {
  await test.answersSdp(await test.sent('INVITE'));
  await test.sent('ACK');
}

describe('A re-INVITE whose connection is cut', () => {
  const states: readonly (readonly [name: string, reach: (test: TestUA) => Promise<void>])[] = [
    ['before it is sent', () => Promise.resolve()],
    ['before a response', async (test) => void (await test.sent('INVITE'))],
    ['after a 100', async (test) => test.answers(await test.sent('INVITE'), 100)],
    ['after a 200 whose ACK is lost', async (test) => recovers(test)],
    ['after a 491', async (test) => test.answers(await test.sent('INVITE'), 491)],
    [
      'after a 500 with Retry-After',
      async (test) => test.answers(await test.sent('INVITE'), 500, { extra: ['Retry-After: 9'] }),
    ],
  ];

  for (const [name, reach] of states)
    it(`${name} is sent again over the next connection, four times in a row`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.callEstablished();
      const flow: unknown[] = [];
      session.on('flow', (state, error) => void flow.push(error ?? state));
      await cut(test);
      for (let count = 0; count < 3; count++) {
        await reach(test);
        await cut(test);
      }
      await recovers(test);
      expect(flow.at(-1)).to.equal('recovered');
      expect(session.state.status).to.equal('established');
      await test.clock.advance(40_000);
      expect(test.outbox).to.deep.equal([]);
    });
});

describe('A re-INVITE whose 200 is lost with its connection', () => {
  // @rfc 3261 §13.3.1.4
  it('gets its ACK over the next one as soon as the next re-INVITE is rejected with 500: without it the remote party would end the call (§13.3.1.4, §14.2)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    await cut(test);
    const lost = [invite.cseq.sequence];
    for (let count = 0; count < 2; count++) {
      lost.push((await test.sent('INVITE')).cseq.sequence);
      await cut(test);
    }
    const next = await test.sent('INVITE');
    await test.answers(next, 500, { extra: ['Retry-After: 2'] });
    const acks = [];
    while (test.outbox.length > 0) acks.push(await test.sent('ACK'));
    expect(acks.map(({ cseq }) => cseq.sequence)).to.deep.equal([next.cseq.sequence, ...lost]);
    // Of its own transaction, as that of a 200; that of a 500 is of the transaction of its INVITE (RFC 3261 §17.1.1.3).
    expect(new Set(acks.map(({ via }) => via?.branch)).size).to.equal(4);
    await test.clock.advance(1999);
    expect(test.outbox).to.deep.equal([]);
    await test.clock.advance(1);
    await recovers(test);
    expect(session.state.status).to.equal('established');
    // Each once.
    const held = session.hold();
    await test.answers(await test.sent('INVITE'), 500);
    await test.sent('ACK');
    await held.catch(() => undefined);
    expect(test.outbox).to.deep.equal([]);
  });
});

describe('A re-INVITE whose ACK is lost with its connection', () => {
  // @rfc 3261 §14.2
  it('gets its ACK again over the next one as soon as the next re-INVITE is rejected with 500, and not where no connection was lost (§14.2)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    await cut(test);
    const first = await test.sent('INVITE');
    await test.answersSdp(first);
    await test.sent('ACK');
    const held = session.hold();
    const refused = await test.sent('INVITE');
    await test.answers(refused, 500);
    await test.sent('ACK');
    await held.catch(() => undefined);
    expect(test.outbox).to.deep.equal([]);
    await cut(test);
    const next = await test.sent('INVITE');
    await test.answers(next, 500, { extra: ['Retry-After: 2'] });
    expect((await test.sent('ACK')).cseq.sequence).to.equal(next.cseq.sequence);
    expect((await test.sent('ACK')).cseq.sequence).to.equal(first.cseq.sequence);
    await test.clock.advance(2000);
    await recovers(test);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });
});

describe('An outgoing call whose ACK is lost with its connection', () => {
  // @rfc 3261 §13.3.1.4
  for (const statusCode of [491, 500])
    it(`sends it again over the next one when its re-INVITE is rejected with ${statusCode}: without it the callee would end the call after 32 s (§13.3.1.4)`, async () => {
      const test = await TestUA.connected();
      const { session, invite } = await test.callEstablished();
      await cut(test);
      const refused = await test.sent('INVITE');
      await test.answers(refused, statusCode, { extra: ['Retry-After: 1'] });
      const acks = [await test.sent('ACK'), await test.sent('ACK')];
      expect(acks.map(({ cseq }) => cseq.sequence)).to.deep.equal([refused.cseq.sequence, invite.cseq.sequence]);
      expect(acks[1]!.via!.branch).not.to.equal(invite.via!.branch);
      await test.clock.advance(5000);
      await recovers(test);
      await test.clock.advance(40_000);
      expect(session.state.status).to.equal('established');
      expect(test.outbox).to.deep.equal([]);
    });
});

describe('An incoming call whose ACK is lost with its connection', () => {
  // @rfc 3261 §13.3.1.4
  it('repeats the 200 over the next one, and is confirmed by the 200 to its re-INVITE 4 s later: else it would end after 32 s (§13.3.1.4)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    let confirmed = 0;
    session.on('confirmed', () => confirmed++);
    session.accept();
    await test.replied(200);
    await cut(test);
    await test.clock.advance(2900);
    expect(new Set(test.outbox)).to.deep.equal(new Set(['SIP/2.0 200 OK']));
    await test.clock.advance(1200);
    while (test.outbox[0] === 'SIP/2.0 200 OK') await test.replied(200);
    const reinvite = await test.sent('INVITE');
    expect(confirmed).to.equal(0);
    await test.answersSdp(reinvite);
    await test.sent('ACK');
    expect(confirmed).to.equal(1);
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });

  it('ends 32 s after its 200 where the re-INVITE is rejected, too (§13.3.1.4)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.accept();
    await test.replied(200);
    const answered = test.clock.elapsed();
    await cut(test);
    let refused = 0;
    while (!test.outbox[0]?.startsWith('BYE')) {
      const [first = ''] = test.outbox;
      if (first === '') await test.clock.advance(100);
      else if (first.startsWith('SIP/2.0')) await test.replied(200);
      else if (first.startsWith('ACK')) await test.sent('ACK');
      else {
        await test.answers(await test.sent('INVITE'), 491);
        refused++;
      }
    }
    expect(refused).to.be.above(1);
    expect(test.clock.elapsed()).to.equal(answered + 32_000);
    expect(session.state).to.include({ status: 'ended', cause: 'No ACK' });
  });

  it('ends at once where the re-INVITE is rejected with 481: the caller has no such dialog (§12.2.1.2)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    let confirmed = 0;
    session.on('confirmed', () => confirmed++);
    session.accept();
    await test.replied(200);
    await cut(test);
    await test.clock.advance(4200);
    while (test.outbox[0] === 'SIP/2.0 200 OK') await test.replied(200);
    await test.answers(await test.sent('INVITE'), 481);
    await test.sent('ACK');
    await test.sent('BYE');
    expect(session.state).to.include({ status: 'ended', cause: 'Dialog Error' });
    expect(confirmed).to.equal(0);
  });

  it('sends no re-INVITE where the ACK to the repeated 200 arrives, before that', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept();
    await test.replied(200);
    await cut(test);
    await test.clock.advance(2000);
    while (test.outbox[0] === 'SIP/2.0 200 OK') await test.replied(200);
    await far.ack();
    await test.clock.advance(200);
    await recovers(test);
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });
});

describe('An ACK with the answer to the offer of the 200, lost with its connection', () => {
  /** An outgoing call without an offer; the 200 with the offer has been received. */
  async function offered(): Promise<{ test: TestUA; session: Session; invite: IncomingRequest }> {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com', { inviteWithoutSdp: true });
    const invite = await test.sent('INVITE');
    expect(invite.body).to.equal('');
    await test.answersSdp(invite, 200, { body: sdp('sendrecv', 5) });
    return { test, session, invite };
  }

  // @rfc 3261 §13.2.2.4
  it('is sent again with its answer for the 200 that is repeated over the next one (§13.2.2.4)', async () => {
    const { test, session, invite } = await offered();
    const ack = await test.sent('ACK');
    expect(ack.body).to.equal(sdp('sendrecv', 1));
    await cut(test);
    const next = await test.sent('INVITE');
    await test.answersSdp(invite, 200, { body: sdp('sendrecv', 5) });
    expect((await test.sent('ACK')).toString()).to.equal(ack.toString());
    await test.answersSdp(next);
    await test.sent('ACK');
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });

  /** The re-INVITE after a cut is rejected by a remote party that waits for the ACK of `invite`, and accepted when it has come. */
  async function confirmedByAck(test: TestUA, session: Session, invite: IncomingRequest, statusCode: number) {
    const refused = await test.sent('INVITE');
    await test.answers(refused, statusCode, { extra: ['Retry-After: 1'] });
    expect((await test.sent('ACK')).cseq.sequence).to.equal(refused.cseq.sequence);
    const ack = await test.sent('ACK');
    expect(ack.cseq.sequence).to.equal(invite.cseq.sequence);
    expect(ack.body).to.equal(sdp('sendrecv', 1));
    await test.clock.advance(5000);
    await recovers(test);
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  }

  for (const statusCode of [491, 500])
    // @rfc 3261 §13.3.1.4
    it(`is sent again when the re-INVITE is rejected with ${statusCode}: without it the callee would end the call after 32 s (§13.3.1.4)`, async () => {
      const { test, session, invite } = await offered();
      await test.sent('ACK');
      await cut(test);
      await confirmedByAck(test, session, invite, statusCode);
    });

  it('is sent over the next one where the answer was not made yet when the connection broke', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com', { inviteWithoutSdp: true });
    const invite = await test.sent('INVITE');
    expect(session.sessionDescriptionHandler).to.equal(test.handler);
    let make!: () => void;
    test.handler.gate = new Promise((resolve) => (make = resolve));
    await test.answersSdp(invite, 200, { body: sdp('sendrecv', 5) });
    test.socket.serverCloses();
    await settle();
    make();
    await settle();
    await test.clock.advance(2000);
    await confirmedByAck(test, session, invite, 491);
  });

  it('of a re-INVITE is sent again, too', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const changed = session.reinvite({ inviteWithoutSdp: true });
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite, 200, { body: sdp('sendrecv', 5) });
    expect((await test.sent('ACK')).body).to.equal(sdp('sendrecv', 2));
    await changed;
    await cut(test);
    const refused = await test.sent('INVITE');
    await test.answers(refused, 491);
    await test.sent('ACK');
    const ack = await test.sent('ACK');
    expect(ack.cseq.sequence).to.equal(invite.cseq.sequence);
    expect(ack.body).to.equal(sdp('sendrecv', 2));
    await test.clock.advance(5000);
    await recovers(test);
    expect(session.state.status).to.equal('established');
  });

  /** An incoming call without an offer, whose 200 with ours was sent, and whose connection was then cut. */
  async function accepted(): Promise<{ test: TestUA; session: Session; far: RemoteCall; confirmed: () => number }> {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing({ body: '' });
    let count = 0;
    session.on('confirmed', () => count++);
    session.accept();
    expect((await test.replied(200)).body).to.equal(sdp('sendrecv', 1));
    await cut(test);
    return { test, session, far, confirmed: () => count };
  }

  it('is taken from the repeated ACK of the caller over the next one', async () => {
    const { test, session, far, confirmed } = await accepted();
    await test.clock.advance(2000);
    while (test.outbox[0] === 'SIP/2.0 200 OK') await test.replied(200);
    await far.ack(sdp('sendrecv', 7));
    expect(test.handler.taken).to.deep.equal([sdp('sendrecv', 7)]);
    await test.clock.advance(200);
    await recovers(test);
    await test.clock.advance(40_000);
    expect(confirmed()).to.equal(1);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });

  // @rfc 3261 §13.3.1.4
  it('is replaced by that to an offer of the callee 4 s later, where the caller does not repeat it: else the call would end after 32 s (§13.3.1.4)', async () => {
    const { test, session, far, confirmed } = await accepted();
    await test.clock.advance(4100);
    while (test.outbox[0] === 'SIP/2.0 200 OK') await test.replied(200);
    const reinvite = await test.sent('INVITE');
    expect(reinvite.body).to.not.equal('');
    // It answered an offer that is withdrawn.
    await far.ack(sdp('sendrecv', 7));
    expect(test.handler.taken).to.deep.equal([]);
    await test.answersSdp(reinvite, 200, { body: sdp('sendrecv', 8) });
    await test.sent('ACK');
    expect(test.handler.taken).to.deep.equal([sdp('sendrecv', 8)]);
    expect(test.handler.asked.filter(({ what }) => what === 'rollback')).to.have.length(1);
    expect(confirmed()).to.equal(1);
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });
});

describe('A re-INVITE that the remote party rejects with 491, as its own is open', () => {
  // A remote party whose re-INVITE has no final response cancels it after 40 s; until then it rejects every other offer (RFC 3261 §14.2).
  it('is sent again for 40 s, longer than a re-INVITE without a final response is open', async () => {
    const test = await TestUA.connected();
    const { session } = await test.answered();
    const held = session.hold();
    for (const start = test.clock.elapsed(); test.clock.elapsed() < start + 39_000;) {
      await test.answers(await test.sent('INVITE'), 491);
      await test.sent('ACK');
      for (let step = 0; step < 20 && test.outbox.length === 0; step++) await test.clock.advance(100);
    }
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    await held;
    expect(session.localHold).to.equal(true);
  });

  it('fails in the end where the remote party rejects each with 491', async () => {
    const test = await TestUA.connected();
    const { session } = await test.answered();
    const error = session.hold().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const end = test.clock.elapsed() + 60_000;
    while (test.clock.elapsed() < end) {
      if (test.outbox[0]?.startsWith('INVITE')) {
        await test.answers(await test.sent('INVITE'), 491);
        await test.sent('ACK');
      }
      await test.clock.advance(100);
    }
    expect(await error).to.include({ kind: 'rejected', statusCode: 491 });
    expect(session.state.status).to.equal('established');
  });
});

describe('A re-INVITE whose server transaction is lost with the connection of the remote party', () => {
  // @rfc 3261 §9.2
  it('ends with the 481 to its CANCEL, so that a re-INVITE of the remote party is accepted (§9.2)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const error = session.hold().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await test.answers(await test.sent('INVITE'), 100);
    await test.clock.advance(40_000);
    await test.answers(await test.sent('CANCEL'), 481);
    expect(await error).to.include({ statusCode: 487 });
    const far = RemoteCall.of(test, invite);
    await far.request('INVITE', { body: sdp() });
    await test.replied(200);
    await far.ack();
    expect(session.state.status).to.equal('established');
  });
});

describe('The next re-INVITE of a remote party whose ACK was lost', () => {
  // @rfc 5407 §3.1.4
  it('is accepted: a new INVITE shows that the 200 arrived, or was given up (RFC 5407 §3.1.4)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const far = RemoteCall.of(test, invite);
    await far.request('INVITE', { body: sdp() });
    await test.replied(200);
    await far.request('INVITE', { body: sdp() });
    await test.replied(200);
    await far.ack();
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });

  it('is accepted after the initial INVITE, and the session is confirmed', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing({ extra: ['Supported: timer'] });
    let confirmed = 0;
    session.on('confirmed', () => confirmed++);
    session.accept();
    await test.replied(200);
    await far.request('INVITE', { body: sdp() });
    expect(confirmed).to.equal(1);
    await test.replied(200);
    await far.ack();
    await test.clock.advance(40_000);
    expect(session.state.status).to.equal('established');
    expect(test.outbox).to.deep.equal([]);
  });

  // @rfc 3261 §14.2
  it('is rejected with 500 where the answer to the offer of the 200 is missing (RFC 3261 §14.2)', async () => {
    const test = await TestUA.connected();
    const { invite } = await test.callEstablished();
    const far = RemoteCall.of(test, invite);
    await far.request('INVITE');
    await test.replied(200);
    await far.request('INVITE', { body: sdp() });
    expect((await test.replied(491)).statusCode).to.equal(491);
  });
});

describe('A 200 to a re-INVITE whose connection is cut before the ACK', () => {
  for (const [name, body] of [
    ['with an offer', sdp()],
    ['without an offer', ''],
  ] as const)
    it(`${name} is repeated for 4 s; then a re-INVITE follows over the next connection`, async () => {
      const test = await TestUA.connected();
      const { session, invite } = await test.callEstablished();
      await RemoteCall.of(test, invite).request('INVITE', { body });
      await test.replied(200);
      await cut(test);
      await test.clock.advance(5000);
      expect(test.outbox.filter((line) => line === 'SIP/2.0 200 OK')).not.to.deep.equal([]);
      while (test.outbox[0] === 'SIP/2.0 200 OK') await test.replied(200);
      await recovers(test);
      await test.clock.advance(40_000);
      expect(session.state.status).to.equal('established');
      expect(test.outbox).to.deep.equal([]);
    });
});
