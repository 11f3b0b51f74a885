/** The commands of an established call, with remote parties that send real media. */

import { expect } from '@open-wc/testing';
import type { Call, CallSummary } from '../../../src/phone/index.js';
import { barsOf } from '../../../src/phone/audio/call-quality.js';
import type { CallState } from '../../../src/phone/state.js';
import { Card, Eye } from '../../media/support/video.js';
import { until } from '../../media/support/audio.js';
import { opens } from '../../media/support/parties.js';
import { SkippingClock } from '../../support/skipping-clock.js';
import { ME, TalkingPhone, type RemoteParty } from '../support/established-call.js';

const BOB = 700;

type Active = CallState & { status: 'active' };
const active = ({ call }: RemoteParty): Active => call.state as Active;
const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: { kind?: string }) => error.kind,
  );

describe('An established call', () => {
  let test: TalkingPhone;
  const summaries: CallSummary[] = [];

  const start = async (configuration = {}): Promise<void> => {
    test = await TalkingPhone.ready(configuration);
    summaries.length = 0;
    test.phone.on('summary', (summary) => summaries.push(summary));
  };
  afterEach(() => test.close());

  it('has a quality each second except on hold, and a summary of it at its end', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    const quality = await until(() => active(bob).quality, 'it is measured');
    // Its value depends on the load of the machine.
    expect(quality).to.include({ bars: barsOf(quality.mos!), path: 'host', codec: 'opus' });
    expect(quality.mos).to.be.within(1, 4.5);
    await bob.call.hold(true);
    expect(active(bob).quality).to.equal(undefined);
    await bob.call.hold(false);
    await until(() => active(bob).quality, 'it is measured again');
    await bob.call.hangUp();
    expect(summaries[0]!.quality).to.deep.include({ codecs: ['opus'], paths: ['host'] });
    expect(summaries[0]!.quality!.samples).to.be.above(1);
  });

  it('warns of speech while muted, until the warning is dismissed', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    bob.call.mute(true);
    await until(() => active(bob).quality?.warnings.includes('talking-while-muted') || undefined, 'the warning is set');
    expect(active(bob).quality!.weakParty).to.equal('local');
    bob.call.quiet('talking-while-muted');
    expect(active(bob).quality!.warnings).not.to.contain('talking-while-muted');
    bob.call.mute(false);
    expect(active(bob).quality!.warnings).not.to.contain('talking-while-muted');
  });

  it('has levels of both directions, and none for a muted microphone', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    await until(() => ((bob.call.level('in') ?? 0) > 0.1 ? true : undefined), 'the audio of Bob is measured');
    await until(
      () => ((bob.call.level('out') ?? 0) > 0.1 ? true : undefined),
      'the audio of the local party is measured',
    );
    bob.call.mute(true);
    expect(bob.call.level('out')).to.equal(0);
    await bob.call.hangUp();
    expect(bob.call.level('in')).to.equal(undefined);
  });

  for (const [when, mutes] of [
    ['while it rings', (call: Call) => void call.mute(true)],
    ['in the task of the answer', (call: Call) => void call.answered.then(() => call.mute(true))],
    [
      'in the state of the answer',
      (call: Call) => {
        const stop = test.phone.subscribe(() => {
          if (call.state.status !== 'active') return;
          stop();
          call.mute(true);
        });
      },
    ],
    [
      'before the media are connected',
      (call: Call) => void call.answered.then(() => setTimeout(() => call.mute(true))),
    ],
  ] as const)
    for (const direction of ['outgoing', 'incoming'] as const)
      it(`that is ${direction} and muted ${when} sends no speech, until it is unmuted`, async () => {
        await start();
        const bob = direction === 'incoming' ? await test.isCalledBy(BOB) : await test.reaches(BOB, 180);
        mutes(bob.call);
        await (direction === 'incoming' ? bob.call.answer() : bob.accepts());
        await test.connected(bob.call);
        await until(() => bob.call.state.muted || undefined, 'it is muted');
        // What was sent before a busy machine came to mute it has arrived by then.
        const { packets } = (await bob.media.sample()).received;
        await until(
          async () => (await bob.media.sample()).received.packets > packets + 25 || undefined,
          'silence arrives',
        );
        await bob.toneMeter.fallsSilent(ME);
        bob.call.mute(false);
        await bob.toneMeter.hears(ME);
      });

  // @rfc 5589 §6.1
  it('sends no packet while it is transferred, as a server takes silence for an answer, and is heard again where the user resumes it', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    await bob.toneMeter.hears(ME);
    const transferred = kindOf(bob.call.transfer('carol'));
    await until(() => bob.asked.includes('REFER') || undefined, 'the REFER arrives');
    const packets = async (): Promise<number> => (await bob.media.sample()).received.packets;
    // What was sent before has arrived by then.
    await bob.toneMeter.fallsSilent(ME);
    const before = await packets();
    expect(await bob.toneMeter.loudest(ME)).to.be.below(0.005);
    expect(await packets()).to.equal(before);
    await bob.call.hold(false);
    await bob.toneMeter.hears(ME);
    await bob.hangsUp();
    await transferred;
  });

  it('continues with another microphone, without a new offer', async () => {
    await start();
    test.microphones.plug('headset', 1000);
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    const ids = ['desk', 'headset'];
    const list = ids.map((id) => ({ kind: 'audioinput', deviceId: id, label: id, groupId: id }));
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve(list as unknown as MediaDeviceInfo[]);
    try {
      await test.phone.devices.refresh();
      const bob = await test.talksTo(BOB);
      await bob.toneMeter.hears(ME);
      await test.phone.devices.choose('microphone', 'headset');
      await bob.toneMeter.hearsOnly([1000], [ME]);
      expect(bob.asked).to.deep.equal([]);
    } finally {
      navigator.mediaDevices.enumerateDevices = real;
    }
  });

  it('discards the digits that were not sent when they are stopped (WebRTC §7.2)', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    const sent = kindOf(bob.call.sendDigits('1234567890123456'));
    await until(() => (active(bob).sending ? true : undefined), 'they are sent');
    const { dtmf } = bob.call.media!.peerConnection!.getSenders().find((sender) => sender.dtmf)!;
    expect(dtmf!.toneBuffer).to.not.equal('');
    bob.call.stopDigits();
    expect(await sent).to.equal('already-ended');
    expect(dtmf!.toneBuffer).to.equal('');
  });

  it('is recorded to a file with both parties, without the time on hold', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    expect(await bob.call.recording()).to.equal(undefined);
    await bob.call.record(true);
    expect(active(bob).recording).to.include({ status: 'recording' });
    await bob.call.hold(true);
    expect(active(bob).recording).to.include({ status: 'paused' });
    await bob.call.hold(false);
    expect(active(bob).recording).to.include({ status: 'recording' });
    const samples = active(bob).quality;
    await until(() => (active(bob).quality !== samples && active(bob).quality ? true : undefined), 'a second passes');
    await bob.call.hangUp();
    const file = (await bob.call.recording())!;
    expect(file.type).to.match(/^audio\/webm/);
    expect(summaries[0]!.recordings!.map(({ name }) => name)).to.deep.equal([file.name]);
    const context = new AudioContext();
    const sound = await context.decodeAudioData(await file.arrayBuffer());
    await context.close();
    expect(sound.numberOfChannels).to.equal(2);
    expect(sound.duration).to.be.above(0.3);
  });

  it('is recorded more than once, and each record() toggles', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    await bob.call.record();
    await bob.call.record();
    expect(active(bob).recording).to.equal(undefined);
    const first = await bob.call.recording();
    await Promise.all([bob.call.record(true), bob.call.record(true)]);
    await bob.call.hangUp();
    expect(summaries[0]!.recordings).to.have.length(2);
    expect((await bob.call.recording())!.name).not.to.equal(first!.name);
  });

  it('continues when it cannot be recorded', async () => {
    await start();
    const bob = await test.talksTo(BOB);
    const real = MediaRecorder.isTypeSupported.bind(MediaRecorder);
    MediaRecorder.isTypeSupported = () => false;
    try {
      expect(await kindOf(bob.call.record(true))).to.equal('media');
    } finally {
      MediaRecorder.isTypeSupported = real;
    }
    expect(active(bob).recording).to.equal(undefined);
    await bob.toneMeter.hears(ME);
  });

  it('is required for video, recording and digits', async () => {
    await start();
    const bob = await test.isCalledBy(BOB);
    expect(await kindOf(bob.call.record(true))).to.equal('already-ended');
    expect(await kindOf(bob.call.show('camera'))).to.equal('already-ended');
    expect(await kindOf(bob.call.sendDigits('1'))).to.equal('already-ended');
  });

  describe('with video', () => {
    const realUser = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const realDisplay = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    let camera: Card;
    let screen: Card;
    let opened: MediaStreamTrack[];
    let refusal: string | undefined;
    let wanted: unknown[];

    const give = (card: Card): Promise<MediaStream> => {
      if (refusal) return Promise.reject(new DOMException('refused by the test', refusal));
      const track = card.track.clone();
      opened.push(track);
      return Promise.resolve(new MediaStream([track]));
    };
    /** Called after the microphones of the phone were replaced. */
    const giveCards = (): void => {
      const sound = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) => {
        if (!constraints?.video) return sound(constraints);
        wanted.push((constraints.video as MediaTrackConstraints).deviceId);
        return give(camera);
      };
      navigator.mediaDevices.getDisplayMedia = () => give(screen);
    };

    beforeEach(() => {
      [camera, screen] = [opens(new Card('red')), opens(new Card('green'))];
      [opened, refusal, wanted] = [[], undefined, []];
    });
    afterEach(() => {
      navigator.mediaDevices.getUserMedia = realUser;
      navigator.mediaDevices.getDisplayMedia = realDisplay;
    });

    it('sends a camera, then a screen without a new offer, then nothing', async () => {
      await start();
      giveCards();
      const bob = await test.talksTo(BOB, { video: true });
      await bob.call.show('camera');
      expect(active(bob).video).to.deep.equal({ local: 'camera', remote: false });
      expect(bob.call.videoStreams.local!.getVideoTracks()).to.deep.equal([opened[0]]);
      const eye = opens(new Eye(bob.media.remoteVideo));
      await eye.sees('red');
      const asked = bob.asked.length;
      await bob.call.show('screen');
      await eye.sees('green');
      expect(bob.asked).to.have.length(asked);
      expect(opened[0]!.readyState).to.equal('ended');
      await bob.call.show('none');
      expect(active(bob).video).to.deep.equal({ local: 'none', remote: false });
      expect(opened[1]!.readyState).to.equal('ended');
      expect(bob.call.videoStreams.local).to.equal(undefined);
    });

    it('stops the screen when the user presses the button of the browser', async () => {
      await start();
      giveCards();
      const bob = await test.talksTo(BOB, { video: true });
      await bob.call.show('screen');
      opened[0]!.stop();
      opened[0]!.dispatchEvent(new Event('ended'));
      await until(() => (active(bob).video?.local === 'none' ? true : undefined), 'the shared screen has ended');
    });

    it('keeps the present video when another one is denied by the user or rejected by the remote party', async () => {
      await start();
      giveCards();
      const bob = await test.talksTo(BOB, { video: true });
      bob.refuses = 488;
      expect(await kindOf(bob.call.show('camera'))).to.equal('incompatible');
      expect(opened[0]!.readyState).to.equal('ended');
      expect(active(bob).video?.local ?? 'none').to.equal('none');
      bob.refuses = undefined;
      await bob.call.show('camera');
      refusal = 'NotAllowedError';
      expect(await kindOf(bob.call.show('screen'))).to.equal('microphone-denied');
      expect(active(bob).video!.local).to.equal('camera');
      await opens(new Eye(bob.media.remoteVideo)).sees('red');
    });

    it('is refused when the remote party does not accept video, and the camera is closed', async () => {
      await start();
      giveCards();
      const bob = await test.talksTo(BOB);
      expect(await kindOf(bob.call.show('camera'))).to.equal('incompatible');
      expect(opened[0]!.readyState).to.equal('ended');
      await bob.call.hangUp();
      const again = await test.talksTo(BOB, {}, { video: true });
      await until(() => (opened[1]?.readyState === 'ended' ? true : undefined), 'the camera is released');
      expect(active(again).video).to.deep.equal({ local: 'none', remote: false });
    });

    it('changes to another camera as soon as it is chosen', async () => {
      await start();
      giveCards();
      const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
      const list = ['front', 'back'].map((id) => ({ kind: 'videoinput', deviceId: id, label: id, groupId: id }));
      navigator.mediaDevices.enumerateDevices = () => Promise.resolve(list as unknown as MediaDeviceInfo[]);
      try {
        await test.phone.devices.refresh();
        const bob = await test.talksTo(BOB, { video: true });
        await bob.call.show('camera');
        await test.phone.devices.choose('camera', 'back');
        await until(() => (opened[0]!.readyState === 'ended' ? true : undefined), 'the first camera is released');
        expect(JSON.stringify(wanted.at(-1))).to.contain('back');
        expect(bob.call.videoStreams.local!.getVideoTracks()).to.deep.equal([opened[1]]);
        expect(active(bob).video!.local).to.equal('camera');
      } finally {
        navigator.mediaDevices.enumerateDevices = real;
      }
    });

    it('is answered with it, and receives that of the remote party, which ends on hold', async () => {
      await start({ video: true });
      giveCards();
      const blue = opens(new Card('blue'));
      const bob = await test.isCalledBy(BOB, { video: true });
      await bob.call.answer({ video: true });
      await test.connected(bob.call);
      await until(() => bob.media.remoteVideo.getVideoTracks()[0], 'the video of the phone is offered');
      await bob.media.show(blue.track);
      await bob.offers();
      await until(() => (active(bob).video?.remote ? true : undefined), 'the remote video is known');
      expect(active(bob).video!.local).to.equal('camera');
      await opens(new Eye(bob.call.videoStreams.remote!)).sees('blue');
      await opens(new Eye(bob.media.remoteVideo)).sees('red');
      await bob.call.hold(true);
      await until(() => (active(bob).video!.remote ? undefined : true), 'the remote video has ended');
      await bob.call.hangUp();
      expect(opened.every(({ readyState }) => readyState === 'ended')).to.equal(true);
    });

    it('is received by both parties when both offer it at the same time (RFC 3261 §14.1)', async () => {
      await start({ video: true });
      giveCards();
      const blue = opens(new Card('blue'));
      const bob = await test.talksTo(BOB, { video: true });
      await bob.media.show(blue.track);
      let shown: Promise<void> | undefined;
      await bob.offers({}, async () => {
        shown = bob.call.show('camera');
        await until(() => (bob.asked.includes('INVITE') ? true : undefined), 'the phone offers video too');
      });
      await shown;
      expect(active(bob).video).to.deep.include({ local: 'camera' });
      await opens(new Eye(bob.call.videoStreams.remote!)).sees('blue');
      await opens(new Eye(bob.media.remoteVideo)).sees('red');
    });

    it('is offered by the callee that answers with it, when the caller did not', async () => {
      await start();
      giveCards();
      const bob = await test.isCalledBy(BOB, { video: true });
      await bob.call.answer({ video: true });
      await test.connected(bob.call);
      await until(() => (bob.media.remoteVideo.getVideoTracks().length > 0 ? true : undefined), 'it is offered');
      await opens(new Eye(bob.media.remoteVideo)).sees('red');
      expect(active(bob).video!.local).to.equal('camera');
    });

    for (const way of ['answered', 'made'] as const)
      it(`does not delay a call that is ${way} with it when the camera does not start in time (L5)`, async () => {
        const clock = new SkippingClock();
        await start({ clock });
        giveCards();
        const others = navigator.mediaDevices.getUserMedia;
        let asked = false;
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          if (!constraints?.video) return others(constraints);
          asked = true;
          return new Promise<never>(() => undefined);
        };
        const caller = way === 'answered' ? await test.isCalledBy(BOB) : undefined;
        const talking = caller
          ? caller.call.answer({ video: true }).then(() => caller)
          : test.talksTo(BOB, {}, { video: true });
        await until(() => (asked ? true : undefined), 'the camera is asked for');
        await until(() => {
          clock.skip(1000);
          return test.phone.state.problem;
        }, 'the request for the camera is canceled');
        expect(test.phone.state.problem).to.include({ kind: 'media' });
        const far = await talking;
        await test.connected(far.call);
        expect(active(far).video?.local ?? 'none').to.equal('none');
      });

    it('is sent from the start of an outgoing call, and is left out without a camera', async () => {
      await start();
      giveCards();
      const bob = await test.talksTo(BOB, { video: true }, { video: true });
      expect(active(bob).video!.local).to.equal('camera');
      await opens(new Eye(bob.media.remoteVideo)).sees('red');
      await bob.call.hangUp();
      refusal = 'NotFoundError';
      const again = await test.talksTo(BOB, {}, { video: true });
      expect(active(again).video?.local ?? 'none').to.equal('none');
      expect(test.phone.state.problem).to.include({ kind: 'media' });
    });
  });
});

