/** Calls that are being answered while a page is reloaded: between the 200 and its ACK, or before the 200 (RFC 3261 §13.3.1.4, §15). */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { printReplaces } from '../../../src/sip/message/header/replaces.js';
import { FakeDescriptionHandler, sdp } from '../../support/fake-description-handler.js';
import { answer } from '../../support/sip-text.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { settle, type VirtualClock } from '../../support/virtual-clock.js';
import { PageOfPhone, accepts, starts } from '../support/page-of-phone.js';

const ASSERTED = 'P-Asserted-Identity: <sip:bob@example.com>';

describe('A call that is being answered while the page of the caller is reloaded', () => {
  const pages = PageOfPhone.forEachTest();

  /** Alice calls, the phones with these To tags ring, and the next page of Alice is connected. */
  async function called(
    ...tags: string[]
  ): Promise<{ second: TestPhone; clock: VirtualClock; invite: IncomingRequest }> {
    const test = await TestPhone.ready();
    test.phone.call('bob');
    const invite = await test.sent('INVITE');
    for (const toTag of tags)
      await test.receives(
        answer(invite.toString(), 180, { toTag, extra: [`Contact: <sip:${toTag}@far.invalid;transport=ws>`] }),
      );
    const second = await pages.next(test);
    delete second.behaviour.CANCEL;
    delete second.behaviour.BYE;
    await starts(second);
    return { second, clock: test.clock, invite };
  }

  // @rfc 3261 §13.3.1.4
  it('gets a BYE of the next page in each early dialog, after the CANCEL: the callee would wait 32 s for the ACK of its 200 (§13.3.1.4, §15)', async () => {
    const { second, clock, invite } = await called('desk', 'mobile');
    expect((await second.sent('CANCEL')).callId).to.equal(invite.callId);
    for (const tag of ['desk', 'mobile']) {
      const bye = await second.sent('BYE');
      expect(bye).to.include({ callId: invite.callId, fromTag: invite.fromTag, toTag: tag });
      expect(bye.uri.toString()).to.contain(`${tag}@far.invalid`);
      expect(bye.cseq.sequence).to.be.above(invite.cseq.sequence);
      await second.answers(bye, 481);
    }
    expect(second.call).to.include({ status: 'ended', cause: 'left-unanswered' });
    await clock.advance(40_000);
    expect(second.socket.inbox).to.deep.equal([]);
  });

  it('gets the CANCEL alone where no phone rings yet', async () => {
    const { second, clock } = await called();
    await second.sent('CANCEL');
    await clock.advance(40_000);
    expect(second.socket.inbox).to.deep.equal([]);
  });

  for (const early of [[{ dialog: {} }, null, 'x'], 7])
    it(`gets no BYE where a script has changed its stored dialogs: ${JSON.stringify(early)}`, async () => {
      const test = await TestPhone.ready();
      test.phone.call('bob');
      await test.answers(await test.sent('INVITE'), 180);
      pages.shown.leave();
      const { session } = pages.storage;
      const [key, text] = [...session.items][0]!;
      const journal = JSON.parse(text) as { unanswered: { early: unknown }[] };
      journal.unanswered[0]!.early = early;
      session.setItem(key, JSON.stringify(journal));
      pages.open();
      const second = new TestPhone({ clock: test.clock });
      delete second.behaviour.BYE;
      await starts(second);
      expect(second.socket.inbox).to.deep.equal([]);
      expect(second.phone.state.account.status).to.equal('ready');
    });
});

