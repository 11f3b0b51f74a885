/** Conformance over the wire: changes of an established call by re-INVITE and UPDATE (RFC 3261 §14, RFC 3311, RFC 6337). */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, TestUA } from '../../support/test-ua.js';

describe('a local re-INVITE', () => {
  // @rfc 3261 §12.2.2
  it('takes its CSeq when it is sent, so that a request that is sent while its offer is created has a lower one (§12.2.2)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    session.hold().catch(() => undefined);
    void session.info('meanwhile');
    const info = await test.sent('INFO');
    const reinvite = await test.sent('INVITE');
    expect([info.cseq.sequence, reinvite.cseq.sequence]).to.deep.equal([
      invite.cseq.sequence + 1,
      invite.cseq.sequence + 2,
    ]);
  });

  // @rfc 3264 §8.4
  it('of unhold() follows that of hold() without a wait for it: the latest call decides (RFC 3264 §8.4)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const changes = [session.hold(), session.unhold()];
    const held: boolean[] = [];
    for (const _ of changes) {
      await test.answersSdp(await test.sent('INVITE'));
      await test.sent('ACK');
      held.push(session.localHold);
    }
    await Promise.all(changes);
    expect(held).to.deep.equal([true, false]);
  });

  it('whose offer cannot be created uses no CSeq', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    test.handler.failing.get = new Error('no microphone');
    const outcome = await session.hold().catch((error: Error) => error.message);
    expect(outcome).to.equal('no microphone');
    void session.info('after');
    expect((await test.sent('INFO')).cseq.sequence).to.equal(invite.cseq.sequence + 1);
  });
});

describe('a reliable provisional response to a re-INVITE', () => {
  const reliable = (rseq: number) => ['Require: 100rel', `RSeq: ${rseq}`, FAR_CONTACT];
  const described = (rseq: number) => [...reliable(rseq), 'Content-Type: application/sdp'];

  // @rfc 3262 §4
  it('is acknowledged with PRACK, once for each number (RFC 3262 §4)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    const { session } = await test.callEstablished();
    const holding = session.hold();
    const reinvite = await test.sent('INVITE');
    expect(reinvite.hasOption('Supported', '100rel')).to.equal(true);
    await test.answers(reinvite, 183, { extra: reliable(5) });
    const prack = await test.sent('PRACK');
    expect(prack.headers.get('RAck')).to.equal(`5 ${reinvite.cseq.sequence} INVITE`);
    expect(prack.cseq.sequence).to.equal(reinvite.cseq.sequence + 1);
    await test.answers(prack, 200);
    await test.answers(reinvite, 183, { extra: reliable(5) });
    expect(await test.silent(), 'a retransmission gets no further PRACK').to.equal(true);
    await test.answers(reinvite, 180, { extra: reliable(6) });
    expect((await test.sent('PRACK')).headers.get('RAck')).to.match(/^6 /);
    await test.answersSdp(reinvite);
    await test.sent('ACK');
    await holding;
  });

  // @rfc 6337 §3.1.1
  it('may contain the answer, and the 2xx needs no description (RFC 6337 §3.1.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const holding = session.hold();
    const reinvite = await test.sent('INVITE');
    await test.answers(reinvite, 183, { extra: described(1), body: sdp('recvonly', 7) });
    await test.answers(await test.sent('PRACK'), 200);
    await test.answersSdp(reinvite, 200, { body: '' });
    await test.sent('ACK');
    await holding;
    expect(test.handler.taken.at(-1)).to.equal(sdp('recvonly', 7));
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3262 §5
  it('may contain the offer to a re-INVITE without one: the answer is sent in the PRACK (RFC 3262 §5)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const done = session.reinvite({ inviteWithoutSdp: true });
    const reinvite = await test.sent('INVITE');
    expect(reinvite.body).to.equal('');
    await test.answers(reinvite, 183, { extra: described(1), body: sdp('sendrecv', 8) });
    const prack = await test.sent('PRACK');
    expect(prack.contentType).to.equal('application/sdp');
    expect(prack.body).to.equal(sdp('sendrecv', 2));
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendrecv', 8));
    await test.answers(prack, 200);
    await test.answersSdp(reinvite, 200, { body: '' });
    expect((await test.sent('ACK')).body).to.equal('');
    await done;
    expect(session.state.status).to.equal('established');
  });

  it('with an offer that cannot be applied ends the re-INVITE, not the call (§14.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const outcome = session.reinvite({ inviteWithoutSdp: true }).catch((error: Error) => error.message);
    const reinvite = await test.sent('INVITE');
    test.handler.failing.set = new Error('no codec');
    await test.answers(reinvite, 183, { extra: described(1), body: sdp('sendrecv', 8) });
    await test.sent('PRACK');
    await test.answers(await test.sent('CANCEL'), 200);
    await test.answers(reinvite, 487);
    await test.sent('ACK');
    expect(await outcome).to.equal('no codec');
    expect(session.state.status).to.equal('established');
    expect(test.handler.asked.at(-1)!.what).to.equal('rollback');
  });

  // @rfc 3262 §4
  it('is not required in an established call by the configuration, as the caller may not support it (RFC 3262 §4)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.REQUIRED });
    const { session } = await test.answered();
    session.hold().catch(() => undefined);
    expect((await test.sent('INVITE')).headers.has('Require')).to.equal(false);
  });

  // @rfc 3262 §3
  it('is not required in an UPDATE (RFC 3262 §3)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.REQUIRED });
    await test.callEstablished({ extra: ['Session-Expires: 600;refresher=uac', 'Allow: INVITE, UPDATE'] });
    await test.clock.advance(300_000);
    expect((await test.sent('UPDATE')).headers.has('Require')).to.equal(false);
  });
});

