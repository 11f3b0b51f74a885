import { expect } from 'chai';
import type { SoundOptions, Tone } from '../../../src/media/index.js';
import { NotificationTones } from '../../../src/phone/audio/notification-tones.js';
import { toneMaker } from '../../../src/phone/audio/tone-maker.js';
import type { CallState, PhoneState } from '../../../src/phone/state.js';
import { Store } from '../../../src/phone/store.js';
import { VirtualClock } from '../../support/virtual-clock.js';

describe('The short sounds of a phone', () => {
  const active = (more: object = {}): CallState =>
    ({
      id: 'a',
      status: 'active',
      answeredAt: 1,
      muted: false,
      media: 'connected',
      digits: '',
      hold: { local: false, remote: false },
      ...more,
    }) as unknown as CallState;
  const dialing = { ...active(), status: 'ringing', answeredAt: undefined } as unknown as CallState;
  const ended = { ...active(), status: 'ended', cause: 'hung-up' } as unknown as CallState;
  const held = { hold: { local: true, remote: false } };

  const listen = () => {
    const clock = new VirtualClock();
    const store = new Store({ calls: [] } as unknown as PhoneState);
    const heard: string[] = [];
    const cues = new NotificationTones(store, clock, (cue) => heard.push(cue));
    /** What is heard as these calls come. */
    const then = (...calls: CallState[]): string[] => {
      heard.length = 0;
      store.update({ calls });
      return [...heard];
    };
    const after = async (ms: number): Promise<string[]> => {
      heard.length = 0;
      await clock.advance(ms);
      return [...heard];
    };
    return { then, after, cues };
  };

  it('say that a call is connected, and that it is over, but not that one was never answered', () => {
    const { then } = listen();
    then(dialing);
    expect(then(active())).to.deep.equal(['connected']);
    expect(then(ended)).to.deep.equal(['ended']);
    then(dialing);
    expect(then({ ...ended, answeredAt: undefined } as unknown as CallState)).to.deep.equal([]);
  });

  it('tick low for muted and high for heard again, once for a whole conference', () => {
    const { then } = listen();
    then(active(), active({ id: 'b' }));
    expect(then(active({ muted: true }), active({ id: 'b', muted: true }))).to.deep.equal(['muted']);
    expect(then(active(), active({ id: 'b' }))).to.deep.equal(['unmuted']);
  });

  it('remind each minute of a call on hold, unless somebody else is talked to', async () => {
    const { then, after } = listen();
    then(active(held));
    expect(await after(59_999)).to.deep.equal([]);
    expect(await after(1)).to.deep.equal(['held']);
    expect(await after(60_000)).to.deep.equal(['held']);
    then(active(held), active({ id: 'b' }));
    expect(await after(120_000)).to.deep.equal([]);
    then(active(held), { ...ended, id: 'b' } as CallState);
    expect(await after(60_000)).to.deep.equal(['held']);
    then(active());
    expect(await after(120_000)).to.deep.equal([]);
    then(active(held));
    then();
    expect(await after(120_000), 'gone').to.deep.equal([]);
  });

  it('tell of a connection that is lost for two seconds, once', async () => {
    const { then, after } = listen();
    then(active());
    then(active({ media: 'interrupted' }));
    expect(await after(1999)).to.deep.equal([]);
    expect(then(active({ media: 'interrupted', digits: '•' }))).to.deep.equal([]);
    expect(await after(1)).to.deep.equal(['lost']);
    expect(await after(60_000)).to.deep.equal([]);
    then(active());
    then(active({ media: 'interrupted' }));
    then(active());
    expect(await after(60_000), 'short').to.deep.equal([]);
  });

  it('are none when the phone is gone', async () => {
    const { then, after, cues } = listen();
    then(active(held));
    cues.close();
    expect(await after(60_000)).to.deep.equal([]);
    expect(then(ended)).to.deep.equal([]);
  });
});

describe('The tones of a phone', () => {
  const make = () => {
    const clock = new VirtualClock();
    const ringer = { volume: 1 };
    const played: [name: string, options?: SoundOptions | undefined][] = [];
    let volume = 0.5;
    const maker = toneMaker({
      clock,
      ringer,
      volume: () => volume,
      country: () => 'GB',
      tones: {
        ring: () => ({ stop: () => void played.push(['stop']) }),
        play: (name) => ({ stop: () => void played.push([name]) }),
        sound: (tones: readonly Tone[], options) => {
          played.push([JSON.stringify(tones), options]);
          return { stop: () => undefined };
        },
      },
    });
    return { clock, ringer, maker, played, louder: (to: number) => (volume = to) };
  };

  it('let a ring grow for three seconds to what is set, also when that changes meanwhile', async () => {
    const { clock, ringer, maker, louder } = make();
    const ring = maker.ring();
    expect(ringer.volume).to.be.closeTo(0.1, 0.001);
    await clock.advance(1500);
    expect(ringer.volume).to.be.closeTo(0.3, 0.001);
    louder(1);
    await clock.advance(1500);
    expect(ringer.volume).to.equal(1);
    ring.stop();
    maker.ring().stop();
    expect(ringer.volume, 'of whatever comes next').to.equal(1);
    await clock.advance(100);
    expect(ringer.volume).to.equal(1);
    expect(clock.pending).to.equal(0);
  });

  it('tell of a second call by two soft beeps every eight seconds, of the notes of the country', () => {
    const { maker, played } = make();
    maker.play('callWaiting');
    expect(played).to.deep.equal([
      [JSON.stringify([{ hertz: [400], cadence: [0.2, 0.2, 0.2, 7.4] }]), { repeat: true, gain: 0.5 }],
    ]);
  });
});
