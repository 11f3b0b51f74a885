import { expect } from 'chai';
import type { CallMedia } from '../../../src/media/index.js';
import { Conference, type ConferenceCall } from '../../../src/phone/audio/conference.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import type { CallState } from '../../../src/phone/state.js';
import { settle } from '../../support/virtual-clock.js';

/** A call as the conference uses it, with a record of the calls to it. */
class FakeCall implements ConferenceCall {
  readonly did: string[] = [];
  readonly media = { mute: (on: boolean) => void this.did.push(`mute ${on}`) } as unknown as CallMedia;
  refuses = false;
  session: object | undefined = {};
  hold = { local: false, remote: false };
  status = 'active';
  muted = false;
  merged = false;

  readonly holding = {
    set: async (on: boolean): Promise<void> => {
      await Promise.resolve();
      if (this.refuses) throw new PhoneError('incompatible');
      this.hold.local = on;
    },
  };

  constructor(readonly id: string) {}

  get state(): CallState {
    const { status, hold, muted } = this;
    return { status, hold: { ...hold }, muted } as unknown as CallState;
  }

  join(on: boolean): void {
    this.merged = on;
  }

  showMuted(on: boolean): void {
    this.muted = on;
  }
}

describe('The mixer of a conference', () => {
  const make = () => {
    const inMix = new Set<unknown>();
    const seen: string[] = [];
    let onAdd: (media: unknown) => void = () => undefined;
    const mixer = {
      muted: false,
      add: async (media: unknown) => {
        await Promise.resolve();
        onAdd(media);
        inMix.add(media);
      },
      remove: async (media: unknown) => {
        await Promise.resolve();
        inMix.delete(media);
      },
      close: async () => {
        await Promise.resolve();
        inMix.clear();
        seen.push('close');
      },
    };
    let failure: Error | undefined;
    const conference = new Conference(() => {
      seen.push('make');
      return failure ? Promise.reject(failure) : Promise.resolve(mixer);
    });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => new FakeCall(name)) as [FakeCall, FakeCall, FakeCall];
    const kindOf = async (promise: Promise<unknown>): Promise<unknown> =>
      promise.then(
        () => undefined,
        (error: PhoneError) => error.kind,
      );
    return {
      ...{ conference, mixer, inMix, seen, a, b, c, kindOf },
      fail: (error: Error) => (failure = error),
      whenAdding: (run: (media: unknown) => void) => (onAdd = run),
    };
  };

  it('is created for the first two calls, shared by the third, and closed when one is left', async () => {
    const { conference, inMix, seen, a, b, c } = make();
    await conference.merge([a, b]);
    await conference.merge([c]);
    expect([...inMix]).to.deep.equal([a.media, b.media, c.media]);
    for (const call of [a, b]) {
      call.status = 'ended';
      conference.follow(call);
    }
    await settle();
    expect(seen).to.deep.equal(['make', 'close']);
    expect([a, b, c].map(({ merged }) => merged)).to.deep.equal([false, false, false]);
  });

  it('is not kept, and the holds are restored, when it cannot be created', async () => {
    const { conference, a, b, kindOf, fail } = make();
    a.hold.local = true;
    fail(new Error('no microphone'));
    expect(await kindOf(conference.merge([a, b]))).to.equal('failed');
    expect([a.hold.local, b.hold.local, a.merged, b.merged]).to.deep.equal([true, false, false, false]);
    expect(conference.has(a) || conference.has(b)).to.equal(false);
  });

  it('is muted from the start when the first call is muted', async () => {
    const { conference, mixer, a, b } = make();
    a.muted = true;
    await conference.merge([a, b]);
    expect([a.did, b.did]).to.deep.equal([['mute true'], ['mute true']]);
    expect(mixer.muted).to.equal(true);
    expect(b.muted).to.equal(true);
  });

  it('is not muted by a call that was muted on hold', async () => {
    const { conference, mixer, a, b } = make();
    a.muted = a.hold.local = true;
    await conference.merge([a, b]);
    expect(mixer.muted).to.equal(false);
    expect(a.muted).to.equal(false);
  });

  it('leaves out a call with a remote hold, and is not created when a call ends meanwhile', async () => {
    const { conference, inMix, a, b, kindOf } = make();
    a.hold.remote = true;
    await conference.merge([a, b]);
    expect([...inMix]).to.deep.equal([b.media]);
    a.hold.remote = false;
    conference.follow(a);
    await settle();
    expect([...inMix]).to.deep.equal([b.media, a.media]);

    const other = make();
    const merging = other.conference.merge([other.a, other.b]);
    other.a.status = 'ended';
    expect(await kindOf(merging)).to.equal('already-ended');
    expect(other.conference.has(other.b)).to.equal(false);
  });

  it('is closed when a call ends or cannot be mixed at the last moment', async () => {
    const { conference, seen, a, b, kindOf, whenAdding } = make();
    whenAdding((media) => {
      if (media !== b.media) return;
      b.status = 'ended';
      conference.follow(b);
    });
    expect(await kindOf(conference.merge([a, b]))).to.equal('already-ended');
    expect(seen).to.deep.equal(['make', 'close']);
    expect([conference.has(a), a.merged]).to.deep.equal([false, false]);

    const other = make();
    other.whenAdding(() => {
      throw new Error('no context');
    });
    expect(await kindOf(other.conference.merge([other.a, other.b]))).to.equal('failed');
    expect(other.seen).to.deep.equal(['make', 'close']);
    expect(other.conference.has(other.a)).to.equal(false);
  });

  it('is closed when its calls go on in another tab, and the next one has only its own calls', async () => {
    const { conference, inMix, seen, a, b, c } = make();
    await conference.merge([a, b]);
    for (const call of [a, b]) conference.leave(call);
    await settle();
    expect(seen).to.deep.equal(['make', 'close']);
    const d = new FakeCall('d');
    await conference.merge([c, d]);
    expect([...inMix]).to.deep.equal([c.media, d.media]);
    expect([a, b, c, d].map(({ merged }) => merged)).to.deep.equal([false, false, true, true]);
  });

  it('leaves calls of an earlier page on hold, and resumes them together', async () => {
    const { conference, a, b } = make();
    a.hold.local = b.hold.local = true;
    await conference.merge([a, b], () => 'a');
    expect([a, b].map(({ merged, hold }) => [merged, hold.local])).to.deep.equal([
      [true, true],
      [true, true],
    ]);
    await conference.hold(false);
    expect([a, b].map(({ hold }) => hold.local)).to.deep.equal([false, false]);
  });

  for (const held of [true, false])
    it(`${held ? 'holds' : 'resumes'} all calls of an earlier page where only one of them is on hold`, async () => {
      const { conference, a, b } = make();
      a.hold.local = true;
      await conference.merge([a, b], () => (held ? 'c' : 'b'));
      expect([a, b].map(({ merged, hold }) => [merged, hold.local])).to.deep.equal([
        [true, held],
        [true, held],
      ]);
    });

  it('does not take calls of an earlier page into a conference that was begun meanwhile', async () => {
    const { conference, inMix, a, b, c, kindOf } = make();
    const d = new FakeCall('d');
    await conference.merge([a, b]);
    expect(await kindOf(conference.merge([c, d], () => 'a'))).to.equal('not-allowed');
    expect([...inMix]).to.deep.equal([a.media, b.media]);
    expect([c, d].map(({ merged }) => merged)).to.deep.equal([false, false]);
  });

  it('is closed at once where its calls continue in another tab while it is created', async () => {
    const { inMix, mixer, seen, a, b, kindOf } = make();
    let created: () => void = () => undefined;
    const creation = new Promise<void>((resolve) => (created = resolve));
    const conference = new Conference(async () => (await creation, mixer));
    const merging = conference.merge([a, b]);
    await settle();
    for (const call of [a, b]) {
      call.session = undefined;
      conference.leave(call);
    }
    created();
    expect(await kindOf(merging)).to.equal('already-ended');
    await settle();
    expect([inMix.size, seen]).to.deep.equal([0, ['close']]);
    expect([conference.has(a), conference.has(b), a.merged, b.merged]).to.deep.equal([false, false, false, false]);
    expect(await kindOf(conference.merge([a, b]))).to.equal('already-ended');
  });

  it('uses the new media of a member whose remote party was replaced', async () => {
    const { conference, inMix, a, b } = make();
    await conference.merge([a, b]);
    const other = { mute: () => undefined } as unknown as CallMedia;
    Object.assign(a, { media: other });
    conference.follow(a);
    await settle();
    expect([...inMix]).to.deep.equal([b.media, other]);
  });

  it('is refused for calls that are not established, without media, or only one', async () => {
    const { conference, a, b, kindOf } = make();
    expect(await kindOf(conference.merge([a, a]))).to.equal('already-ended');
    expect(await kindOf(conference.split(a))).to.equal('already-ended');
    b.status = 'incoming';
    expect(await kindOf(conference.merge([a, b]))).to.equal('already-ended');
    b.status = 'active';
    Object.assign(b, { media: undefined });
    expect(await kindOf(conference.merge([a, b]))).to.equal('incompatible');
  });

  it('handles its operations in order', async () => {
    const { conference, inMix, a, b, c } = make();
    await Promise.all([conference.merge([a, b]), conference.merge([c]), conference.split(b), conference.hold(true)]);
    expect([...inMix]).to.deep.equal([a.media, c.media]);
    expect([a, b, c].map(({ hold }) => hold.local)).to.deep.equal([true, true, true]);
    expect([a, b, c].map(({ merged }) => merged)).to.deep.equal([true, false, true]);
  });
});
