/** A call whose two parties are loading their pages at the same time (RFC 3891 §3, RFC 3261 §14.1). */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { printReplaces } from '../../../src/sip/message/header/replaces.js';
import { sdp } from '../../support/fake-description-handler.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';
import { PageOfPhone, accepts, starts } from '../support/page-of-phone.js';

const ASSERTED = 'P-Asserted-Identity: <sip:bob@example.com>';

/** A dialog: its Call-ID, and the tag of Alice. */
type Names = Pick<IncomingRequest, 'callId' | 'fromTag'>;

describe('A call whose remote party is loading its page, too', () => {
  const pages = PageOfPhone.forEachTest();
  const farOf = (test: TestPhone, invite: IncomingRequest): RemoteCall =>
    RemoteCall.of(test as unknown as TestUA, invite);

  /** Bob's next page replaces the call. `remoteTag`: Bob's tag in it. */
  async function replaces(test: TestPhone, { callId, fromTag }: Names, remoteTag = 'far'): Promise<RemoteCall> {
    const value = printReplaces({ callId, localTag: fromTag!, remoteTag });
    const far = new RemoteCall(test as unknown as TestUA, { fromTag: 'next-page' });
    await far.request('INVITE', { extra: [`Replaces: ${value}`, 'Require: replaces', ASSERTED], body: sdp() });
    await test.serve();
    return far;
  }

  /** Bob called Alice, who answered and has opened the next page. `first`: the dialog, with her tag. */
  async function rang(): Promise<{ second: TestPhone; first: Names }> {
    const test = await TestPhone.ready({ notifications: false });
    const caller = await test.rings();
    void test.phone.getCall(test.call!.id)!.answer();
    caller.toTag = /^To:.*;tag=(\S+)/m.exec(await test.replied(200))![1];
    await caller.ack();
    const second = await pages.next(test);
    await starts(second);
    const { callId, toTag } = caller;
    return { second, first: { callId, fromTag: toTag } };
  }

  // @rfc 3261 §12.2.1.2
  it('is called at its address until its page is there, when its contact is gone (RFC 3261 §12.2.1.2)', async () => {
    const { test, invite } = await pages.talking();
    const second = await pages.next(test);
    await starts(second);
    const reinvite = await second.sent('INVITE');
    expect(reinvite.uri.toString()).to.contain('far.invalid');
    await second.answers(reinvite, 480);
    await second.answers(await second.sent('INVITE'), 404);
    expect(second.call?.status).to.equal('resuming');
    await test.clock.advance(500);
    const again = await second.sent('INVITE');
    expect(again.callId).to.equal(invite.callId);
    expect(again.cseq.sequence).to.be.above(reinvite.cseq.sequence);
    await second.answers(again, 480);
    const replacing = await second.sent('INVITE');
    expect(replacing.uri.toString()).to.equal('sip:bob@example.com');
    expect(replacing.headers.has('Replaces')).to.equal(true);
    await accepts(second, replacing, 'newer');
    expect(second.call).to.include({ status: 'active', answeredAt: 1_000_000 });
    expect(second.phone.state.calls).to.have.length(1);
  });

  it('is awaited for 20 s; then the call has ended', async () => {
    const { test } = await pages.talking();
    const second = await pages.next(test);
    second.behaviour.INVITE = () => 480;
    await starts(second);
    await test.clock.advance(15_000);
    await second.serve();
    expect(second.call?.status).to.equal('resuming');
    for (let count = 0; count < 4; count++) {
      await test.clock.advance(4000);
      await second.serve();
    }
    expect(second.phone.state.history.map(({ cause }) => cause)).to.deep.equal(['ended-meanwhile']);
    expect(second.socket.inbox.filter((text) => !text.startsWith('ACK '))).to.deep.equal([]);
  });

  // @rfc 3891 §3
  it('continues the call by its own INVITE with Replaces, which is accepted without ringing (RFC 3891 §3)', async () => {
    const { test, call, invite } = await pages.talking();
    const second = await pages.next(test);
    second.behaviour.INVITE = () => 480;
    await starts(second);
    const far = await replaces(second, invite);
    const ok = await second.replied(200);
    far.toTag = /^To:.*;tag=(\S+)/m.exec(ok)![1];
    await far.ack();
    expect(second.call).to.include({ id: call.id, status: 'active', answeredAt: 1_000_000 });
    expect(second.states.some(({ ring }) => ring !== undefined)).to.equal(false);
    await far.request('BYE');
    expect(second.phone.state.history.map(({ id, cause }) => [id, cause])).to.deep.equal([[call.id, 'hung-up']]);
  });

  // @rfc 3261 §14.1
  it('prevails with its INVITE when this phone, as the caller, has sent one at the same time (RFC 3261 §14.1)', async () => {
    const { test, invite } = await pages.talking();
    const second = await pages.next(test);
    await starts(second);
    await second.answers(await second.sent('INVITE'), 480);
    const own = await second.sent('INVITE');
    await second.answers(own, 100);
    const far = await replaces(second, invite);
    far.toTag = /^To:.*;tag=(\S+)/m.exec(await second.replied(200))![1];
    await far.ack();
    await second.answers(own, 491);
    await test.clock.advance(10_000);
    expect(second.call?.status).to.equal('active');
    expect(second.phone.state.calls).to.have.length(1);
    expect(second.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
  });

  it('gets 491 to its INVITE when this phone, as the callee, has sent one at the same time (RFC 3261 §14.1)', async () => {
    const { second, first } = await rang();
    await second.answers(await second.sent('INVITE'), 480);
    const own = await second.sent('INVITE');
    expect(own.headers.has('Replaces')).to.equal(true);
    await replaces(second, first, 'bob');
    await second.replied(491);
    await accepts(second, own, 'newer');
    expect(second.call?.status).to.equal('active');
    expect(second.phone.state.calls).to.have.length(1);
  });

  it('gets 491 to an offer in the dialog before this phone has made one, and 200 to a BYE, which ends the call', async () => {
    const { test, invite } = await pages.talking();
    const second = await pages.next(test);
    second.behaviour.REGISTER = () => undefined;
    await starts(second);
    const far = farOf(second, invite);
    await far.request('INVITE', { body: sdp() });
    await second.replied(491);
    await far.request('BYE');
    await second.replied(200);
    await settle();
    expect(second.call).to.include({ status: 'ended', cause: 'ended-meanwhile', endedBy: 'remote' });
  });
});
