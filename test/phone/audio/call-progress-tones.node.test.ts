import { expect } from 'chai';
import { CallProgressTones, type ToneMaker } from '../../../src/phone/audio/call-progress-tones.js';
import type { CallState, PhoneState } from '../../../src/phone/state.js';
import { Store } from '../../../src/phone/store.js';
import { VirtualClock } from '../../support/virtual-clock.js';

describe('The call progress tones of a phone', () => {
  const call = (status: string, more: object = {}): CallState =>
    ({ id: 'a', direction: 'outgoing', status, ...more }) as unknown as CallState;
  const incoming = call('incoming', { id: 'b', direction: 'incoming' });
  const failed = (cause: string) => call('ended', { failed: true, cause });

  const listen = (enabled = true) => {
    const clock = new VirtualClock();
    const store = new Store({ calls: [] } as unknown as PhoneState);
    const heard = new Set<string>();
    const playback = (name: string) => {
      heard.add(name);
      return { stop: () => void heard.delete(name) };
    };
    const tones: ToneMaker = { ring: (ringer) => playback(ringer ?? 'ring'), play: playback, cue: () => undefined };
    const sounds = new CallProgressTones(store, tones, clock, () => enabled);
    /** The names of the tones that are played in a state. */
    const in_ = (...calls: CallState[]) => {
      store.update({ calls });
      return [...heard].join();
    };
    return { clock, sounds, in_, heard };
  };

  it('are the ringing sound during an incoming call, until it is answered', () => {
    const { in_ } = listen();
    expect(in_(incoming)).to.equal('ring');
    expect(in_(call('answering', { id: 'b' }))).to.equal('');
  });

  it('are the ringer of the call that rings, silence for a silent one, and change with it', () => {
    const { in_ } = listen();
    const silent = call('incoming', { id: 'b', ringer: 'silent' });
    const low = call('incoming', { id: 'c', ringer: 'low' });
    expect(in_(silent)).to.equal('');
    expect(in_(silent, low)).to.equal('low');
    expect(in_(silent, low, incoming)).to.equal('low');
    expect(in_(incoming)).to.equal('ring');
    expect(in_(call('active'), silent)).to.equal('');
  });

  it('are the ringback tone after a 180 only, and not over early media (RFC 3960 §3.2)', () => {
    const { in_ } = listen();
    expect(in_(call('dialing'))).to.equal('');
    expect(in_(call('ringing'))).to.equal('ringback');
    expect(in_(call('early'))).to.equal('');
  });

  it('are the call waiting tone when a second call arrives', () => {
    const { in_ } = listen();
    expect(in_(call('active'))).to.equal('');
    expect(in_(call('active'), incoming)).to.equal('callWaiting');
    expect(in_(call('active'))).to.equal('');
  });

  it('are the busy or congestion tone for 2 s when a call fails', async () => {
    for (const [cause, tone] of [
      ['busy', 'busy'],
      ['not-found', 'congestion'],
    ] as const) {
      const { in_, clock, heard } = listen();
      in_(call('ringing'));
      expect(in_(failed(cause))).to.equal(tone);
      await clock.advance(2000);
      expect([...heard]).to.deep.equal([]);
    }
  });

  it('end when the failed call is dismissed, or another call arrives', () => {
    const { in_ } = listen();
    in_(call('dialing'));
    in_(failed('busy'));
    expect(in_()).to.equal('');
    in_(call('dialing'));
    in_(failed('busy'));
    expect(in_(incoming)).to.equal('ring');
  });

  it('are not played when sounds are switched off, and stop when the phone is closed', () => {
    expect(listen(false).in_(incoming)).to.equal('');
    const { in_, sounds, heard } = listen();
    in_(incoming);
    sounds.close();
    expect([...heard]).to.deep.equal([]);
  });
});
