import { expect } from 'chai';
import type { Call } from '../../../src/phone/calls/call.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import type { CallState } from '../../../src/phone/state.js';
import { TestPhone } from '../../support/test-phone.js';
import { PageOfPhone, accepts, starts } from '../support/page-of-phone.js';
import { callAndAnswer, noInvite, notify, reinvite, talk } from '../support/talk.js';

type Active = CallState & { status: 'active' };

const transferOf = (call: Call) => (call.state as Active).transfer;

describe('A call that is parked', () => {
  const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'parked',
      (error: PhoneError) => `${error.kind} ${error.detail ?? ''}`.trim(),
    );

  for (const [parkCode, place, target] of [
    ['700', undefined, 'sip:700@example.com'],
    ['park+{place}', '5901', 'sip:park+5901@example.com'],
  ] as const)
    it(`with the option ${parkCode} is transferred to ${target} (RFC 3515), and ends`, async () => {
      const { test, call, far } = await talk({ parkCode });
      const commands: unknown[] = [];
      test.phone.on('before', ({ command }) => commands.push(command.action));
      const done = kindOf(call.park(place));
      await reinvite(test, 'sendonly');
      const refer = await test.sent('REFER');
      expect(refer.headers.get('Refer-To')).to.contain(target);
      await test.answers(refer, 202);
      await notify(far, refer, 200);
      await test.serve();
      expect(await done).to.equal('parked');
      expect(call.state).to.include({ status: 'ended', cause: 'transferred' });
      expect(commands).to.deep.equal(['park']);
    });

  it('is resumed where the server refuses', async () => {
    const { test, call } = await talk({ parkCode: '700' });
    const done = kindOf(call.park());
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 603);
    await reinvite(test, 'sendrecv');
    expect(await done).to.match(/^declined/);
    expect(call.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
  });

  it('stays where the option is missing or does not fit the place, and where a listener prevents it', async () => {
    for (const [parkCode, place] of [
      [undefined, undefined],
      ['700', '5901'],
      ['park+{place}', undefined],
      ['park+{place}', '1@elsewhere.example'],
    ] as const) {
      const { test, call } = await talk({ parkCode });
      expect(await kindOf(call.park(place))).to.match(/^not-found /);
      await test.serve();
      expect(test.socket.inbox).to.deep.equal([]);
    }
    const { test, call } = await talk({ parkCode: '700' });
    test.phone.on('before', (event) => event.preventDefault());
    expect(await kindOf(call.park())).to.equal('canceled');
  });

  it('is taken back by a call to its place, after the code of the server', async () => {
    for (const [retrieveCode, user] of [
      [undefined, '751'],
      ['*88', '*88751'],
    ] as const) {
      const test = await TestPhone.ready({ retrieveCode });
      test.phone.retrieve(' 751 ');
      expect((await test.sent('INVITE')).uri.user).to.equal(user);
    }
  });
});

