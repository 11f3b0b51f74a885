/** Tones as they are played: frequencies and cadences are measured in the audio. */
import { expect } from '@open-wc/testing';
import { keyTone, Speaker, TONE_PLANS, tonePlanOf, Tones, type Playback, type Tone } from '../../../src/media/index.js';
import { closeAll, opens } from '../support/parties.js';
import { audioContext, ToneMeter, goertzel, Tape, until } from '../support/audio.js';
import { renderRing, renderTone } from '../../../src/media/tones/render.js';
import { RINGERS } from '../../../src/media/tones/plans.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** A speaker whose playback the test can measure. */
class OpenSpeaker extends Speaker {
  toneMeter: ToneMeter | undefined;
  /** What is recorded already when a playback begins, so that a short one is measured also while the page is busy. */
  readonly recorded = audioContext().createMediaStreamDestination();
  constructor() {
    super();
    // Firefox records nothing of a node without a source.
    const silence = new ConstantSourceNode(audioContext(), { offset: 0 });
    silence.connect(this.recorded);
    silence.start();
  }
  override play(stream: MediaStream): Playback {
    this.toneMeter = opens(new ToneMeter(stream));
    audioContext().createMediaStreamSource(stream).connect(this.recorded);
    return super.play(stream);
  }
}

const RATE = 8000;

