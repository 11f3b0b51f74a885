/** Conformance over the wire: calls without an offer in the INVITE (RFC 3261 §13.2.1, RFC 3262 §5). */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

const described = (rseq: number) => ['Require: 100rel', `RSeq: ${rseq}`, FAR_CONTACT, 'Content-Type: application/sdp'];

async function calling() {
  const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
  const session = test.ua.invite('sip:bob@example.com', { inviteWithoutSdp: true });
  const invite = await test.sent('INVITE');
  expect(invite.body).to.equal('');
  return { test, session, invite };
}

describe('an offer in a reliable provisional response', () => {
  for (const [what, body] of [
    ['without a description', ''],
    ['that repeats it', sdp('sendrecv', 5)],
  ] as const) {
    it(`is answered in its PRACK, and a 2xx ${what} gets an ACK without one (RFC 3262 §5, §13.2.1)`, async () => {
      const { test, session, invite } = await calling();
      await test.answers(invite, 183, { toTag: 'far', extra: described(1), body: sdp('sendrecv', 5) });
      const prack = await test.sent('PRACK');
      expect(prack.body).to.equal(sdp('sendrecv', 1));
      await test.answers(prack, 200);
      const confirmed: boolean[] = [];
      session.on('confirmed', () => void confirmed.push(true));
      await test.answersSdp(invite, 200, { body });
      expect((await test.sent('ACK')).body).to.equal('');
      expect(test.handler.taken).to.deep.equal([sdp('sendrecv', 5)]);
      expect(confirmed).to.deep.equal([true]);
      expect(session.state.status).to.equal('established');
    });
  }

  // @rfc 3262 §5
  it('that cannot be applied ends the call with a CANCEL', async () => {
    const { test, session, invite } = await calling();
    expect(session.sessionDescriptionHandler).to.equal(test.handler);
    test.handler.failing.set = new Error('no codec');
    await test.answers(invite, 183, { toTag: 'far', extra: described(1), body: sdp('sendrecv', 5) });
    await test.answers(await test.sent('CANCEL'), 200);
    expect(session.state).to.include({ status: 'ended', cause: 'WebRTC Error', endedBy: 'system' });
    await test.answers(invite, 487, { toTag: 'far' });
    await test.sent('ACK');
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3262 §5
  it('of a second fork gets a PRACK without an answer, and is answered in the ACK of its 2xx, as one peer connection answers one fork', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 183, { toTag: 'one', extra: described(1), body: sdp('sendrecv', 5) });
    await test.answers(await test.sent('PRACK'), 200);
    await test.answers(invite, 183, { toTag: 'two', extra: described(9), body: sdp('sendrecv', 6) });
    const second = await test.sent('PRACK');
    expect(second.toTag).to.equal('two');
    expect(second.body).to.equal('');
    await test.answers(second, 200);
    await test.answersSdp(invite, 200, { toTag: 'two', body: sdp('sendrecv', 7) });
    const ack = await test.sent('ACK');
    expect(ack.toTag).to.equal('two');
    expect(ack.body).not.to.equal('');
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendrecv', 7));
    expect(session.state.status).to.equal('established');
  });
});

describe('an incoming INVITE without an offer', () => {
  async function ringing(...extra: string[]) {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    const far = new RemoteCall(test);
    let session: Session | undefined;
    test.ua.once('invite', (incoming) => (session = incoming));
    await far.request('INVITE', { extra });
    const response = await test.replied(180);
    far.toTag = response.toTag;
    const prack = (of: IncomingResponse, body = '') =>
      far.request('PRACK', { extra: [`RAck: ${of.headers.get('RSeq')} ${far.inviteSequence} INVITE`], body });
    return { test, far, session: session!, response, prack };
  }

  // @rfc 3262 §5
  it('gets an unreliable 180, as the first reliable response must contain an offer (RFC 3262 §5)', async () => {
    const { response, test, session, far } = await ringing('Supported: 100rel');
    expect(response.headers.has('RSeq')).to.equal(false);
    session.accept();
    expect((await test.replied(200)).body).to.equal(sdp('sendrecv', 1));
    await far.ack(sdp('sendrecv', 7));
    expect(test.handler.taken).to.deep.equal([sdp('sendrecv', 7)]);
  });

  // @rfc 3262 §5
  it('gets the offer in a reliable 183, has its answer in the PRACK, and a 2xx without a description (RFC 3262 §5)', async () => {
    const { test, session, far, prack } = await ringing('Supported: 100rel');
    session.progress({ statusCode: 183 });
    const early = await test.replied(183);
    expect(early.body).to.equal(sdp('sendrecv', 1));
    expect(early.hasOption('Require', '100rel')).to.equal(true);
    await prack(early, sdp('sendonly', 7));
    expect((await test.replied(200)).cseq.method).to.equal('PRACK');
    expect(test.handler.taken).to.deep.equal([sdp('sendonly', 7)]);
    session.accept();
    const ok = await test.replied(200);
    expect(ok.body).to.equal('');
    await far.ack();
    expect(session.state.status).to.equal('established');
    expect(session.remoteHold).to.equal(true);
    await far.request('UPDATE', { body: sdp('sendrecv', 8) });
    expect((await test.replied(200)).body).to.equal(sdp('sendrecv', 2));
  });

  it('has its answer in the ACK when the PRACK had none', async () => {
    const { test, session, far, prack } = await ringing('Supported: 100rel');
    session.progress({ statusCode: 183 });
    await prack(await test.replied(183));
    await test.replied(200);
    session.accept();
    expect((await test.replied(200)).body).to.equal(sdp('sendrecv', 1));
    await far.ack(sdp('sendrecv', 7));
    expect(test.handler.taken).to.deep.equal([sdp('sendrecv', 7)]);
    expect(session.state.status).to.equal('established');
  });

  it('is rejected with 488 when the answer in the PRACK cannot be applied', async () => {
    const { test, session, prack } = await ringing('Supported: 100rel');
    session.progress({ statusCode: 183 });
    const early = await test.replied(183);
    test.handler.failing.set = new Error('no codec');
    await prack(early, sdp('sendrecv', 7));
    expect((await test.replied(488)).cseq.method).to.equal('PRACK');
    expect((await test.replied(488)).cseq.method).to.equal('INVITE');
    expect(session.state).to.include({ status: 'ended', endedBy: 'system' });
  });
});