describe('A transfer', () => {
  it('holds the call, sends REFER, shows the progress of the NOTIFYs, and ends the call (RFC 5589 §6.1)', async () => {
    const { test, call, far } = await talk();
    const done = call.transfer('carol');
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    expect(refer.headers.get('Refer-To')).to.contain('sip:carol@example.com');
    await test.answers(refer, 202);
    expect(transferOf(call)).to.deep.equal({ status: 'trying', target: 'carol' });
    await notify(far, refer, 180);
    expect(transferOf(call)).to.deep.equal({ status: 'ringing', target: 'carol' });
    await notify(far, refer, 200);
    await test.serve();
    await done;
    expect(call.state).to.include({ status: 'ended', cause: 'transferred' });
  });

  for (const statusCode of [100, 180])
    it(`whose last NOTIFY has ${statusCode} resumes the call, as its result is unknown`, async () => {
      const { test, call, far } = await talk();
      const done = call.transfer('carol').catch((error: unknown) => error);
      await reinvite(test, 'sendonly');
      const refer = await test.sent('REFER');
      await test.answers(refer, 202);
      await notify(far, refer, statusCode, true);
      await reinvite(test, 'sendrecv');
      expect(await done).to.be.instanceOf(PhoneError);
      expect(call.state.status).to.equal('active');
      expect(transferOf(call)).to.deep.include({ status: 'refused', target: 'carol' });
    });

  it('that fails resumes the call, with the cause of the NOTIFY (RFC 3515 §2.4.5)', async () => {
    const { test, call, far } = await talk();
    const done = call.transfer('carol').catch((error: unknown) => error);
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 486);
    await reinvite(test, 'sendrecv');
    expect(await done)
      .to.be.instanceOf(PhoneError)
      .and.include({ kind: 'busy' });
    expect(call.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
    expect(transferOf(call)).to.deep.equal({ status: 'refused', target: 'carol', cause: 'busy' });
  });

  for (const statusCode of [405, 503, 603])
    it(`whose REFER gets ${statusCode} is not attributed to the target, which was not called (RFC 3515 §2.4.2)`, async () => {
      const { test, call } = await talk();
      const done = call.transfer('carol').catch((error: unknown) => error);
      await reinvite(test, 'sendonly');
      await test.answers(await test.sent('REFER'), statusCode);
      await reinvite(test, 'sendrecv');
      const { kind } = (await done) as PhoneError;
      const refused = { status: 'refused', target: 'carol', cause: kind, notByTarget: true };
      expect(transferOf(call)).to.deep.equal(refused);
    });

  it('that the target does not answer in 90 s is attributed to the target, once the REFER was accepted', async () => {
    const { test, call } = await talk();
    const done = call.transfer('carol').catch((error: unknown) => error);
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 202);
    await test.clock.advance(90_000);
    expect(await done).to.include({ kind: 'no-answer' });
    expect(transferOf(call)).to.deep.equal({ status: 'refused', target: 'carol', cause: 'no-answer' });
  });

  it('that fails before the remote party sends BYE is in the ended call, with its target (RFC 3515 §2.4.5)', async () => {
    const { test, call, far } = await talk();
    const done = call.transfer('carol').catch((error: unknown) => error);
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 503);
    await far.request('BYE');
    await test.serve();
    expect(await done).to.be.instanceOf(PhoneError);
    expect(call.state).to.deep.include({
      status: 'ended',
      endedBy: 'remote',
      transfer: { status: 'refused', target: 'carol', cause: 'server-error' },
    });
  });

  it('that fails is removed from the call when the call goes on, and is not in its later end', async () => {
    const { test, call, far } = await talk();
    const done = call.transfer('carol').catch((error: unknown) => error);
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 486);
    await reinvite(test, 'sendrecv');
    await done;
    await test.clock.advance(3000);
    await far.request('BYE');
    await test.serve();
    expect(call.state)
      .to.include({ status: 'ended', cause: 'hung-up', endedBy: 'remote' })
      .and.not.have.property('transfer');
  });

  it('of one call to another names the dialog to replace (RFC 3891 §6.1)', async () => {
    const { test, call, far } = await talk();
    const second = test.phone.call('carol');
    await reinvite(test, 'sendonly');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.sent('ACK');
    const done = call.transfer(second);
    const refer = await test.sent('REFER');
    expect(decodeURIComponent(refer.headers.get('Refer-To')!)).to.contain(invite.callId);
    await test.answers(refer, 202);
    await notify(far, refer, 200);
    await test.serve();
    await done;
    expect(call.state.status).to.equal('ended');
    expect(second.state.status).to.equal('ended');
  });

  it('to an invalid target is refused before a message is sent', async () => {
    const { test, call } = await talk();
    expect(await call.transfer('a@b@c d').catch((error: unknown) => error)).to.include({ kind: 'not-found' });
    await test.serve();
    expect(test.socket.inbox).to.deep.equal([]);
    expect(call.state.status).to.equal('active');
  });

  it('that the remote party requests is rejected unless the option allows it, as the local party would pay for the call', async () => {
    const { test, far } = await talk();
    const refer = { extra: ['Refer-To: <sip:900123@example.com>', 'Contact: <sip:bob@far.invalid;transport=ws>'] };
    await far.request('REFER', refer);
    await test.replied(603);
    const allowed = await talk({ followTransfers: true });
    await allowed.far.request('REFER', refer);
    await allowed.test.replied(202);
    allowed.test.behaviour['NOTIFY'] = () => 200;
    await reinvite(allowed.test, 'sendonly');
    expect((await allowed.test.sent('INVITE')).uri.user).to.equal('900123');
    expect(allowed.test.phone.state.calls).to.have.length(2);
  });
});

