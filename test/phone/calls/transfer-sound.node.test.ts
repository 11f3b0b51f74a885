/** What happens to a call while its transfer is under way, and when it is refused: hold, sound, digits, a second transfer. */

import { expect } from 'chai';
import type { MediaState } from '../../../src/media/index.js';
import type { Call } from '../../../src/phone/calls/call.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import type { CallState } from '../../../src/phone/state.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import type { TestPhone } from '../../support/test-phone.js';
import { callAndAnswer, noInvite, notify, reinvite, talk } from '../support/talk.js';

/** Media that log when nothing is sent. */
class QuietableMedia extends FakeDescriptionHandler {
  readonly listenOnly = false;
  readonly remoteStream = { getAudioTracks: () => [] };
  readonly remoteVideo = { getVideoTracks: () => [] };
  readonly state: MediaState = 'connected';
  override takesDtmf = true;
  isSilent = false;

  on(): this {
    return this;
  }

  mute(): void {
    // Nothing is sent.
  }

  muteVideo(): void {
    // No video is sent.
  }

  pause(on: boolean): Promise<void> {
    this.isSilent = on;
    return Promise.resolve();
  }

  sample(): Promise<never> {
    return Promise.reject(new Error('No statistics'));
  }
}

async function talkAloud() {
  const media = new QuietableMedia();
  return { media, ...(await talk({ sessionDescriptionHandlerFactory: () => media })) };
}

type Active = CallState & { status: 'active' };

const transferOf = (call: Call) => (call.state as Active).transfer;
const holdOf = (call: Call): boolean => (call.state as Active).hold.local;
const referred = (test: TestPhone): boolean => test.socket.inbox.some((text) => text.startsWith('REFER '));

const kindOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => 'done',
    ({ kind, detail }: PhoneError) => (kind === 'failed' ? detail : kind),
  );

/** The result of a promise, undefined while it is pending. */
function watch(done: Promise<unknown>): { result: unknown } {
  const watched: { result: unknown } = { result: undefined };
  void kindOf(done).then((result) => (watched.result = result));
  return watched;
}

describe('A second transfer of a call', () => {
  for (const rings of [false, true])
    it(`is refused while ${rings ? 'the target of the first rings' : 'the first is tried'}, which goes on`, async () => {
      const { test, call, far } = await talk({ parkCode: '700' });
      const first = watch(call.transfer('carol'));
      await reinvite(test, 'sendonly');
      const refer = await test.sent('REFER');
      await test.answers(refer, 202);
      if (rings) await notify(far, refer, 180);
      const before = transferOf(call);
      const commands: string[] = [];
      test.phone.on('before', ({ command }) => commands.push(command.action));
      expect(await kindOf(call.transfer('dave'))).to.equal('The call is being transferred.');
      expect(await kindOf(call.park())).to.equal('The call is being transferred.');
      await noInvite(test);
      expect([referred(test), transferOf(call), holdOf(call), commands]).to.deep.equal([false, before, true, []]);
      await notify(far, refer, 200);
      await test.serve();
      expect(first.result).to.equal('done');
    });

  it('is possible after a refusal, and waits until the hold for the first has ended', async () => {
    const { test, call } = await talk();
    void kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 603);
    const second = watch(call.transfer('dave'));
    await reinvite(test, 'sendrecv');
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 603);
    await reinvite(test, 'sendrecv');
    expect([second.result, holdOf(call)]).to.deep.equal(['declined', false]);
  });

  it('stays on hold where the connection comes back that the end of the hold for the first was waiting for', async () => {
    const { test, call, far } = await talk();
    void kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 603);
    await test.answers(await test.sent('INVITE'), 488);
    void call.hold(false);
    await reinvite(test, 'sendrecv');
    void kindOf(call.transfer('dave'));
    await reinvite(test, 'sendonly');
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    test.socket.serverCloses();
    await test.clock.advance(5000);
    await reinvite(test, 'sendonly');
    await noInvite(test);
    expect(holdOf(call)).to.equal(true);
    await notify(far, refer, 486);
    await reinvite(test, 'sendrecv');
  });
});

