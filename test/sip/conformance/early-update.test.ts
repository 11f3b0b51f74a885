/** Conformance over the wire: UPDATE and re-INVITE before the call is answered (RFC 3311 §5.2, RFC 6337 §3, RFC 3261 §14.2). */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

const described = (rseq: number) => [
  'Require: 100rel',
  `RSeq: ${rseq}`,
  FAR_CONTACT,
  'Content-Type: application/sdp',
  'Allow: INVITE, UPDATE, PRACK',
];

/** Calls Bob, whose phone sends a description in a reliable 183, or in an unreliable one. */
async function early(options: { reliable: boolean; toTag?: string }) {
  const test = await TestUA.connected();
  const session = test.ua.invite('sip:bob@example.com');
  const invite = await test.sent('INVITE');
  const toTag = options.toTag ?? 'far';
  if (options.reliable) {
    await test.answers(invite, 183, { toTag, extra: described(1), body: sdp('sendrecv', 5) });
    await test.answers(await test.sent('PRACK'), 200);
  } else await test.answersSdp(invite, 183, { toTag });
  return { test, session, invite, far: RemoteCall.of(test, invite, toTag) };
}

describe('an UPDATE with an offer to an outgoing call before its final response', () => {
  // @rfc 3311 §5.2
  it('is rejected with 491 while the offer of the INVITE has no answer (RFC 3311 §5.2)', async () => {
    const { test, session, far } = await early({ reliable: false });
    await far.request('UPDATE', { body: sdp('sendrecv', 6) });
    await test.replied(491);
    expect(session.state.status).to.equal('early');
    expect(test.handler.taken).not.to.include(sdp('sendrecv', 6));
  });

  // @rfc 3311 §5.2
  it('is answered when the offer of the INVITE has its answer, and the 2xx needs no description (RFC 3311 §5.2, RFC 6337 §3.1.1)', async () => {
    const { test, session, invite, far } = await early({ reliable: true });
    await far.request('UPDATE', { body: sdp('sendrecv', 6) });
    const response = await test.replied(200);
    expect(response.body).to.equal(sdp('sendrecv', 2));
    expect(response.contact).not.to.equal(undefined);
    expect(test.handler.taken.slice(-2)).to.deep.equal([sdp('sendrecv', 5), sdp('sendrecv', 6)]);
    await test.answersSdp(invite, 200, { body: '' });
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendrecv', 6));
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3261 §13.2.1
  it('causes the description in the 2xx to be ignored (§13.2.1)', async () => {
    const { test, session, invite, far } = await early({ reliable: true });
    await far.request('UPDATE', { body: sdp('sendrecv', 6) });
    await test.replied(200);
    await test.answersSdp(invite, 200, { body: sdp('sendrecv', 5) });
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendrecv', 6));
  });

  // @rfc 3261 §13.2.2.4
  it('of one fork is followed by a re-INVITE with an offer to another fork that sends the 2xx (§13.2.2.4)', async () => {
    const { test, session, invite, far } = await early({ reliable: true });
    await far.request('UPDATE', { body: sdp('sendrecv', 6) });
    await test.replied(200);
    await test.answersSdp(invite, 200, { toTag: 'other', body: sdp('sendrecv', 9) });
    expect((await test.sent('ACK')).toTag).to.equal('other');
    const reinvite = await test.sent('INVITE');
    expect(reinvite.toTag).to.equal('other');
    expect(reinvite.body).not.to.equal('');
    await test.answersSdp(reinvite, 200, { toTag: 'other', body: sdp('sendrecv', 10) });
    await test.sent('ACK');
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendrecv', 10));
    expect(session.state.status).to.equal('established');
  });

  it('of a second fork is rejected with 488 when one fork has completed the offer and answer', async () => {
    const { test, invite, far } = await early({ reliable: true });
    await far.request('UPDATE', { body: sdp('sendrecv', 6) });
    await test.replied(200);
    await test.answers(invite, 183, { toTag: 'other', extra: described(9), body: sdp('sendrecv', 7) });
    await test.answers(await test.sent('PRACK'), 200);
    await RemoteCall.of(test, invite, 'other').request('UPDATE', { body: sdp('sendrecv', 8) });
    await test.replied(488);
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendrecv', 6));
  });

  // @rfc 3311 §5.2
  it('without an offer refreshes the target of its fork (RFC 3311 §5.2)', async () => {
    const { test, session, invite, far } = await early({ reliable: false });
    const text = far.text('UPDATE').replace(FAR_CONTACT, 'Contact: <sip:moved@far.invalid>');
    await test.receives(text);
    await test.replied(200);
    await test.answers(invite, 183, { toTag: 'far', extra: described(1), body: '' });
    expect((await test.sent('PRACK')).uri.toString()).to.equal('sip:moved@far.invalid');
    expect(session.state.status).to.equal('early');
  });

  // @rfc 3261 §14.2
  it('is the only way to change it: a re-INVITE is rejected with 491 while the INVITE is pending (RFC 3261 §14.2)', async () => {
    const { test, far } = await early({ reliable: true });
    await far.request('INVITE', { body: sdp('sendrecv', 6) });
    await test.replied(491);
  });
});

describe('an UPDATE with an offer to an incoming call before its final response', () => {
  // @rfc 3311 §5.2
  it('is rejected with 500 and Retry-After while the offer of the INVITE has no answer (RFC 3311 §5.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    await far.request('UPDATE', { body: sdp('sendrecv', 6) });
    expect((await test.replied(500)).headers.get('Retry-After')).to.match(/^([0-9]|10)$/);
    session.progress({ statusCode: 183 });
    await test.replied(183);
    await far.request('UPDATE', { body: sdp('sendrecv', 7) });
    await test.replied(500);
    expect(test.handler.taken).to.deep.equal([sdp()]);
  });

  // @rfc 6337 §3.1.1
  it('is answered when the answer in a 183 has had its PRACK, and the 2xx has no description then (RFC 6337 §3.1.1)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    const far = new RemoteCall(test);
    let session: Session | undefined;
    test.ua.once('invite', (incoming) => (session = incoming));
    await far.request('INVITE', { body: sdp(), extra: ['Supported: 100rel'] });
    const acknowledge = async (response: IncomingResponse): Promise<void> => {
      far.toTag = response.toTag;
      await far.request('PRACK', { extra: [`RAck: ${response.headers.get('RSeq')} ${far.inviteSequence} INVITE`] });
      await test.replied(200);
    };
    await acknowledge(await test.replied(180));
    session!.progress({ statusCode: 183 });
    const ringing = await test.replied(183);
    expect(ringing.body).to.equal(sdp('sendrecv', 1));
    await far.request('UPDATE', { body: sdp('sendrecv', 5) });
    await test.replied(500);
    await acknowledge(ringing);
    await far.request('UPDATE', { body: sdp('sendonly', 6) });
    expect((await test.replied(200)).body).to.equal(sdp('sendrecv', 2));
    expect(test.handler.taken).to.deep.equal([sdp(), sdp('sendonly', 6)]);
    const events: string[] = [];
    for (const event of ['accepted', 'hold', 'unhold'] as const) session!.on(event, () => void events.push(event));
    session!.accept();
    const ok = await test.replied(200);
    expect(ok.cseq.method).to.equal('INVITE');
    expect(ok.body).to.equal('');
    await far.ack();
    expect(session!.state.status).to.equal('established');
    expect(session!.remoteHold).to.equal(true);
  });
});
