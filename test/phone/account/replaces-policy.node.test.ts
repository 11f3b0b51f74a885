import { expect } from 'chai';
import { TestPhone } from '../../support/test-phone.js';

const ASSERTED = 'P-Asserted-Identity: "Carol" <sip:1003@example.com>';

/** A call to Bob, and the Replaces header field of an INVITE that would replace it. */
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

describe('An INVITE with Replaces (RFC 3891)', () => {
  // @rfc 3891 §8
  it('answers an outgoing call before its final response, when the server asserts the identity of the sender', async () => {
    const { test, call, replaces } = await calling(false);
    const far = await test.rings({ from: '<sip:carol@example.com>', extra: [replaces, ASSERTED] });
    await test.sent('CANCEL').catch(() => undefined);
    await far.acknowledges(await test.replied(200));
    expect(call.state).to.include({ status: 'active' });
    expect(call.state.peer).to.include({ name: 'Carol', number: '1003' });
    expect(test.phone.state.calls).to.have.length(1);
  });

  it('rings without an asserted identity, as any observer of the dialog could send it', async () => {
    const { test, call, replaces } = await calling(false);
    await test.rings({ from: '<sip:carol@example.com>', extra: [replaces] });
    expect(call.state.status).to.equal('ringing');
    expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['ringing', 'incoming']);
  });

  for (const [who, extra, at] of [
    ['the remote party, from another device', ['P-Asserted-Identity: <sip:bob@example.com>'], 'once'],
    ['a third party', [ASSERTED], 'an answer'],
    [
      'a third party with an unsigned Referred-By (RFC 3892 §5)',
      [ASSERTED, 'Referred-By: <sip:bob@example.com>'],
      'an answer',
    ],
    ['a sender without an asserted identity, for any From', [], 'an answer'],
  ] as const) {
    it(`for an established call: ${who} is connected at ${at} (H3)`, async () => {
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

  it('rings when it comes from a callee that had redirected the call to another one (H3, M1)', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    const first = await test.sent('INVITE');
    // The asserted identity of the callee applies to its own dialog only.
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

  it('is rejected with 486 in Do Not Disturb', async () => {
    const { test, call, replaces } = await calling(true);
    test.phone.setDoNotDisturb(true);
    await test.rings({ from: '<sip:carol@example.com>', extra: [replaces, ASSERTED] });
    await test.replied(486);
    expect(call.state.status).to.equal('active');
  });

  describe('can be vetoed as an answer', () => {
    const BOB = 'P-Asserted-Identity: <sip:bob@example.com>';

    it('with the party that would be connected, and rings then', async () => {
      const { test, call, replaces } = await calling(true);
      const emitted: unknown[] = [];
      test.phone.on('before', (event) => {
        const { command } = event;
        if (command.action !== 'answer') return;
        emitted.push([command.call.id, command.origin, command.peer?.number]);
        event.preventDefault();
      });
      await test.rings({ extra: [replaces, BOB] });
      expect(emitted).to.deep.equal([[call.id, 'replaces', 'bob']]);
      expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['active', 'incoming']);
    });

    for (const [option, outcome] of [
      ['ask', 180],
      ['refuse', 403],
    ] as const)
      it(`and is not answered without the user with the option ${option}`, async () => {
        const { test, call, replaces } = await calling(true);
        test.phone.configure({ replaces: option });
        await test.rings({ extra: [replaces, BOB] });
        await test.replied(outcome);
        expect(call.state.status).to.equal('active');
      });
  });
});
