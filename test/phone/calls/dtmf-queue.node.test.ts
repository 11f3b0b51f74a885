import { expect } from 'chai';
import type { Call } from '../../../src/phone/calls/call.js';
import type { CallState, DigitProgress } from '../../../src/phone/state.js';
import type { PhoneConfiguration } from '../../../src/phone/index.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

/** An established call, whose remote party supports RTP events or not. */
async function talk(takesEvents: boolean, configuration: PhoneConfiguration = {}) {
  const test = await TestPhone.ready(configuration);
  test.behaviour['INFO'] = (info) => {
    infos.push(/Signal=(.)/.exec(info.body)![1]!);
    return 200;
  };
  const infos: string[] = [];
  const call = test.phone.call('bob');
  await test.answersSdp(await test.sent('INVITE'));
  await test.sent('ACK');
  const [handler] = test.handlers;
  handler!.takesDtmf = takesEvents;
  const events = (): string => handler!.tones.map(([tones]) => tones).join('|');
  return { test, call, infos, events };
}

/** The number of digits that were sent, as dots: the state does not contain the digits (docs/security.md, L1). */
const digits = (call: Call): string => call.state.digits;
const sending = (call: Call): DigitProgress | undefined => (call.state as CallState & { status: 'active' }).sending;
const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'sent',
    (error: { kind?: string }) => error.kind,
  );

describe('Digits that are sent in a call', () => {
  it('are sent as RTP events in one call, and counted while they are played (RFC 4733)', async () => {
    const { test, call, events } = await talk(true);
    const sent = kindOf(call.sendDigits('1234 5678 9012 3456'));
    await settle();
    expect(events()).to.equal('1234567890123456');
    expect(digits(call)).to.equal('•');
    expect(sending(call)).to.deep.equal({ sent: 1, total: 16 });
    await test.clock.advance(170 * 11);
    expect(sending(call)).to.deep.equal({ sent: 12, total: 16 });
    await test.clock.advance(170 * 5);
    expect(await sent).to.equal('sent');
    expect(digits(call)).to.equal('•'.repeat(16));
    expect(sending(call)).to.equal(undefined);
  });

  it('are sent as INFO one after another when the remote party supports no RTP events (RFC 6086)', async () => {
    const { test, call, infos } = await talk(false);
    const sent = kindOf(call.sendDigits('4#'));
    await test.serve();
    expect(infos).to.deep.equal(['4']);
    await test.clock.advance(170);
    await test.serve();
    expect(infos).to.deep.equal(['4', '#']);
    await test.clock.advance(170);
    expect(await sent).to.equal('sent');
  });

  for (const [method, takesEvents] of [
    ['RTP events', true],
    ['INFO', false],
  ] as const)
    it(`are told one by one by the dtmf event of the session, when sent as ${method}`, async () => {
      const { test, call } = await talk(takesEvents);
      const emitted: unknown[] = [];
      test.phone.on('sessionEvent', (of, name, args) => {
        if (of === call && name === 'dtmf') emitted.push(args.at(1));
      });
      const sent = kindOf(call.sendDigits('4#'));
      await test.serve();
      expect(emitted).to.deep.equal([{ tone: '4', duration: 100 }]);
      await test.clock.advance(170);
      await test.serve();
      expect(emitted).to.deep.equal([
        { tone: '4', duration: 100 },
        { tone: '#', duration: 100 },
      ]);
      await test.clock.advance(170);
      expect(await sent).to.equal('sent');
    });

  it('are sent in the way that the option dtmf selects, and fail with incompatible when that is not supported', async () => {
    const info = await talk(true, { dtmf: 'info' });
    void info.call.sendDigits('7');
    await info.test.serve();
    expect([info.infos.join(), info.events()]).to.deep.equal(['7', '']);
    const rtp = await talk(false, { dtmf: 'rtp' });
    expect(await kindOf(rtp.call.sendDigits('7'))).to.equal('incompatible');
    expect([digits(rtp.call), rtp.infos.join(), sending(rtp.call)]).to.deep.equal(['', '', undefined]);
  });

  it('pause at a comma, and wait at a semicolon until proceed()', async () => {
    const { test, call, events } = await talk(true);
    const sent = kindOf(call.sendDigits('1,2;3'));
    await test.clock.advance(170 + 1999);
    expect(events()).to.equal('1');
    await test.clock.advance(1 + 170);
    expect(events()).to.equal('1|2');
    expect(sending(call)).to.deep.equal({ sent: 2, total: 3, waiting: true });
    await test.clock.advance(60_000);
    expect(events()).to.equal('1|2');
    call.proceed();
    await test.clock.advance(170);
    expect(await sent).to.equal('sent');
    expect(events()).to.equal('1|2|3');
    call.proceed();
  });

  it('are stopped at once, with those that wait behind them', async () => {
    const { test, call, events } = await talk(true);
    const first = kindOf(call.sendDigits('12,34'));
    const second = kindOf(call.sendDigits('56'));
    await test.clock.advance(100);
    call.stopDigits();
    expect([await first, await second]).to.deep.equal(['already-ended', 'already-ended']);
    await test.clock.advance(10_000);
    // The second digit has been passed to the platform, which discards it.
    expect([events(), digits(call), sending(call)]).to.deep.equal(['12', '•', undefined]);
    const third = kindOf(call.sendDigits('7'));
    await test.clock.advance(170);
    expect(await third).to.equal('sent');
  });

  it('are stopped while they wait, and with the call', async () => {
    const { test, call } = await talk(true);
    const waiting = kindOf(call.sendDigits('1;2'));
    await test.clock.advance(170);
    expect(sending(call)).to.include({ waiting: true });
    call.stopDigits();
    expect(await waiting).to.equal('already-ended');
    const last = kindOf(call.sendDigits('1;2'));
    await test.clock.advance(170);
    void call.hangUp();
    await test.serve();
    expect(await last).to.equal('already-ended');
  });

  it('are the digits of a dialpad; other characters are ignored', async () => {
    const { test, call, events } = await talk(true);
    void call.sendDigits('(0)1-2 xyz a');
    await settle();
    expect(events()).to.equal('012A');
    await test.clock.advance(4 * 170);
    expect(await kindOf(call.sendDigits('!?'))).to.equal('sent');
    expect(digits(call)).to.equal('••••');
  });

  it('are in no state, trace or log line, also as INFO (RFC 6086)', async () => {
    const emitted: string[] = [];
    const { test, call, infos } = await talk(false, {
      trace: true,
      logLevel: 'debug',
      logConnector: (...line) => emitted.push(line.join(' ')),
    });
    test.phone.on('trace', ({ text }) => emitted.push(text));
    void call.sendDigits('7#');
    await test.serve();
    await test.clock.advance(170);
    await test.serve();
    expect(infos).to.deep.equal(['7', '#']);
    expect(emitted.join('\n'))
      .to.contain('INFO sip:')
      .and.not.to.match(/signal\s*=\s*[0-9#]/i);
    expect(JSON.stringify(test.states)).not.to.match(/"digits":"[^"•]/);
  });
});
