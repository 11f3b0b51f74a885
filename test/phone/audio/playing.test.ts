/** Files and streams that are played into a call: what the remote party hears, and how each playback ends. */

import { expect } from '@open-wc/testing';
import type { PlayOptions, PlaySource } from '../../../src/phone/call-options.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import type { CallState } from '../../../src/phone/state.js';
import { audioContext, until } from '../../media/support/audio.js';
import { ME, TalkingPhone, type RemoteParty } from '../support/established-call.js';

const BOB = 700;
const FILE = 1200;
const MUSIC = 1700;

type Active = CallState & { status: 'active' };
const active = ({ call }: RemoteParty): Active => call.state as Active;

/** A WAVE file with a sine of half of full scale (16 bits, 16 kHz, mono). */
function tone(frequency: number, seconds: number): Blob {
  const rate = 16_000;
  const count = Math.round(rate * seconds);
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const write = (at: number, text: string): void =>
    [...text].forEach((one, i) => view.setUint8(at + i, one.charCodeAt(0)));
  write(0, 'RIFF');
  view.setUint32(4, 36 + 2 * count, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 2 * count, true);
  for (let i = 0; i < count; i += 1)
    view.setInt16(44 + 2 * i, 0x3fff * Math.sin((2 * Math.PI * frequency * i) / rate), true);
  return new Blob([view.buffer], { type: 'audio/wav' });
}

