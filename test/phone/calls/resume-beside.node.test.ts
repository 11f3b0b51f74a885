/** Calls of an earlier page beside one that the user begins meanwhile: which of them is on hold (RFC 3264 §8.4, RFC 3891 §3). */

import '../../../src/phone/audio/media-chunk.js';
import { expect } from 'chai';
import { printReplaces } from '../../../src/sip/message/header/replaces.js';
import type { Call } from '../../../src/phone/calls/call.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { answer } from '../../support/sip-text.js';
import { sdp } from '../../support/fake-description-handler.js';
import type { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { PageOfPhone, accepts, starts } from '../support/page-of-phone.js';

const ASTERISK = 'Server: Asterisk PBX 22.10.0';

const isHeld = ({ state }: Call): boolean | undefined => (state.status === 'active' ? state.hold.local : undefined);

describe('A call that comes back beside another one', () => {
  const pages = PageOfPhone.forEachTest();

  /** The next page of a call with Bob, on which the user calls Carol while it is connected. */
  async function besideCarol(server: string): Promise<{ second: TestPhone; back: Call; carol: Call } & Invites> {
    const { test, call } = await pages.talking({}, [server]);
    const second = await pages.next(test);
    const carol = second.phone.call('carol');
    await starts(second);
    const invites = [await second.sent('INVITE'), await second.sent('INVITE')];
    const toCarol = invites.find(({ to }) => to.uri.user === 'carol')!;
    const toBob = invites.find((invite) => invite !== toCarol)!;
    return { second, back: second.phone.getCall(call.id)!, carol, toCarol, toBob };
  }

  /** The call is back, on hold. Returns the next re-INVITE, which ends that. */
  async function heldAgain(second: TestPhone, toBob: IncomingRequest): Promise<() => Promise<IncomingRequest>> {
    await accepts(second, toBob, 'newer');
    if (!toBob.body.includes('a=sendonly')) {
      const hold = await second.sent('INVITE');
      expect(hold.body).to.contain('a=sendonly');
      await accepts(second, hold);
    }
    return async () => {
      const resume = await second.sent('INVITE');
      expect(resume.body).to.not.contain('a=sendonly');
      return resume;
    };
  }

  async function noInvite(second: TestPhone): Promise<void> {
    await settle();
    expect(second.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
  }

  interface Invites {
    readonly toBob: IncomingRequest;
    readonly toCarol: IncomingRequest;
  }

  for (const server of [ASTERISK, 'Server: other']) {
    const way = server === ASTERISK ? 'replacement' : 're-INVITE';

    it(`is active after its ${way} where the user has made it the active one, and the other is on hold`, async () => {
      const { second, back, carol, toBob, toCarol } = await besideCarol(server);
      await accepts(second, toCarol, 'carol');
      const swapped = back.swap();
      const hold = await second.sent('INVITE');
      expect([hold.callId, hold.body.includes('a=sendonly')]).to.deep.equal([toCarol.callId, true]);
      await accepts(second, hold);
      await swapped;
      await accepts(second, toBob, 'newer');
      const resume = await second.sent('INVITE');
      expect(resume.body).to.not.contain('a=sendonly');
      await accepts(second, resume);
      expect([isHeld(back), isHeld(carol)]).to.deep.equal([false, true]);
    });

    it(`is active after its ${way} where the other one was busy meanwhile`, async () => {
      const { second, back, toBob, toCarol } = await besideCarol(server);
      await second.answers(toCarol, 486);
      await accepts(second, toBob, 'newer');
      const resume = await second.sent('INVITE');
      expect(resume.body).to.not.contain('a=sendonly');
      await accepts(second, resume);
      expect(isHeld(back)).to.equal(false);
    });
  }

  for (const server of [ASTERISK, 'Server: other']) {
    const way = server === ASTERISK ? 'replacement' : 're-INVITE';

    it(`is resumed after its ${way} when the other one, for which the phone has held it, is busy`, async () => {
      const { second, back, toBob, toCarol } = await besideCarol(server);
      const resume = await heldAgain(second, toBob);
      expect(isHeld(back)).to.equal(true);
      await second.answers(toCarol, 486);
      await accepts(second, await resume());
      expect(isHeld(back)).to.equal(false);
    });
  }

  it('is resumed when the other one is busy, also where the remote party has held and resumed the call meanwhile', async () => {
    const { second, back, toBob, toCarol } = await besideCarol('Server: other');
    const resume = await heldAgain(second, toBob);
    const bob = RemoteCall.of(second as unknown as TestUA, toBob);
    for (const direction of ['sendonly', 'sendrecv']) {
      await bob.request('INVITE', { body: sdp(direction) });
      expect(await second.replied(200)).to.not.equal('');
      await bob.ack();
    }
    expect(isHeld(back)).to.equal(true);
    await second.answers(toCarol, 486);
    await accepts(second, await resume());
    expect(isHeld(back)).to.equal(false);
  });

  it('stays on hold when the other one was answered and ends', async () => {
    const { second, back, toBob, toCarol, carol } = await besideCarol('Server: other');
    await heldAgain(second, toBob);
    await accepts(second, toCarol, 'carol');
    void carol.hangUp();
    await settle();
    await noInvite(second);
    expect(carol.state.status).to.equal('ended');
    expect(isHeld(back)).to.equal(true);
  });

  it('stays on hold when the other one is busy, where the user has put it on hold since', async () => {
    const { second, back, toBob, toCarol } = await besideCarol('Server: other');
    await heldAgain(second, toBob);
    for (const on of [false, true]) {
      void back.hold(on);
      await accepts(second, await second.sent('INVITE'));
    }
    await second.answers(toCarol, 486);
    await noInvite(second);
    expect(isHeld(back)).to.equal(true);
  });

  it('is not held beside a call that is on hold itself', async () => {
    const { test, call, invite } = await pages.talking();
    const second = await pages.next(test);
    await starts(second);
    const again = await second.sent('INVITE');
    const carol = second.phone.call('carol');
    await accepts(second, await second.sent('INVITE'), 'carol');
    void carol.hold(true);
    await accepts(second, await second.sent('INVITE'));
    await accepts(second, again);
    const back = second.phone.getCall(call.id)!;
    expect([isHeld(back), isHeld(carol), again.callId]).to.deep.equal([false, true, invite.callId]);
    expect(second.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
  });

  for (const when of ['after', 'before'] as const)
    it(`is held where its remote party has replaced it ${when} the user began the other one (RFC 3891 §3)`, async () => {
      const { test, call, invite } = await pages.talking();
      const second = await pages.next(test);
      let register: IncomingRequest | undefined;
      second.behaviour.REGISTER = (request) => void (register = request);
      await starts(second);
      const dial = (): unknown => second.phone.call('carol');
      if (when === 'after') dial();
      const far = new RemoteCall(second as unknown as TestUA, { fromTag: 'next-page' });
      const value = printReplaces({ callId: invite.callId, localTag: invite.fromTag!, remoteTag: 'far' });
      const extra = [`Replaces: ${value}`, 'Require: replaces', 'P-Asserted-Identity: <sip:bob@example.com>'];
      await far.request('INVITE', { extra, body: sdp() });
      far.toTag = /^To:.*;tag=(\S+)/m.exec(await second.replied(200))![1];
      await far.ack();
      if (when === 'before') dial();
      const contact = register!.headers.getAll('Contact').map((text) => `Contact: ${text}`);
      await second.receives(answer(register!.toString(), 200, { toTag: 'r', extra: contact }));
      const invites = [await second.sent('INVITE'), await second.sent('INVITE')];
      const hold = invites.find(({ to }) => to.uri.user !== 'carol');
      expect(hold?.body, 'the remote party hears nothing').to.contain('a=sendonly');
      await accepts(second, hold!);
      expect(isHeld(second.phone.getCall(call.id)!)).to.equal(true);
    });
});
