/** Conformance over the wire: reliable provisional responses (RFC 3262). T-numbers are those of the conformance table. */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

const reliable = (rseq: number) => ['Require: 100rel', `RSeq: ${rseq}`, FAR_CONTACT];

describe('reliable provisional responses', () => {
  // @rfc 3262 §4
  it('T29: are acknowledged also when the INVITE did not offer 100rel, and the call goes on (§4)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    expect(invite.hasOption('Supported', '100rel')).to.equal(false);
    const early = { body: sdp('sendonly'), extra: [...reliable(7), 'Content-Type: application/sdp'] };
    await test.answers(invite, 183, { toTag: 'far', ...early });
    const prack = await test.sent('PRACK');
    expect(prack.headers.get('RAck')).to.equal(`7 ${invite.cseq.sequence} INVITE`);
    expect(prack.toTag).to.equal('far');
    await test.answers(prack, 200);
    await test.answers(invite, 183, { toTag: 'far', ...early });
    expect(await test.silent(), 'a retransmission gets no further PRACK').to.equal(true);
    await test.answersSdp(invite, 200, { body: '' });
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
    expect(test.handler.taken.at(-1)).to.equal(sdp('sendonly'));
  });

  // @rfc 3262 §4
  it('are numbered separately for each fork (§4)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    expect(invite.hasOption('Supported', '100rel')).to.equal(true);
    await test.answers(invite, 180, { toTag: 'one', extra: reliable(10) });
    expect((await test.sent('PRACK')).toTag).to.equal('one');
    await test.answers(invite, 180, { toTag: 'two', extra: reliable(90) });
    expect((await test.sent('PRACK')).headers.get('RAck')).to.match(/^90 /);
  });

  // @rfc 3262 §3
  it('T30: are required by an INVITE with both Require and Supported: the 180 is retransmitted until its PRACK (§3)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing({ extra: ['Require: 100rel', 'Supported: 100rel'] });
    await test.clock.advance(500);
    const again = await test.replied(180);
    expect(again.hasOption('Require', '100rel')).to.equal(true);
    const rseq = again.headers.get('RSeq');
    await far.request('PRACK', { extra: [`RAck: ${rseq} ${far.inviteSequence} INVITE`] });
    await test.replied(200);
    await test.clock.advance(5000);
    expect(await test.silent()).to.equal(true);
    session.accept();
    await test.replied(200);
  });

  // @rfc 3262 §3
  // @rfc 3262 §5
  it('with a description delay the 2xx until their PRACK, and a PRACK with another RAck gets 481 (§3, §5)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    const { session, far } = await test.ringing({ extra: ['Supported: 100rel'] });
    await test.clock.advance(500);
    const ringing = (await test.replied(180)).headers.get('RSeq');
    await far.request('PRACK', { extra: [`RAck: ${ringing} ${far.inviteSequence} INVITE`] });
    await test.replied(200);
    session.progress({ statusCode: 183 });
    const early = await test.replied(183);
    session.accept();
    expect(await test.silent()).to.equal(true);
    await far.request('PRACK', { extra: [`RAck: ${ringing} ${far.inviteSequence} INVITE`] });
    await test.replied(481);
    await far.request('PRACK', { extra: [`RAck: ${early.headers.get('RSeq')} ${far.inviteSequence} INVITE`] });
    await test.replied(200);
    expect((await test.replied(200)).cseq.method).to.equal('INVITE');
  });

  // @rfc 3262 §3
  it('without a description do not delay the 2xx, after which they are not retransmitted (§3)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    const far = new RemoteCall(test);
    let session: Session | undefined;
    test.ua.once('invite', (incoming) => (session = incoming));
    await far.request('INVITE', { extra: ['Supported: 100rel'], body: sdp() });
    const ringing = await test.replied(180);
    far.toTag = ringing.toTag;
    session!.accept();
    await test.replied(200);
    await far.ack();
    await test.clock.advance(40_000);
    expect(await test.silent()).to.equal(true);
    await far.request('PRACK', { extra: [`RAck: ${ringing.headers.get('RSeq')} ${far.inviteSequence} INVITE`] });
    expect((await test.replied(200)).cseq.method).to.equal('PRACK');
    expect(session!.state.status).to.equal('established');
  });

  it('that are queued are not sent after the 2xx (§3)', async () => {
    const test = await TestUA.connected({ rel100: C.supported.SUPPORTED });
    const { session, far } = await test.ringing({ extra: ['Supported: 100rel'] });
    session.progress({ statusCode: 182 });
    session.accept();
    await test.replied(200);
    await far.ack();
    await test.clock.advance(40_000);
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3262 §3
  it('without a PRACK end the call with 504 (§3)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing({ extra: ['Require: 100rel'] });
    await test.clock.advance(32_000);
    while (test.outbox[0]?.startsWith('SIP/2.0 180')) test.socket.take();
    await test.replied(504);
    expect(session.state).to.include({ status: 'ended', cause: 'No PRACK' });
    expect(await test.silent()).to.equal(true);
  });

  it('are not retransmitted after a CANCEL', async () => {
    const test = await TestUA.connected();
    const { far } = await test.ringing({ extra: ['Require: 100rel'] });
    await far.cancel();
    await test.replied(200);
    await test.replied(487);
    await test.clock.advance(60_000);
    expect(await test.silent()).to.equal(true);
  });
});