describe('What is played into a call', () => {
  let test: TalkingPhone;
  let bob: RemoteParty;
  const urls: string[] = [];
  const urlOf = (file: Blob): string => {
    urls.push(URL.createObjectURL(file));
    return urls.at(-1)!;
  };

  const start = async (configuration = {}): Promise<void> => {
    test = await TalkingPhone.ready(configuration);
    bob = await test.talksTo(BOB);
  };
  afterEach(async () => {
    await test.close();
    urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
  });

  /** Starts to play. Resolves, when it has ended, with how. */
  const play = (source: PlaySource, options?: PlayOptions): Promise<string> =>
    bob.call.play(source, options).then(
      () => 'ended',
      (error: PhoneError) => `${error.kind} ${error.detail ?? ''}`.trim(),
    );

  it('replaces the microphone until it is stopped, also while that is muted, without a new offer', async () => {
    await start();
    await bob.toneMeter.hears(ME);
    const ended = play(new File([tone(FILE, 2)], 'welcome.wav'), { loop: true });
    await bob.toneMeter.hearsOnly([FILE], [ME]);
    expect(active(bob).playing).to.include({ name: 'welcome.wav', mode: 'replace', loop: true, duration: 2 });
    await until(() => ((active(bob).playing?.position ?? 0) > 0 ? true : undefined), 'the progress is shown');
    bob.call.mute(true);
    await bob.toneMeter.hearsOnly([FILE], [ME]);
    bob.call.mute(false);
    await bob.call.stopPlaying();
    expect(await ended).to.equal('ended');
    expect(active(bob)).not.to.have.property('playing');
    await bob.toneMeter.hearsOnly([ME], [FILE]);
    expect(bob.asked).to.deep.equal([]);
  });

  it('is mixed with the microphone, which alone is muted', async () => {
    await start();
    const ended = play(urlOf(tone(FILE, 2)), { loop: true, mode: 'mix', volume: 0.5 });
    await bob.toneMeter.hearsOnly([FILE, ME], []);
    bob.call.mute(true);
    await bob.toneMeter.hearsOnly([FILE], [ME]);
    await bob.call.stopPlaying();
    await bob.toneMeter.hearsNo(FILE);
    expect(await ended).to.equal('ended');
  });

  it('ends with its file, with its stream, with another one, and with the call', async () => {
    await start();
    expect(await play(tone(FILE, 0.2))).to.equal('ended');
    expect(active(bob)).not.to.have.property('playing');

    const context = audioContext();
    const buffer = new AudioBuffer({ length: 100, sampleRate: context.sampleRate });
    expect(await play(buffer)).to.equal('ended');

    const { stream } = context.createMediaStreamDestination();
    const streamed = play(stream);
    await until(() => (active(bob).playing ? true : undefined), 'the stream is played');
    stream.getTracks().forEach((track) => track.stop());
    expect(await streamed).to.equal('ended');

    const first = play(tone(FILE, 2), { loop: true });
    await bob.toneMeter.hears(FILE);
    const second = play(tone(MUSIC, 2), { loop: true });
    expect(await first).to.equal('ended');
    await bob.toneMeter.hearsOnly([MUSIC], [FILE]);
    await bob.hangsUp();
    expect(await second).to.equal('ended');
    expect(await play(tone(FILE, 1))).to.equal('already-ended');
  });

  it('ends when its signal aborts', async () => {
    await start();
    const stop = new AbortController();
    const ended = play(tone(FILE, 2), { loop: true, signal: stop.signal });
    await bob.toneMeter.hears(FILE);
    stop.abort();
    expect(await ended).to.equal('canceled');
    expect(await play(tone(FILE, 2), { signal: stop.signal })).to.equal('canceled');
    await bob.toneMeter.hearsOnly([ME], [FILE]);
  });

  it('ends by a stop, and by another one, before its code is there', async () => {
    await start();
    const stopped = play(tone(FILE, 2), { loop: true, mode: 'mix' });
    expect(active(bob).playing).to.include({ mode: 'mix', loop: true, position: 0 });
    await bob.call.stopPlaying();
    expect(active(bob)).not.to.have.property('playing');
    expect(await stopped).to.equal('ended');
    expect(active(bob)).not.to.have.property('playing');
    await bob.toneMeter.hearsOnly([ME], [FILE]);
  });

  it('is the last one of several that are given before the code is there', async () => {
    await start();
    const first = play(tone(FILE, 2), { loop: true });
    const second = play(tone(MUSIC, 2), { loop: true });
    expect(await first).to.equal('ended');
    await bob.toneMeter.hearsOnly([MUSIC], [FILE]);
    await bob.hangsUp();
    expect(await second).to.equal('ended');
  });

  it('shows nothing after a signal that was aborted before its code is there', async () => {
    await start();
    expect(await play(tone(FILE, 2), { signal: AbortSignal.abort() })).to.equal('canceled');
    expect(active(bob)).not.to.have.property('playing');
  });

  it('is refused with the reason where it cannot be fetched or decoded, and the call goes on', async () => {
    await start();
    expect(await play(urlOf(new Blob(['not a sound'])))).to.match(/^media The file cannot be decoded/);
    expect(await play('/there-is-no-such-file.wav')).to.match(/^media The file could not be fetched: 404/);
    const revoked = urlOf(tone(FILE, 1));
    URL.revokeObjectURL(revoked);
    expect(await play(revoked)).to.match(/^media The file could not be fetched/);
    expect(await play(new MediaStream())).to.equal('media The stream has no audio track');
    await bob.call.play(tone(FILE, 1), { volume: 2 }).then(
      () => expect.fail('a volume of 2 was accepted'),
      (error: unknown) => expect(error).to.be.instanceOf(TypeError),
    );
    expect(active(bob)).not.to.have.property('playing');
    await bob.toneMeter.hears(ME);
  });

  it('pauses during hold, while the music of the option is heard', async () => {
    await start({ holdMusic: urlOf(tone(MUSIC, 2)) });
    const ended = play(tone(FILE, 2), { loop: true });
    await bob.toneMeter.hears(FILE);
    await bob.call.hold(true);
    await bob.toneMeter.hearsOnly([MUSIC], [FILE, ME]);
    await bob.call.hold(false);
    await bob.toneMeter.hearsOnly([FILE], [MUSIC, ME]);
    await bob.call.stopPlaying();
    expect(await ended).to.equal('ended');
    await bob.toneMeter.hearsOnly([ME], [FILE, MUSIC]);
  });

  it('is fetched and played once for each hold, also while the quality of the call is shown', async () => {
    const real = globalThis.fetch;
    const fetched: unknown[] = [];
    globalThis.fetch = (source, options) => {
      fetched.push(source);
      return real(source, options);
    };
    try {
      const music = urlOf(tone(MUSIC, 2));
      await start({ holdMusic: music });
      await until(() => active(bob).quality, 'the quality is shown');
      await bob.call.hold(true);
      await bob.toneMeter.hearsOnly([MUSIC], [ME]);
      expect(fetched.map(String).filter((url) => url === music)).to.have.length(1);
    } finally {
      globalThis.fetch = real;
    }
  });

  it('is reported where the hold music cannot be played, and the call is held in silence', async () => {
    await start({ holdMusic: urlOf(new Blob(['not a sound'])) });
    await bob.call.hold(true);
    await until(() => test.phone.state.problem, 'it is reported');
    expect(test.phone.state.problem).to.include({ kind: 'bad-attribute', attribute: 'hold-music' });
    await bob.toneMeter.hearsNo(ME);
    await bob.call.hold(false);
    await bob.toneMeter.hears(ME);
  });
});
