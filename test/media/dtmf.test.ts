/** Digits as RTP events: the remote browser plays the tones that it decodes (RFC 4733), so they are read from its audio. */
import { expect } from '@open-wc/testing';
import { keyTone, parseDigits, sendDigitString } from '../../src/media/index.js';
import type { DescriptionInit } from '../../src/sip/session/description-handler.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { closeAll, connected, toneMeter, exchange, opens, party } from './support/parties.js';
import { audioContext, goertzel, Tape, until } from './support/audio.js';

/** The key that is heard in each piece of a tape; a piece is analysed once. */
const analysed = new WeakMap<Tape, (string | undefined)[]>();

/** The digits that were heard so far, in order. */
function keysOn(tape: Tape): string {
  const { sampleRate } = audioContext();
  const keys = analysed.get(tape) ?? [];
  analysed.set(tape, keys);
  for (const piece of tape.pieces().slice(keys.length))
    keys.push(
      [...'0123456789ABCD*#'].find((key) =>
        keyTone(key)!.hertz.every((frequency) => goertzel(piece, frequency, sampleRate) > 0.02),
      ),
    );
  return keys.filter((key, at) => key !== undefined && key !== keys[at - 1]).join('');
}

/** ms. A browser plays some 150 ms of a tone, however long it is sent, and none where the events come late on a busy machine. */
const TONES = { duration: 200, interToneGap: 200 };

describe('digits in a call', () => {
  afterEach(closeAll);

  it('are decoded by the remote party in order, also from a muted microphone', async () => {
    const [alice, bob] = [party(300), party(300)];
    await exchange(alice, bob);
    await Promise.all([connected(alice), connected(bob)]);
    alice.mute(true);
    const atBob = toneMeter(bob);
    await atBob.hearsNo(300);
    const tape = opens(await Tape.of(bob.remoteStream));
    // Each digit three times, of which one is enough: equal ones in a row count as one.
    expect(alice.sendDtmf('111555', TONES)).to.be.true;
    expect(alice.sendDtmf('999###ddd', TONES), 'more, before the first are out').to.be.true;
    const heard = (): string => keysOn(tape).replace(/(.)\1+/g, '$1');
    await until(() => (heard().length >= 5 ? true : undefined), 'five keys are heard').catch(() => undefined);
    expect(heard()).to.equal('159#D');
  });

  it('are refused by sendDtmf(), so that INFO can be used, when the remote party has no telephone-event (RFC 4733 §2.4.1)', async () => {
    const [alice, bob] = [party(300), party(700)];
    const withoutEvents = (description: DescriptionInit): Promise<DescriptionInit> => {
      const sdp = description.sdp!;
      const types = [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event/gm)].map(([, type]) => type!);
      let text = sdp.replace(/^m=audio .*$/gm, (line) =>
        types.reduce((rest, type) => rest.replace(` ${type}`, ''), line),
      );
      for (const type of types) text = text.replace(new RegExp(`^a=(rtpmap|fmtp):${type} .*\\r\\n`, 'gm'), '');
      return Promise.resolve({ ...description, sdp: text });
    };
    const offer = await alice.getDescription();
    await bob.setDescription(offer.body);
    await alice.setDescription((await bob.getDescription()).body, {}, [withoutEvents]);
    await connected(alice);
    expect(alice.sendDtmf('1')).to.be.false;
  });

  it('cannot be sent before a call', () => {
    expect(party(300).sendDtmf('1')).to.be.false;
  });
});

describe('a string of digits', () => {
  it('is split at its pauses, and other characters around the digits are ignored', () => {
    expect(parseDigits('(12) 34-5,,6;7#')).to.deep.equal([
      { kind: 'digits', digits: '12345' },
      { kind: 'pause' },
      { kind: 'pause' },
      { kind: 'digits', digits: '6' },
      { kind: 'wait' },
      { kind: 'digits', digits: '7#' },
    ]);
    expect(parseDigits('call me')).to.be.undefined;
  });

  it('is sent in time: digits with their gaps, two seconds for a comma, and waits at a semicolon', async () => {
    const clock = new VirtualClock();
    const start = clock.now();
    const log: string[] = [];
    let proceed = (): void => undefined;
    const sent = sendDigitString('12,3;4', {
      clock,
      duration: 100,
      interToneGap: 50,
      send: (digits) => log.push(`${clock.now() - start} ${digits}`) > 0,
      proceed: () => new Promise((resolve) => (proceed = resolve)),
    });
    await clock.advance(60_000);
    expect(log).to.deep.equal(['0 12', '2300 3']);
    proceed();
    await clock.advance(150);
    await sent;
    expect(log).to.deep.equal(['0 12', '2300 3', '60000 4']);
  });

  it('is sent digit by digit through the fallback when the remote party supports no RTP events', async () => {
    const clock = new VirtualClock();
    const log: string[] = [];
    const sent = sendDigitString('12', {
      clock,
      send: () => false,
      fallback: (digit, duration) => log.push(`${digit} ${duration}`),
    });
    await clock.advance(1000);
    await sent;
    expect(log).to.deep.equal(['1 100', '2 100']);
    const nothing = await sendDigitString('1', { clock, send: () => false }).catch((error: unknown) => error);
    expect(nothing).to.include({ kind: 'media' });
  });

  it('is aborted with the call, and leaves no timer', async () => {
    const clock = new VirtualClock();
    const call = new AbortController();
    const log: string[] = [];
    const sent = sendDigitString('1,2', { clock, signal: call.signal, send: (digits) => log.push(digits) > 0 }).catch(
      (error: unknown) => error,
    );
    await clock.advance(500);
    call.abort();
    expect(await sent).to.include({ kind: 'canceled' });
    expect(log).to.deep.equal(['1']);
    expect(clock.pending).to.equal(0);
  });

  it('is aborted while it waits for the user', async () => {
    const call = new AbortController();
    const log: string[] = [];
    const sent = sendDigitString(';2', {
      clock: new VirtualClock(),
      signal: call.signal,
      send: (digits) => log.push(digits) > 0,
      proceed: () => new Promise(() => undefined),
    }).catch((error: unknown) => error);
    call.abort();
    expect(await sent).to.include({ kind: 'canceled' });
    expect(log).to.be.empty;
  });

  it('with other characters is refused before a digit is sent', async () => {
    const log: string[] = [];
    const error = await sendDigitString('12x', { send: (digits) => log.push(digits) > 0 }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({ kind: 'invalid-argument' });
    expect(log).to.be.empty;
  });
});