describe('A call that is being answered while the page of the callee is reloaded', () => {
  const pages = PageOfPhone.forEachTest();

  /** Bob called Alice, who answered; her page was left before the ACK. `far`: Bob, who has her tag. */
  async function answered(): Promise<{ second: TestPhone; clock: VirtualClock; far: RemoteCall }> {
    const test = await TestPhone.ready({ notifications: false });
    const caller = await test.rings({ extra: [ASSERTED] });
    void test.phone.getCall(test.call!.id)!.answer();
    const toTag = /^To:.*;tag=(\S+)/m.exec(await test.replied(200))![1]!;
    const second = await pages.next(test, { notifications: false });
    const { callId, fromTag } = caller;
    const far = new RemoteCall(second as unknown as TestUA, { callId, fromTag, toTag });
    far.sequence = caller.sequence;
    far.inviteSequence = caller.inviteSequence;
    return { second, clock: test.clock, far };
  }

  it('goes on: the ACK at the next page ends no wait, and the 200 to its re-INVITE confirms the call', async () => {
    const { second, clock, far } = await answered();
    await starts(second);
    const reinvite = await second.sent('INVITE');
    expect(reinvite.callId).to.equal(far.callId);
    await far.ack();
    await accepts(second, reinvite);
    await clock.advance(40_000);
    expect(second.call).to.include({ status: 'active', direction: 'incoming' });
    expect(second.socket.inbox.filter((text) => !text.startsWith('ACK '))).to.deep.equal([]);
  });

  // @rfc 3261 §15.1.2
  it('ends by the BYE of the caller before the next page has taken it over, and nothing more is sent (§15.1.2)', async () => {
    const { second, clock, far } = await answered();
    const registers: IncomingRequest[] = [];
    second.behaviour.REGISTER = (request) => void registers.push(request);
    await starts(second);
    await far.request('BYE');
    await second.replied(200);
    await second.receives(TestPhone.accept(registers[0]!));
    expect(second.call).to.include({ status: 'ended', cause: 'ended-meanwhile', endedBy: 'remote' });
    await clock.advance(40_000);
    expect(second.socket.inbox.filter((text) => !text.startsWith('REGISTER '))).to.deep.equal([]);
  });

  it('ends by the BYE of the caller while the next page takes it over', async () => {
    const { second, clock, far } = await answered();
    await starts(second);
    const reinvite = await second.sent('INVITE');
    await far.request('BYE');
    await second.replied(200);
    await second.answers(reinvite, 481);
    expect(second.call).to.include({ status: 'ended', cause: 'ended-meanwhile', endedBy: 'remote' });
    await clock.advance(40_000);
    expect(second.socket.inbox.filter((text) => !text.startsWith('ACK '))).to.deep.equal([]);
  });

  // @rfc 3261 §15
  it('gets a BYE where the caller rejects each offer with 491 for more than 20 s, as the 200 was lost: it would ring on (§15)', async () => {
    const { second, clock, far } = await answered();
    delete second.behaviour.BYE;
    await starts(second);
    for (let step = 0; step < 600 && second.call?.status === 'resuming'; step++) {
      const index = second.socket.inbox.findIndex((text) => text.startsWith('INVITE '));
      if (index >= 0) await second.answers(await second.sent('INVITE'), 491);
      await clock.advance(100);
    }
    expect(second.call).to.include({ status: 'ended', cause: 'not-resumed' });
    const bye = await second.sent('BYE');
    expect(bye).to.include({ callId: far.callId, fromTag: far.toTag, toTag: far.fromTag });
  });

  it('is rejected with 480 where the 200 was not sent yet', async () => {
    let answerIt!: () => void;
    class SlowHandler extends FakeDescriptionHandler {
      override readonly gate = new Promise<void>((resolve) => (answerIt = resolve));
    }
    const test = await TestPhone.ready({
      notifications: false,
      sessionDescriptionHandlerFactory: () => new SlowHandler(),
    });
    await test.rings();
    void test.phone.getCall(test.call!.id)!.answer();
    await settle();
    expect(test.call?.status).to.equal('answering');
    const second = await pages.next(test, { notifications: false });
    answerIt();
    await settle();
    const [first] = test.network.sockets;
    expect(first!.inbox.filter((text) => text.startsWith('SIP/2.0 480 '))).to.have.length(1);
    expect(first!.inbox.filter((text) => text.startsWith('SIP/2.0 200 '))).to.deep.equal([]);
    expect(second.call).to.include({ status: 'ended', cause: 'left-unanswered' });
  });
});

describe('A call whose remote party takes it over from its next page, and gives it up while that is being answered', () => {
  const pages = PageOfPhone.forEachTest();

  for (const [how, cause] of [
    ['BYE in the old dialog', 'ended-meanwhile'],
    ['CANCEL', 'not-resumed'],
  ] as const)
    // @rfc 3261 §15.1.2
    it(`ends by its ${how}, and the INVITE is rejected: no session is left (§15.1.2)`, async () => {
      const { test, invite } = await pages.talking();
      let answerIt: (() => void) | undefined;
      class SlowHandler extends FakeDescriptionHandler {
        override readonly gate = new Promise<void>((resolve) => (answerIt = resolve));
      }
      const second = await pages.next(test, { sessionDescriptionHandlerFactory: () => new SlowHandler() });
      const registers: IncomingRequest[] = [];
      second.behaviour.REGISTER = (request) => void registers.push(request);
      delete second.behaviour.BYE;
      await starts(second);
      const old = RemoteCall.of(second as unknown as TestUA, invite);
      const far = new RemoteCall(second as unknown as TestUA, { fromTag: 'next-page' });
      const { callId, fromTag } = invite;
      const replaces = `Replaces: ${printReplaces({ callId, localTag: fromTag!, remoteTag: 'far' })}`;
      await far.request('INVITE', { extra: [replaces, 'Require: replaces', ASSERTED], body: sdp() });
      await second.serve();
      expect(second.call?.status).to.equal('resuming');
      if (how === 'CANCEL') await far.cancel();
      else await old.request('BYE');
      const replies = second.socket.inbox.splice(0).map((text) => text.slice(8, 11));
      expect(replies.toSorted()).to.deep.equal(['200', how === 'CANCEL' ? '487' : '480']);
      answerIt?.();
      await settle();
      await second.receives(TestPhone.accept(registers[0]!));
      expect(second.call).to.include({ status: 'ended', cause });
      // The dialog is still there after a CANCEL.
      if (how === 'CANCEL') await second.answers(await second.sent('BYE'), 200);
      await test.clock.advance(40_000);
      expect(second.socket.inbox).to.deep.equal([]);
    });
});