describe('A refused transfer', () => {
  it('is told at once, before the remote party has agreed that the hold ends', async () => {
    const { test, call } = await talk();
    const done = watch(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.answers(await test.sent('REFER'), 603);
    await test.serve();
    expect([done.result, transferOf(call)?.status, holdOf(call)]).to.deep.equal(['declined', 'refused', true]);
    await reinvite(test, 'sendrecv');
    expect(holdOf(call)).to.equal(false);
  });

  for (const [what, ends] of [
    ['resumes the call where the other one, for which it was held, has ended', true],
    ['leaves the call on hold for the other one', false],
  ] as const)
    it(`to the remote party of another call ${what}`, async () => {
      const { test, call } = await talk();
      const second = test.phone.call('carol');
      await reinvite(test, 'sendonly');
      await test.answersSdp(await test.sent('INVITE'));
      await test.sent('ACK');
      const done = watch(call.transfer(second));
      const refer = await test.sent('REFER');
      if (ends) void second.hangUp();
      await test.answers(refer, 603);
      if (ends) await reinvite(test, 'sendrecv');
      await noInvite(test);
      expect([done.result, holdOf(call)]).to.deep.equal(['declined', !ends]);
    });

  it('leaves a call on hold that the user has put on hold, also where the other one has ended', async () => {
    const { test, call } = await talk();
    void call.hold(true);
    await reinvite(test, 'sendonly');
    const { call: second } = await callAndAnswer(test, 'carol');
    const done = watch(call.transfer(second));
    const refer = await test.sent('REFER');
    void second.hangUp();
    await test.answers(refer, 603);
    await noInvite(test);
    expect([done.result, holdOf(call)]).to.deep.equal(['declined', true]);
  });

  for (const when of ['before the transfer', 'during its hold', 'with the REFER'])
    it(`tells that the connection was lost ${when}, and ends the hold once it is back`, async () => {
      const { test, call } = await talk();
      if (when === 'before the transfer') test.socket.serverCloses();
      const done = watch(call.transfer('carol'));
      await test.serve();
      if (when === 'during its hold') {
        await test.sent('INVITE');
        test.socket.serverCloses();
      } else if (when === 'with the REFER') {
        await reinvite(test, 'sendonly');
        await test.sent('REFER');
        test.socket.serverCloses();
      }
      await test.serve();
      expect(done.result).to.equal('no-connection');
      const refused = { status: 'refused', target: 'carol', cause: 'no-connection', notByTarget: true };
      expect(transferOf(call)).to.deep.equal(refused);
      await test.clock.advance(5000);
      if (when === 'with the REFER') await reinvite(test, 'sendonly');
      await reinvite(test, 'sendrecv');
      await noInvite(test);
      expect([call.state.status, holdOf(call), referred(test)]).to.deep.equal(['active', false, false]);
    });
});

describe('The sound of a call that is transferred', () => {
  it('stops with the hold, and goes on when the transfer is refused', async () => {
    const { test, call, media } = await talkAloud();
    void kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.clock.advance(100);
    const refer = await test.sent('REFER');
    expect(media.isSilent).to.equal(true);
    await test.answers(refer, 603);
    expect(media.isSilent).to.equal(false);
  });

  it('goes on as soon as the remote party has refused the hold', async () => {
    const { test, call, media } = await talkAloud();
    void kindOf(call.transfer('carol'));
    await test.answers(await test.sent('INVITE'), 488);
    expect([media.isSilent, holdOf(call)]).to.deep.equal([false, false]);
    await test.answers(await test.sent('REFER'), 202);
    await test.clock.advance(10_000);
    expect(media.isSilent).to.equal(false);
  });

  it('goes on after 5 s where the remote party does not answer the hold', async () => {
    const { test, call, media } = await talkAloud();
    void kindOf(call.transfer('carol'));
    await test.clock.advance(4990);
    expect([media.isSilent, referred(test)]).to.deep.equal([true, false]);
    await test.clock.advance(20);
    expect([media.isSilent, referred(test)]).to.deep.equal([false, true]);
  });

  it('does not go on before the call ends where the transfer succeeds', async () => {
    const { test, call, far, media } = await talkAloud();
    const done = watch(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.clock.advance(100);
    const refer = await test.sent('REFER');
    await test.answers(refer, 202);
    await notify(far, refer, 200);
    await test.serve();
    expect([done.result, media.isSilent]).to.deep.equal(['done', true]);
  });

  it('leaves no timer of the hold', async () => {
    const { test, call } = await talkAloud();
    void kindOf(call.transfer('carol'));
    await reinvite(test, 'sendonly');
    await test.clock.advance(4990);
    const { pending } = test.clock;
    await test.clock.advance(20);
    expect(test.clock.pending).to.equal(pending);
  });
});

describe('Digits that are sent while a transfer is under way', () => {
  async function transferring() {
    const some = await talkAloud();
    void kindOf(some.call.transfer('carol'));
    await reinvite(some.test, 'sendonly');
    await some.test.clock.advance(100);
    return { ...some, refer: await some.test.sent('REFER') };
  }

  const tonesOf = (media: QuietableMedia): string => media.tones.map(([tones]) => tones).join('');

  it('wait, and are sent when it is refused', async () => {
    const { test, call, media, refer } = await transferring();
    const digits = watch(call.sendDigits('12'));
    await test.clock.advance(1000);
    expect([tonesOf(media), digits.result]).to.deep.equal(['', undefined]);
    await test.answers(refer, 603);
    await test.clock.advance(1000);
    expect([tonesOf(media), digits.result]).to.deep.equal(['12', 'done']);
  });

  it('can be stopped', async () => {
    const { test, call, media, refer } = await transferring();
    const digits = watch(call.sendDigits('12'));
    await test.serve();
    call.stopDigits();
    await test.answers(refer, 603);
    await test.clock.advance(1000);
    expect([tonesOf(media), digits.result]).to.deep.equal(['', 'already-ended']);
  });

  it('are not sent where it succeeds, as the call ends', async () => {
    const { test, call, far, media, refer } = await transferring();
    const digits = watch(call.sendDigits('12'));
    await test.answers(refer, 202);
    await notify(far, refer, 200);
    await test.serve();
    expect([tonesOf(media), digits.result]).to.deep.equal(['', 'already-ended']);
  });

  it('are sent at once where the remote party has refused the hold, or the user has resumed the call', async () => {
    const refused = await talkAloud();
    void kindOf(refused.call.transfer('carol'));
    await refused.test.answers(await refused.test.sent('INVITE'), 488);
    const resumed = await transferring();
    void resumed.call.hold(false);
    await reinvite(resumed.test, 'sendrecv');
    for (const { test, call, media } of [refused, resumed]) {
      void call.sendDigits('3');
      await test.serve();
      expect([tonesOf(media), media.isSilent]).to.deep.equal(['3', false]);
    }
  });
});