/** A WAVE file with a second of silence (8 bits, mono). */
function silentFile(): Blob {
  const view = new DataView(new ArrayBuffer(44 + RATE));
  const write = (at: number, text: string): void =>
    [...text].forEach((one, i) => view.setUint8(at + i, one.charCodeAt(0)));
  write(0, 'RIFF');
  view.setUint32(4, 36 + RATE, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(36, 'data');
  view.setUint32(40, RATE, true);
  new Uint8Array(view.buffer, 44).fill(128);
  return new Blob([view.buffer], { type: 'audio/wav' });
}

/** The lengths of tone and silence in the samples, in seconds, rounded to 10 ms. */
function cadenceOf(samples: Float32Array): number[] {
  const step = RATE / 200;
  const loud: boolean[] = [];
  for (let at = 0; at + step <= samples.length; at += step)
    loud.push(samples.subarray(at, at + step).some((sample) => Math.abs(sample) > 0.02));
  const lengths: number[] = [];
  loud.forEach((on, index) => {
    if (index === 0 || on !== loud[index - 1]) lengths.push(0);
    lengths[lengths.length - 1]! += 1;
  });
  return lengths.map((count) => count / 200);
}

function expectSound(tone: Tone, samples: Float32Array): void {
  const first = samples.subarray(0, Math.round((tone.cadence[0] ?? 1) * RATE));
  for (const hertz of tone.hertz) expect(goertzel(first, hertz, RATE), `${hertz} Hz`).to.be.above(0.05);
  expect(goertzel(first, 1900, RATE), 'anything else').to.be.below(0.02);
  expect(Math.max(...samples)).to.be.below(0.3);
}

describe('the call progress tones of the countries (ITU-T E.180 Supplement 2)', () => {
  it('are defined for more than twelve countries', () => {
    expect(Object.keys(TONE_PLANS)).to.have.length.above(12);
  });

  for (const [country, plan] of Object.entries(TONE_PLANS)) {
    it(`have the frequencies and cadence of ${country}`, () => {
      for (const tone of Object.values(plan) as Tone[]) {
        const samples = renderTone(tone, RATE);
        expectSound(tone, samples);
        if (tone.modulation) continue; // It fades to nothing in its swing, which is no pause.
        const measured = cadenceOf(samples);
        expect(measured).to.have.length(tone.cadence.length);
        measured.forEach((seconds, index) => expect(seconds).to.be.closeTo(tone.cadence[index]!, 0.011));
      }
    });
  }

  it('are those of E.180 §3 for an unknown country, and codes are read in any letter case', () => {
    expect(tonePlanOf('zz').busy).to.deep.equal({ hertz: [425], cadence: [0.5, 0.5] });
    expect(tonePlanOf(undefined)).to.equal(tonePlanOf('ZZ'));
    expect(tonePlanOf('us')).to.equal(TONE_PLANS['US']);
  });
});

describe('the DTMF tones (ITU-T Q.23)', () => {
  it('have two frequencies for each of the sixteen keys, and are undefined for other characters', () => {
    expect(keyTone('5')!.hertz).to.deep.equal([770, 1336]);
    expect(keyTone('#')!.hertz).to.deep.equal([941, 1477]);
    expect(keyTone('d')!.hertz).to.deep.equal([941, 1633]);
    expect(new Set([...'0123456789ABCD*#'].map((key) => keyTone(key)!.hertz.join())).size).to.equal(16);
    expect(['', 'E', '12', ' '].map(keyTone)).to.deep.equal([undefined, undefined, undefined, undefined]);
  });
});

describe('the tones of a phone', () => {
  let speaker: OpenSpeaker;
  let ringer: OpenSpeaker;
  let tones: Tones;
  beforeEach(() => {
    speaker = new OpenSpeaker();
    ringer = new OpenSpeaker();
    tones = opens(new Tones({ speaker, ringer, country: 'GB' }));
  });
  afterEach(closeAll);

  it('plays notes once or repeatedly, at the given gain', async () => {
    const clock = new VirtualClock();
    const own = opens(new Tones({ speaker, ringer, clock }));
    own.sequence([{ hertz: [600], cadence: [0.3] }], { gain: 0.5, on: 'ringer' });
    expect(await ringer.toneMeter!.hears(600)).to.be.below(0.2);
    await ringer.toneMeter!.hearsNo(600);
    const playback = own.sequence([{ hertz: [600], cadence: [0.3] }], { repeat: true });
    await clock.advance(5000);
    await speaker.toneMeter!.hears(600, 0.2);
    playback.stop();
    await speaker.toneMeter!.hearsNo(600);
    expect(clock.pending).to.equal(0);
  });

  it('plays the ringback tone of its country until it is stopped', async () => {
    const playback = tones.play('ringback');
    await Promise.all([speaker.toneMeter!.hears(400), speaker.toneMeter!.hears(450)]);
    playback.stop();
    playback.stop();
    await speaker.toneMeter!.hearsNo(400);
  });

  it('plays the tones of another country from the next one on', async () => {
    tones.country = 'FR';
    tones.play('busy');
    await speaker.toneMeter!.hears(440);
  });

  it('plays the ringing sound at the ringer and not at the speaker', async () => {
    tones.ring();
    await ringer.toneMeter!.hears(800);
    expect(speaker.toneMeter).to.be.undefined;
  });

  it('plays the ringing sound for two of six seconds', () => {
    const samples = renderRing(RINGERS.standard!, RATE);
    expect(samples.length / RATE).to.be.closeTo(6, 0.05);
    expect(samples.subarray(0, 2 * RATE).some((sample) => Math.abs(sample) > 0.1)).to.be.true;
    expect(samples.subarray(2.1 * RATE).some((sample) => sample !== 0)).to.be.false;
  });

  for (const [name, pattern] of Object.entries(RINGERS))
    it(`renders the ringer ${name} with its cadence`, () => {
      if (!pattern) return expect(name).to.equal('silent');
      const measured = cadenceOf(renderRing(pattern, RATE));
      expect(measured).to.have.length(pattern.cadence.length);
      measured.forEach((seconds, index) => expect(seconds).to.be.closeTo(pattern.cadence[index]!, 0.031));
    });

  it('plays the ringer of a name, and none for silent', async () => {
    tones.ring('silent').stop();
    expect(ringer.toneMeter).to.be.undefined;
    tones.ring('low');
    await ringer.toneMeter!.hears(400);
  });

  it('plays the built-in ringing sound when the ringtone cannot be played, and emits ringtoneFailed', async () => {
    tones.ringtone = '/no/such/ringtone.mp3';
    const emitted = new Promise((resolve) => tones.on('ringtoneFailed', resolve));
    tones.ring();
    expect(await emitted).to.equal('/no/such/ringtone.mp3');
    await until(() => ringer.toneMeter, 'the built-in ring starts');
    await ringer.toneMeter!.hears(800);
  });

  it('plays the built-in ringing sound from 2 s on where the ringtone is still being loaded, until it is stopped', async () => {
    const clock = new VirtualClock();
    const ringing = opens(new Tones({ speaker, ringer, clock }));
    // The data of this file never come.
    const ringtone = URL.createObjectURL(new MediaSource());
    const playback = ringing.ring(ringtone);
    await clock.advance(1999);
    expect(ringer.playing.size).to.equal(1);
    await clock.advance(1);
    await ringer.toneMeter!.hears(800);
    playback.stop();
    expect(ringer.playing.size).to.equal(0);
    URL.revokeObjectURL(ringtone);
  });

  it('plays a ringtone alone that begins in time', async () => {
    const clock = new VirtualClock();
    const ringing = opens(new Tones({ speaker, ringer, clock }));
    const ringtone = URL.createObjectURL(silentFile());
    const playback = ringing.ring(ringtone);
    const [file] = ringer.playing;
    await until(() => (file!.currentTime > 0 ? true : undefined), 'the file is played');
    await clock.advance(2000);
    expect(ringer.playing.size).to.equal(1);
    playback.stop();
    URL.revokeObjectURL(ringtone);
  });

  it('does not ring when it was stopped before the ringtone failed', async () => {
    tones.ringtone = '/no/such/ringtone.mp3';
    tones.ring().stop();
    tones.play('busy');
    await speaker.toneMeter!.hears(400);
    expect(ringer.toneMeter).to.be.undefined;
  });

  it('plays the tone of a key shortly', async () => {
    const tape = opens(await Tape.of(speaker.recorded.stream));
    const isTone = (piece: Float32Array): boolean =>
      [770, 1336].every((frequency) => goertzel(piece, frequency, audioContext().sampleRate) > 0.05);
    tones.key('5');
    await until(() => tape.pieces().some(isTone) || undefined, 'the tone is recorded');
    const isOver = (pieces: Float32Array[]): boolean => pieces.slice(-3).every((piece) => !isTone(piece));
    const pieces = await until(() => [tape.pieces()].find(isOver), 'the tone is over');
    // 120 ms are in at most five of the pieces, which begin every 43 ms and last 85 ms.
    expect(pieces.filter(isTone)).to.have.length.within(1, 5);
  });

  it('reports that audio is allowed when the browser allows it', async () => {
    expect(await tones.check()).to.be.false;
    expect(tones.locked).to.be.false;
  });

  it('reports that audio is allowed when its context starts after the check has given up, as on a busy machine', async () => {
    const Native = globalThis.AudioContext;
    let isStarted = false;
    const contexts: AudioContext[] = [];
    globalThis.AudioContext = class extends Native {
      constructor() {
        super();
        contexts.push(this);
      }
      override get state(): AudioContextState {
        return isStarted ? super.state : 'suspended';
      }
    };
    try {
      const clock = new VirtualClock();
      const slow = opens(new Tones({ speaker, clock }));
      const reported: boolean[] = [];
      slow.on('locked', (locked) => reported.push(locked));
      const checked = slow.check();
      await clock.advance(1000);
      expect(await checked).to.be.true;
      isStarted = true;
      for (const context of contexts) context.dispatchEvent(new Event('statechange'));
      await until(() => (slow.locked ? undefined : true), 'the start is noticed');
      expect(reported).to.deep.equal([true, false]);
    } finally {
      globalThis.AudioContext = Native;
    }
  });
});
