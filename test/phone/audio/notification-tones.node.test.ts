import { expect } from 'chai';
import type { SequenceOptions, Tone } from '../../../src/media/index.js';
import { NotificationTones } from '../../../src/phone/audio/notification-tones.js';
import { toneMaker } from '../../../src/phone/audio/tone-maker.js';
import type { CallState, PhoneState } from '../../../src/phone/state.js';
import { Store } from '../../../src/phone/store.js';
import { VirtualClock } from '../../support/virtual-clock.js';

describe('The notification tones of a phone', () => {
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
    /** The names of the tones that are played for these calls. */
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

  it('are played when a call is connected and when it ends, but not for one that was not answered', () => {
    const { then } = listen();
    then(dialing);
    expect(then(active())).to.deep.equal(['connected']);
    expect(then(ended)).to.deep.equal(['ended']);
    then(dialing);
    expect(then({ ...ended, answeredAt: undefined } as unknown as CallState)).to.deep.equal([]);
  });

  it('are low for mute and high for unmute, once for a whole conference', () => {
    const { then } = listen();
    then(active(), active({ id: 'b' }));
    expect(then(active({ muted: true }), active({ id: 'b', muted: true }))).to.deep.equal(['muted']);
    expect(then(active(), active({ id: 'b' }))).to.deep.equal(['unmuted']);
  });

  it('are played each minute for a call on hold, unless another call is active', async () => {
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

  it('are played once for a connection that is lost for two seconds', async () => {
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

  it('are not played after the phone was closed', async () => {
    const { then, after, cues } = listen();
    then(active(held));
    cues.close();
    expect(await after(60_000)).to.deep.equal([]);
    expect(then(ended)).to.deep.equal([]);
  });
});

describe('The tone maker of a phone', () => {
  const make = () => {
    const clock = new VirtualClock();
    const ringer = { volume: 1 };
    const played: [name: string, options?: SequenceOptions | undefined][] = [];
    let volume = 0.5;
    const maker = toneMaker({
      clock,
      ringer,
      volume: () => volume,
      country: () => 'GB',
      tones: {
        ring: () => ({ stop: () => void played.push(['stop']) }),
        play: (name) => ({ stop: () => void played.push([name]) }),
        sequence: (tones: readonly Tone[], options) => {
          played.push([JSON.stringify(tones), options]);
          return { stop: () => undefined };
        },
      },
    });
    return { clock, ringer, maker, played, louder: (to: number) => (volume = to) };
  };

  it('raises the volume of the ringer for three seconds to the setting, also when that changes meanwhile', async () => {
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
    expect(ringer.volume, 'and restores it at the end').to.equal(1);
    await clock.advance(100);
    expect(ringer.volume).to.equal(1);
    expect(clock.pending).to.equal(0);
  });

  it('plays call waiting as two soft beeps every eight seconds, with the frequencies of the country', () => {
    const { maker, played } = make();
    maker.play('callWaiting');
    expect(played).to.deep.equal([
      [JSON.stringify([{ hertz: [400], cadence: [0.2, 0.2, 0.2, 7.4] }]), { repeat: true, gain: 0.5 }],
    ]);
  });
});
