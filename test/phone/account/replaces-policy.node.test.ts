import { expect } from 'chai';
import { TestPhone } from '../../support/test-phone.js';

const ASSERTED = 'P-Asserted-Identity: "Carol" <sip:1003@example.com>';

/** A call to Bob, and what an INVITE writes that wants its place. */
async function calling(answered: boolean) {
  const test = await TestPhone.ready();
  const call = test.phone.call('bob');
  const invite = await test.sent('INVITE');
  if (answered) {
    await test.answersSdp(invite);
    await test.sent('ACK');
  } else await test.answers(invite, 180, ['Contact: <sip:bob@far.invalid;transport=ws>']);
  const replaces = `Replaces: ${invite.callId};to-tag=${invite.fromTag};from-tag=far${answered ? '' : ';early-only'}`;
  return { test, call, invite, replaces };
}

describe('An INVITE that takes the place of a call (RFC 3891)', () => {
  // @rfc 3891 §8
  it('answers a call that still rings, where the server vouches for who picks it up', async () => {
    const { test, call, replaces } = await calling(false);
    const far = await test.rings({ from: '<sip:carol@example.com>', extra: [replaces, ASSERTED] });
    await test.sent('CANCEL').catch(() => undefined);
    await far.acknowledges(await test.replied(200));
    expect(call.state).to.include({ status: 'active' });
    expect(call.state.peer).to.include({ name: 'Carol', number: '1003' });
    expect(test.phone.state.calls).to.have.length(1);
  });

  it('rings where nobody vouches for it: whoever sees our calls could write it', async () => {
    const { test, call, replaces } = await calling(false);
    await test.rings({ from: '<sip:carol@example.com>', extra: [replaces] });
    expect(call.state.status).to.equal('ringing');
    expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['ringing', 'incoming']);
  });

  for (const [who, extra, at] of [
    ['the peer of the call, from another device', ['P-Asserted-Identity: <sip:bob@example.com>'], 'once'],
    ['a third party', [ASSERTED], 'an answer'],
    [
      'a third party with an unsigned Referred-By (RFC 3892 §5)',
      [ASSERTED, 'Referred-By: <sip:bob@example.com>'],
      'an answer',
    ],
    ['a sender that no server vouches for, whatever its From', [], 'an answer'],
  ] as const) {
    it(`into a call that is up: ${who} comes in at ${at} (H3)`, async () => {
      const { test, call, replaces } = await calling(true);
      const far = await test.rings({ from: '<sip:bob@example.com>', extra: [replaces, ...extra] });
      const { calls } = test.phone.state;
      if (at === 'once') {
        await far.acknowledges(await test.replied(200));
        expect(calls).to.have.length(1);
        expect(call.state.status).to.equal('active');
        return;
      }
      expect(calls.map(({ status }) => status)).to.deep.equal(['active', 'incoming']);
      const ringing = test.phone.getCall(calls[1]!.id)!;
      void ringing.answer().catch(() => undefined);
      await far.acknowledges(await test.replied(200));
      await test.serve();
      expect(ringing.state.status).to.equal('active');
      expect(call.state.status).to.equal('ended');
      const reinvites = test.socket.frames.filter((text) => text.startsWith('INVITE') && /^To: .*;tag=/m.test(text));
      expect(reinvites).to.deep.equal([]);
    });
  }

  it('rings where it comes from the callee that had redirected the call to somebody else (H3, M1)', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    const first = await test.sent('INVITE');
    // What is asserted of the callee holds for its own dialog only.
    await test.answers(first, 180, ['P-Asserted-Identity: <sip:bob@example.com>']);
    await test.answers(first, 302, ['Contact: <sip:carol@example.com>']);
    await test.sent('ACK');
    call.respond(true);
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.sent('ACK');
    expect(call.state.status).to.equal('active');
    const replaces = `Replaces: ${invite.callId};to-tag=${invite.fromTag};from-tag=far`;
    await test.rings({ extra: [replaces, 'P-Asserted-Identity: <sip:bob@example.com>'] });
    expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['active', 'incoming']);
    const far = await test.rings({ extra: [replaces, 'P-Asserted-Identity: <sip:carol@example.com>'] });
    await far.acknowledges(await test.replied(200));
    expect(call.state.status).to.equal('active');
  });

  it('is busy where nobody is to be disturbed', async () => {
    const { test, call, replaces } = await calling(true);
    test.phone.setDoNotDisturb(true);
    await test.rings({ from: '<sip:carol@example.com>', extra: [replaces, ASSERTED] });
    await test.replied(486);
    expect(call.state.status).to.equal('active');
  });

  describe('passes the veto of an answer', () => {
    const BOB = 'P-Asserted-Identity: <sip:bob@example.com>';

    it('with the party that would be there, and rings where it is stopped', async () => {
      const { test, call, replaces } = await calling(true);
      const told: unknown[] = [];
      test.phone.on('before', (event) => {
        const { command } = event;
        if (command.action !== 'answer') return;
        told.push([command.call.id, command.origin, command.peer?.number]);
        event.preventDefault();
      });
      await test.rings({ extra: [replaces, BOB] });
      expect(told).to.deep.equal([[call.id, 'replaces', 'bob']]);
      expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['active', 'incoming']);
    });

    for (const [option, outcome] of [
      ['ask', 180],
      ['refuse', 403],
    ] as const)
      it(`and is not taken without a user where the option is ${option}`, async () => {
        const { test, call, replaces } = await calling(true);
        test.phone.configure({ replaces: option });
        await test.rings({ extra: [replaces, BOB] });
        await test.replied(outcome);
        expect(call.state.status).to.equal('active');
      });
  });
});