describe('A call without a microphone', () => {
  let test: TalkingPhone;
  const query = navigator.permissions.query.bind(navigator.permissions);
  // The browser of the tests grants every permission.
  beforeEach(() => {
    navigator.permissions.query = () => Promise.reject(new TypeError('not known'));
  });
  afterEach(async () => {
    navigator.permissions.query = query;
    await test.close();
  });

  it('continues to ring, and is answered as soon as the microphone is allowed', async () => {
    test = await TalkingPhone.ready();
    test.microphones.refusal = 'NotAllowedError';
    const bob = await test.isCalledBy(BOB);
    expect(await kindOf(bob.call.answer())).to.equal('microphone-denied');
    expect(bob.call.state.status).to.equal('incoming');
    expect(test.phone.state.microphone).to.equal('denied');
    test.microphones.refusal = undefined;
    await test.phone.requestMicrophone();
    await test.connected(bob.call);
    await bob.toneMeter.hears(ME);
  });

  it('is answered as soon as a microphone is plugged in', async () => {
    navigator.permissions.query = query;
    test = await TalkingPhone.ready();
    await until(() => (test.phone.state.microphone === 'granted' ? true : undefined), 'it is known to be allowed');
    test.microphones.refusal = 'NotFoundError';
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    const desk = { kind: 'audioinput', deviceId: 'desk', label: 'desk', groupId: 'g' } as MediaDeviceInfo;
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
    try {
      await test.phone.devices.refresh();
      const bob = await test.isCalledBy(BOB);
      expect(await kindOf(bob.call.answer())).to.equal('microphone-missing');
      expect(bob.call.state.status).to.equal('incoming');
      test.microphones.refusal = undefined;
      navigator.mediaDevices.enumerateDevices = () => Promise.resolve([desk]);
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await test.connected(bob.call);
      await bob.toneMeter.hears(ME);
    } finally {
      navigator.mediaDevices.enumerateDevices = real;
    }
  });

  it('is answered with listenOnly without a permission request, and sends audio as soon as it is allowed', async () => {
    test = await TalkingPhone.ready();
    test.microphones.refusal = 'NotAllowedError';
    const bob = await test.isCalledBy(BOB);
    await bob.call.answer({ listenOnly: true });
    await test.connected(bob.call);
    expect(test.microphones.questions).to.have.length(0);
    await until(() => ((bob.call.level('in') ?? 0) > 0.1 ? true : undefined), 'Bob is heard');
    test.microphones.refusal = undefined;
    await test.phone.requestMicrophone();
    await bob.toneMeter.hears(ME);
  });

  it('can be made with listenOnly', async () => {
    test = await TalkingPhone.ready();
    test.microphones.refusal = 'NotAllowedError';
    const bob = await test.talksTo(BOB, {}, { listenOnly: true });
    expect(test.microphones.questions).to.have.length(0);
    expect(bob.call.state.status).to.equal('active');
  });
});
