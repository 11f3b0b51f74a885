/** The veto of the phone: every command emits `before`, also in a phone without elements. */

import { expect } from 'chai';
import { isPossible } from '../../../src/phone/command-needs.js';
import { COMMAND_NAMES, isCallCommand, type CommandName } from '../../../src/phone/commands.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import type { Call } from '../../../src/phone/calls/call.js';
import type { Phone } from '../../../src/phone/phone.js';
import { TestPhone } from '../../support/test-phone.js';

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('A command with a `before` listener', () => {
  it('passes it the action, its origin, and the call', async () => {
    const test = await TestPhone.ready();
    const emitted: unknown[] = [];
    test.phone.on('before', ({ command }) => emitted.push(command));
    const options = { anonymous: true };
    test.phone.call('bob', options);
    const call = await up(test);
    call.mute(true);
    expect(emitted).to.deep.equal([
      { action: 'call', target: 'bob', options, origin: 'local' },
      { action: 'mute', call, value: true, origin: 'local' },
    ]);
  });

  it('makes no call after a veto: the returned call has ended, and is in neither state nor history', async () => {
    const test = await TestPhone.ready({ voicemail: '*97' });
    const summaries: unknown[] = [];
    test.phone.on('summary', (summary) => summaries.push(summary));
    test.phone.on('before', (event) => event.preventDefault());
    for (const call of [test.phone.call('bob'), test.phone.callVoicemail(), test.phone.lamps.pickUp('carol')]) {
      expect(await failure(call.answered))
        .to.be.instanceOf(PhoneError)
        .and.include({ kind: 'canceled' });
      expect(await call.ended).to.include({ status: 'ended', cause: 'canceled', endedBy: 'local', failed: false });
      expect(test.phone.getCall(call.id)).to.equal(undefined);
    }
    await test.serve();
    expect(test.phone.state).to.deep.include({ calls: [], history: [], lastDialled: undefined });
    expect(summaries).to.deep.equal([]);
    expect(test.socket.inbox.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
  });

  it('sends and stores no message after a veto', async () => {
    const test = await TestPhone.ready();
    test.phone.on('before', (event) => {
      const { command } = event;
      if (command.action === 'message' && command.text === 'secret') event.preventDefault();
    });
    expect(await failure(test.phone.messages.send('bob', 'secret'))).to.include({ kind: 'canceled' });
    expect(test.phone.state.conversations).to.deep.equal([]);
  });

  it('sends a message that failed not once more after a veto, and leaves it failed', async () => {
    const test = await TestPhone.ready();
    const failed = failure(test.phone.messages.send('bob', 'secret'));
    await test.answers(await test.sent('MESSAGE'), 404);
    await failed;
    test.phone.on('before', (event) => event.preventDefault());
    const [message] = test.phone.state.conversations[0]!.messages;
    expect(await failure(test.phone.messages.resend(message!.id))).to.include({ kind: 'canceled' });
    expect(test.phone.state.conversations[0]!.messages).to.deep.equal([message]);
    await test.serve();
    expect(
      test.socket.inbox.filter((text) => text.startsWith('MESSAGE')),
      'after the first',
    ).to.deep.equal([]);
  });

  const INCOMING: Readonly<Record<string, (call: Call, phone: Phone) => unknown>> = {
    answer: (call) => call.answer(),
    decline: (call) => call.decline(),
    deflect: (call) => call.deflect('carol'),
    ignore: (call) => call.ignore(),
    'hang-up': (call) => call.hangUp(),
  };
  const ACTIVE: Readonly<Record<string, (call: Call, phone: Phone) => unknown>> = {
    'hang-up': (call) => call.hangUp(),
    mute: (call) => call.mute(),
    'mute-participant': (call) => call.muteParticipant(),
    hold: (call) => call.hold(),
    swap: (call, phone) => phone.activate(call.id),
    merge: (call) => call.merge(),
    transfer: (call) => call.transfer('carol'),
    digits: (call) => call.sendDigits('12'),
  };
  for (const [status, commands] of Object.entries({ incoming: INCOMING, active: ACTIVE }))
    for (const [action, run] of Object.entries(commands))
      it(`changes nothing after a veto and reports that: ${action} of a call that is ${status}`, async () => {
        const test = await TestPhone.ready();
        if (status === 'incoming') await test.rings();
        else test.phone.call('bob');
        const call = status === 'incoming' ? test.phone.getCall(test.call!.id)! : await up(test);
        await test.serve();
        test.socket.inbox.length = 0;
        const { state } = test.phone;
        const emitted: string[] = [];
        test.phone.on('before', (event) => {
          emitted.push(event.command.action);
          event.preventDefault();
        });
        const result = run(call, test.phone);
        if (result instanceof Promise) expect(await failure(result)).to.include({ kind: 'canceled' });
        else expect(result).to.equal(false);
        await test.serve();
        expect(emitted).to.deep.equal([action]);
        expect(test.phone.state).to.equal(state);
        expect(test.socket.inbox).to.deep.equal([]);
      });

  /** The arguments of the method of the call. */
  const ARGUMENTS: Partial<Record<CommandName, string>> = {
    deflect: 'carol',
    transfer: 'carol',
    sendDigits: '12',
    show: 'camera',
  };
  /** Commands that have nothing left to do: their promises resolve. */
  const DONE: Readonly<Record<string, readonly CommandName[]>> = {
    incoming: [],
    active: ['answer'],
    ended: ['hangUp', 'decline'],
  };
  for (const status of ['incoming', 'active', 'ended'])
    it(`is rejected without the event where the call lacks what it needs: ${status}`, async () => {
      const test = await TestPhone.ready();
      if (status === 'incoming') await test.rings();
      else test.phone.call('bob');
      const call = status === 'incoming' ? test.phone.getCall(test.call!.id)! : await up(test);
      if (status === 'ended') void call.hangUp();
      await test.serve();
      expect(call.state.status).to.equal(status);
      const emitted: string[] = [];
      test.phone.on('before', ({ command }) => emitted.push(command.action));
      const impossible = COMMAND_NAMES.filter(isCallCommand).filter((name) => !isPossible(name, call.state));
      for (const name of impossible) {
        const value = ARGUMENTS[name];
        const result: unknown = Reflect.apply(call[name], call, value === undefined ? [] : [value]);
        if (result === false) continue;
        const error = await failure(result as Promise<unknown>);
        const done = DONE[status]!.includes(name) || (name === 'answer' && status === 'ended');
        if (done) expect(error, name).to.equal(undefined);
        else expect(error, name).to.include({ kind: 'already-ended' });
      }
      expect(impossible.length).to.be.greaterThan(3);
      expect(emitted).to.deep.equal([]);
    });

  it('that calls preventDefault() does not prevent stop() from ending the calls', async () => {
    const test = await TestPhone.ready();
    test.phone.call('bob');
    const call = await up(test);
    test.phone.on('before', (event) => event.preventDefault());
    const stopped = test.phone.stop();
    await test.serve();
    expect(call.state.status).to.equal('ended');
    await test.clock.advance(10_000);
    await stopped;
  });

  it('is emitted once, and not for the further commands that it needs', async () => {
    const test = await TestPhone.ready();
    test.phone.call('bob');
    const call = await up(test);
    const emitted: string[] = [];
    test.phone.on('before', ({ command }) => emitted.push(command.action));
    await test.rings();
    const second = test.phone.getCall(test.phone.state.calls[1]!.id)!;
    void second.answer({ others: 'end' }).catch(() => undefined);
    await test.serve();
    await test.clock.advance(5000);
    expect(call.state.status).to.equal('ended');
    expect(emitted).to.deep.equal(['answer']);
  });
});

/** The outgoing call, after it was answered. */
async function up(test: TestPhone): Promise<Call> {
  await test.answersSdp(await test.sent('INVITE'));
  await test.sent('ACK');
  return test.phone.getCall(test.call!.id)!;
}