describe('The hold before a transfer (RFC 5589 §6.1)', () => {
  const pages = PageOfPhone.forEachTest();

  const kindOf = (done: Promise<void>): Promise<unknown> =>
    done.then(
      () => 'transferred',
      (error: PhoneError) => error.kind,
    );

  const holdOf = (call: Call): boolean => (call.state as Active).hold.local;

  // @rfc 5589 §6.1
  it('is not offered where the user holds the call, and that hold stays when the transfer is refused', async () => {
    const { test, call, far } = await talk();
    void call.hold(true);
    await reinvite(test, 'sendonly');
    const done = kindOf(call.transfer('carol'));
    await noInvite(test);
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 486);
    await noInvite(test);
    expect([await done, holdOf(call)]).to.deep.equal(['busy', true]);
  });

  it('waits for the hold that the user has just requested, and leaves that one', async () => {
    const { test, call } = await talk();
    void call.hold(true);
    const done = kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 603);
    await noInvite(test);
    expect([await done, holdOf(call)]).to.deep.equal(['declined', true]);
  });

  it('is that of the user where the user holds the call during the transfer', async () => {
    const { test, call } = await talk();
    const done = kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await call.hold(true);
    await test.answers(refer, 603);
    await noInvite(test);
    expect([await done, holdOf(call)]).to.deep.equal(['declined', true]);
  });

  it('goes on after a refusal where the user has called somebody else meanwhile', async () => {
    const { test, call } = await talk();
    const done = kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    const { call: other } = await callAndAnswer(test, 'dave');
    await test.answers(refer, 603);
    await noInvite(test);
    expect([await done, holdOf(call), holdOf(other)]).to.deep.equal(['declined', true, false]);
  });

  it('goes on after the refusal of an attended transfer, as the other call is the active one', async () => {
    const { test, call } = await talk();
    const second = test.phone.call('carol');
    await reinvite(test, 'sendonly');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    const done = kindOf(call.transfer(second));
    await test.answers(await test.sent('REFER'), 603);
    await noInvite(test);
    expect([await done, holdOf(call), holdOf(second)]).to.deep.equal(['declined', true, false]);
  });

  // @rfc 3261 §14.1
  it('is offered again after a glare (491), before the REFER', async () => {
    const { test, call, far } = await talk();
    const done = kindOf(call.transfer('carol'));
    await test.answers(await test.sent('INVITE'), 491);
    await test.clock.advance(4000);
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 200);
    expect(await done).to.equal('transferred');
  });

  for (const [what, answers] of [
    ['refuses', [488]],
    ['answers with 491 each time', [491, 491, 491, 491, 491, 491]],
    ['does not answer', []],
  ] as const)
    it(`does not stop the transfer where the remote party ${what}`, async () => {
      const { test, call, far } = await talk();
      const done = kindOf(call.transfer('carol'));
      const offer = await test.sent('INVITE');
      for (const [index, statusCode] of answers.entries()) {
        await test.answers(index === 0 ? offer : await test.sent('INVITE'), statusCode);
        if (test.socket.inbox.some((text) => text.startsWith('REFER '))) break;
        await test.clock.advance(4000);
      }
      await test.clock.advance(5000);
      const refer = await test.sent('REFER');
      await test.answers(refer, 202);
      await notify(far, refer, 200);
      expect(await done).to.equal('transferred');
      expect(call.state).to.include({ status: 'ended', cause: 'transferred' });
    });

  it('that is never answered ends the call, which is no success of the transfer (RFC 3261 §14.1, §17.1.1.2)', async () => {
    const { test, call, far } = await talk();
    const done = kindOf(call.transfer('carol'));
    await test.sent('INVITE');
    await test.clock.advance(5000);
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 180);
    await test.clock.advance(32_000);
    expect(await done).to.match(/^already-ended/);
    expect(call.state).to.deep.include({ status: 'ended', endedBy: 'system' });
    expect(call.state).to.not.include({ cause: 'transferred' });
  });

  it('that was refused leaves nothing to resume when the transfer is refused too', async () => {
    const { test, call } = await talk();
    const done = kindOf(call.transfer('carol'));
    await test.answers(await test.sent('INVITE'), 488);
    await test.answers(await test.sent('REFER'), 603);
    await noInvite(test);
    expect([await done, holdOf(call)]).to.deep.equal(['declined', false]);
  });

  it('of a remote party that hangs up meanwhile ends the call, and the transfer with it', async () => {
    const { test, call, far } = await talk();
    const done = kindOf(call.transfer('carol'));
    await test.sent('INVITE');
    await far.request('BYE');
    expect(await done).to.equal('already-ended');
    expect(test.socket.inbox.filter((text) => text.startsWith('REFER '))).to.deep.equal([]);
    expect(call.state).to.include({ status: 'ended', cause: 'hung-up', endedBy: 'remote' });
  });

  it('ends after a refusal that arrives over another connection than the REFER', async () => {
    const { test, call, far } = await talk();
    const done = kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    test.socket.serverCloses();
    await test.clock.advance(5000);
    await reinvite(test, 'sendonly');
    await notify(far, refer, 486);
    await reinvite(test, 'sendrecv');
    expect([await done, holdOf(call)]).to.deep.equal(['busy', false]);
  });

  it('ends once the connection is back that was lost with the REFER', async () => {
    const { test, call } = await talk();
    const done = kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.sent('REFER');
    test.socket.serverCloses();
    expect(await done).to.not.equal('transferred');
    expect(holdOf(call)).to.equal(true);
    await test.clock.advance(5000);
    await reinvite(test, 'sendonly');
    await reinvite(test, 'sendrecv');
    expect(holdOf(call)).to.equal(false);
  });

  for (const byUser of [false, true])
    it(`is ${byUser ? 'continued' : 'not continued'} after a reload ${byUser ? 'where the user had held the call' : 'during the transfer, whose end the next page does not know'}`, async () => {
      const { test, call } = await pages.talking();
      if (byUser) {
        void call.hold(true);
        await accepts(test, await test.sent('INVITE'));
      }
      void kindOf(call.transfer('carol'));
      if (!byUser) await accepts(test, await test.sent('INVITE'));
      await test.answers(await test.sent('REFER'), 202);
      const second = await pages.next(test);
      await starts(second);
      const again = await second.sent('INVITE');
      expect(again.body).to.contain(byUser ? 'a=sendonly' : 'a=sendrecv');
      await accepts(second, again);
      await noInvite(second);
      expect(holdOf(second.phone.getCall(call.id)!)).to.equal(byUser);
    });
});

describe('Two calls', () => {
  it('of which one fails leave the other active, and the failed one is removed after 3 s', async () => {
    const { test, call: first } = await talk();
    test.phone.call('carol');
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('INVITE'), 486);
    expect(test.call?.id).to.equal(first.id);
    await test.clock.advance(3000);
    expect(test.phone.state.calls).to.have.length(1);
  });

  it('are swapped: one is held, the other is resumed', async () => {
    const { test, call: first } = await talk();
    const second = test.phone.call('carol');
    await reinvite(test, 'sendonly');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    expect(test.call?.id).to.equal(second.id);
    const swapped = test.phone.activate(first.id);
    await reinvite(test, 'sendonly');
    await reinvite(test, 'sendrecv');
    await swapped;
    expect(test.call?.id).to.equal(first.id);
    expect((first.state as Active).hold.local).to.equal(false);
    expect((second.state as Active).hold.local).to.equal(true);
  });
});
