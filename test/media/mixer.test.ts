/** A conference of three: the audio is measured at every party. */
import { expect } from '@open-wc/testing';
import { Mixer, type CallMedia, type MixedCall } from '../../src/media/index.js';
import { Player } from '../../src/media/player.js';
import { closeAll, connected, toneMeter, exchange, opens, party, partyWith } from './support/parties.js';
import { audioContext, goertzel, ToneMeter, Tape, until, ToneMicrophone } from './support/audio.js';

const ME = 440;
const BOB = 700;
const CAROL = 1000;

/** A call without media. */
const fakeCall = (): MixedCall => ({
  remoteStream: new MediaStream(),
  on: () => undefined,
  off: () => undefined,
  sendInstead: () => Promise.resolve(),
});

describe('a conference', () => {
  let mine: ToneMicrophone;
  let toBob: CallMedia;
  let toCarol: CallMedia;
  let atBob: ToneMeter;
  let atCarol: ToneMeter;
  let mixer: Mixer;

  beforeEach(async () => {
    mine = new ToneMicrophone(ME);
    [toBob, toCarol] = [partyWith(mine), partyWith(mine)];
    const [bob, carol] = [party(BOB), party(CAROL)];
    await Promise.all([exchange(toBob, bob), exchange(toCarol, carol)]);
    await Promise.all([toBob, toCarol, bob, carol].map(connected));
    [atBob, atCarol] = [toneMeter(bob), toneMeter(carol)];
    mixer = await Mixer.join(mine, [toBob, toCarol]);
    opens({ close: () => void mixer.close() });
  });
  afterEach(closeAll);

  it('lets each party hear the other two and not itself', async () => {
    await Promise.all([atBob.hearsOnly([ME, CAROL], [BOB]), atCarol.hearsOnly([ME, BOB], [CAROL])]);
  });

  it('connects the other two while the local party is muted', async () => {
    mixer.muted = true;
    await Promise.all([atBob.hears(CAROL), atCarol.hears(BOB), atBob.hearsNo(ME), atCarol.hearsNo(ME)]);
    mixer.muted = false;
    await atBob.hears(ME);
  });

  it('mutes one party in the call that is muted only', async () => {
    toBob.mute(true);
    await atBob.hearsNo(CAROL);
    await atCarol.hears(BOB);
  });

  it('continues as two calls when it is closed, and releases its lease', async () => {
    await atBob.hears(CAROL);
    expect(mine.leases).to.equal(3);
    await mixer.close();
    await atBob.hearsNo(CAROL);
    await Promise.all([atBob.hears(ME), atCarol.hears(ME)]);
    expect(mine.leases).to.equal(2);
  });

  it('that cannot be joined leaves no microphone open and the calls unchanged', async () => {
    await mixer.close();
    expect(mine.leases).to.equal(2);
    const gone = { ...fakeCall(), sendInstead: () => Promise.reject(new Error('gone')) };
    const error = await Mixer.join(mine, [toBob, gone]).catch((reason: unknown) => reason);
    expect(error).to.include({ message: 'gone' });
    expect(mine.leases).to.equal(2);
    await atBob.hears(ME);
    await atBob.hearsNo(CAROL);
  });

  it('that cannot be made leaves no microphone open', async () => {
    const real = globalThis.GainNode;
    globalThis.GainNode = class {
      constructor() {
        throw new DOMException('no memory', 'NotSupportedError');
      }
    } as unknown as typeof GainNode;
    const options = { microphone: mine };
    const { signal } = new AbortController();
    try {
      for (const making of [
        Mixer.join(mine, [toBob]),
        Player.start(new AudioBuffer({ length: 100, sampleRate: 48_000 }), options, signal),
      ])
        expect(await making.catch((error: Error) => error.message)).to.equal('no memory');
    } finally {
      globalThis.GainNode = real;
    }
    expect(mine.leases).to.equal(3);
  });

  it('continues for two parties when one is removed', async () => {
    await mixer.remove(toCarol);
    await Promise.all([atBob.hears(ME), atBob.hearsNo(CAROL), atCarol.hears(ME), atCarol.hearsNo(BOB)]);
  });
});

describe('the audio that a party of a conference receives', () => {
  afterEach(closeAll);

  /** A tone of this amplitude, 1 for full scale. */
  function tone(hertz: number, amplitude: number): MediaStream {
    const oscillator = new OscillatorNode(audioContext(), { frequency: hertz });
    const destination = audioContext().createMediaStreamDestination();
    oscillator.connect(new GainNode(audioContext(), { gain: amplitude })).connect(destination);
    oscillator.start();
    opens({ close: () => oscillator.stop() });
    return destination.stream;
  }

  /** Mixes parties with these streams, with the local party muted; resolves with the stream for a further silent party. */
  async function sentToOneMore(...said: MediaStream[]): Promise<MediaStream> {
    const sent = new MediaStream();
    const sendInstead = async (track?: MediaStreamTrack): Promise<void> => {
      if (track) sent.addTrack(track);
    };
    const listening = { ...fakeCall(), sendInstead };
    const talking = said.map((remoteStream) => ({ ...fakeCall(), remoteStream }));
    const toneMicrophone = new ToneMicrophone(ME);
    const joined = await Mixer.join(toneMicrophone, [...talking, listening]);
    joined.muted = true;
    opens({ close: () => void joined.close() });
    return sent;
  }

  /** The amplitude of Bob's tone in most of what is sent: the median of 40 pieces that have it, which gaps do not change. */
  async function levelOf(sent: MediaStream): Promise<number> {
    const tape = opens(await Tape.of(sent));
    const { sampleRate } = audioContext();
    const heard = await until(() => {
      const levels = tape.pieces().map((piece) => goertzel(piece, BOB, sampleRate));
      const present = levels.filter((level) => level > 0.01);
      return present.length >= 40 ? present : undefined;
    }, 'two seconds of the voice');
    return heard.sort((a, b) => a - b)[heard.length >> 1]!;
  }

  for (const many of [2, 4])
    it(`is never at full scale, where it would be clipped, when ${many} parties speak at full scale`, async () => {
      const frequencies = [500, 730, 1010, 1370].slice(0, many);
      const sent = await sentToOneMore(...frequencies.map((hertz) => tone(hertz, 1)));
      const tape = opens(await Tape.of(sent));
      const toneMeter = opens(new ToneMeter(sent));
      for (const hertz of frequencies) await toneMeter.hears(hertz, 0.1);
      const pieces = await until(() => {
        const all = tape.pieces();
        return all.length > 40 ? all : undefined;
      }, 'two seconds of it');
      const peak = Math.max(...pieces.map((piece) => piece.reduce((most, one) => Math.max(most, Math.abs(one)), 0)));
      expect(peak).to.be.within(0.5, 0.99);
    });

  for (const [amplitude, what] of [
    [0.05, 'soft'],
    [0.5, 'of the usual strength'],
  ] as const)
    it(`has the level of a single voice that is ${what}`, async () => {
      // Half a decibel, which is not audible.
      expect(await levelOf(await sentToOneMore(tone(BOB, amplitude)))).to.be.closeTo(amplitude, amplitude * 0.06);
    });

  it('is attenuated by at most 4.5 dB for a single voice at full scale', async () => {
    // 4.5 dB.
    expect(await levelOf(await sentToOneMore(tone(BOB, 1)))).to.be.within(0.595, 0.99);
  });
});