describe('a hold by the remote party (RFC 3264 §8.4)', () => {
  async function watched() {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const heard: string[] = [];
    for (const event of ['hold', 'unhold'] as const)
      session.on(
        event,
        (originator) => void heard.push(`${event} ${originator} after ${test.outbox.join() || 'nothing'}`),
      );
    return { test, session, far, heard };
  }

  // @rfc 3264 §8.4
  it('is emitted when the answer has been sent, and not before', async () => {
    const { test, session, far, heard } = await watched();
    await far.request('INVITE', { body: sdp('sendonly', 2) });
    expect(heard).to.deep.equal(['hold remote after SIP/2.0 200 OK']);
    await test.replied(200);
    await far.ack();
    await far.request('UPDATE', { body: sdp('sendrecv', 3) });
    expect(heard.at(-1)).to.equal('unhold remote after SIP/2.0 200 OK');
    expect(session.remoteHold).to.equal(false);
  });

  it('is not emitted when the answer fails (§14.2)', async () => {
    const { test, session, far, heard } = await watched();
    test.handler.failing.get = new Error('no answer');
    await far.request('INVITE', { body: sdp('sendonly', 2) });
    await test.replied(488);
    expect(heard).to.deep.equal([]);
    expect(session.remoteHold).to.equal(false);
  });

  // @rfc 3261 §14.2
  it('that the remote party cancels is not emitted, and a local re-INVITE restores the common state (§9.2, §14.2)', async () => {
    const { test, session, far, heard } = await watched();
    let open = (): void => undefined;
    test.handler.gate = new Promise((resolve) => (open = resolve));
    await far.request('INVITE', { body: sdp('sendonly', 2) });
    const { toTag } = far;
    await far.cancel();
    await test.replied(200);
    await test.replied(487);
    far.toTag = toTag;
    open();
    const reinvite = await test.sent('INVITE');
    expect(reinvite.body).not.to.equal('');
    expect(heard).to.deep.equal([]);
    await test.answersSdp(reinvite, 200);
    await test.sent('ACK');
    expect(session.remoteHold).to.equal(false);
  });

  it('in the INVITE is emitted when the call is established', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing({ body: sdp('sendonly') });
    const heard: string[] = [];
    for (const event of ['hold', 'accepted'] as const) session.on(event, () => void heard.push(event));
    session.accept();
    await test.replied(200);
    await far.ack();
    expect(heard).to.deep.equal(['accepted', 'hold']);
    expect(session.remoteHold).to.equal(true);
  });

  it('in the offer to a re-INVITE without one is emitted when the answer has been sent', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const heard: string[] = [];
    session.on('hold', (originator) => void heard.push(`${originator} after ${test.outbox.join()}`));
    const done = session.reinvite({ inviteWithoutSdp: true });
    await test.answersSdp(await test.sent('INVITE'), 200, { body: sdp('sendonly', 4) });
    await done;
    expect(heard).to.have.lengthOf(1);
    expect(heard[0]).to.match(/^remote after ACK sip:/);
  });
});
