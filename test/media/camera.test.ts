/** Which camera is opened (Media Capture and Streams §10.2), in a real browser with its fake camera or with two that are painted. */
import { expect } from '@open-wc/testing';
import { openCamera } from '../../src/media/index.js';
import { closeAll, opens } from './support/parties.js';
import { Card } from './support/video.js';
import { until } from './support/audio.js';
import { VirtualClock } from '../support/virtual-clock.js';

type Question = MediaTrackConstraints;

const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

describe('a camera', () => {
  let cameras: Map<string, MediaStreamTrack>;
  let questions: Question[];
  let refusal: string | undefined;
  /** The next request waits for this promise. */
  let given: Promise<void>;

  beforeEach(() => {
    cameras = new Map([
      ['desk', opens(new Card('red')).track],
      ['lid', opens(new Card('blue')).track],
    ]);
    questions = [];
    refusal = undefined;
    given = Promise.resolve();
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const video = constraints!.video as Question;
      questions.push(video);
      await given;
      if (refusal) throw new DOMException('refused by the test', refusal);
      const { exact } = (video.deviceId ?? {}) as { exact?: string };
      const track = exact === undefined ? [...cameras.values()][0] : cameras.get(exact);
      if (!track) throw new DOMException('deviceId', exact === undefined ? 'NotFoundError' : 'OverconstrainedError');
      return new MediaStream([track]);
    };
  });
  afterEach(() => {
    navigator.mediaDevices.getUserMedia = real;
    closeAll();
  });

  const failing = (options = {}): Promise<unknown> => openCamera(options).catch((reason: unknown) => reason);

  it('is the chosen one, also when it is not the first', async () => {
    expect(await openCamera({ deviceId: 'lid' })).to.equal(cameras.get('lid'));
    expect(questions).to.have.length(1);
  });

  it('is another one when the chosen one is not connected, with the other constraints unchanged', async () => {
    cameras.delete('lid');
    expect(await openCamera({ deviceId: 'lid', facing: 'user', width: 320 })).to.equal(cameras.get('desk'));
    const [first, second] = questions as [Question, Question];
    expect(first.deviceId).to.deep.equal({ exact: 'lid' });
    expect(second).to.deep.equal({ width: { ideal: 320 }, height: { ideal: 720 }, facingMode: { ideal: 'user' } });
  });

  it('is requested only once when the user or another program denies it, chosen or not', async () => {
    for (const [name, reason] of [
      ['NotAllowedError', 'denied'],
      ['NotReadableError', 'in-use'],
    ] as const) {
      questions = [];
      refusal = name;
      expect(await failing({ deviceId: 'lid' })).to.include({ kind: 'media', device: 'camera', reason });
      expect(questions).to.have.length(1);
    }
  });

  it('that is missing is reported as such, after the chosen one and any were requested', async () => {
    cameras.clear();
    expect(await failing({ deviceId: 'lid' })).to.include({ device: 'camera', reason: 'missing' });
    expect(questions).to.have.length(2);
  });

  it('of the browser is opened by its id, and replaces one that is not connected', async () => {
    navigator.mediaDevices.getUserMedia = real;
    const gone = opens(stopped(await openCamera({ deviceId: 'gone', width: 320, height: 240 })));
    const { deviceId } = gone.track.getSettings();
    expect(deviceId).to.be.a('string').and.not.equal('gone');
    const found = opens(stopped(await openCamera({ deviceId })));
    expect(found.track.getSettings().deviceId).to.equal(deviceId);
    expect([gone.track.readyState, found.track.readyState]).to.deep.equal(['live', 'live']);
  });

  describe('that the browser does not give (L5)', () => {
    const query = navigator.permissions.query.bind(navigator.permissions);
    afterEach(() => {
      navigator.permissions.query = query;
    });

    for (const [permission, seconds, reason] of [
      ['granted', 10, 'in-use'],
      ['prompt', 30, 'denied'],
    ] as const)
      it(`is given up after ${seconds} s with the permission "${permission}", and a late track is stopped`, async () => {
        navigator.permissions.query = () => Promise.resolve({ state: permission } as PermissionStatus);
        let give!: () => void;
        given = new Promise((resolve) => (give = resolve));
        const clock = new VirtualClock();
        let settled = false;
        const refused = openCamera({ deviceId: 'lid' }, { clock }).catch((error: unknown) => error);
        void refused.then(() => (settled = true));
        await until(() => (clock.pending > 0 ? true : undefined), 'the limit runs');
        await clock.advance(seconds * 1000 - 1);
        expect(settled).to.equal(false);
        await clock.advance(1);
        expect(await refused).to.include({ kind: 'media', device: 'camera', reason });
        const lid = cameras.get('lid')!;
        expect(lid.readyState).to.equal('live');
        give();
        await until(() => (lid.readyState === 'ended' ? true : undefined), 'the late track is stopped');
        expect(clock.pending).to.equal(0);
      });

    it('leaves no timer when it is granted in time', async () => {
      const clock = new VirtualClock();
      await openCamera({}, { clock });
      expect(clock.pending).to.equal(0);
    });
  });
});

/** Stops the track at the end of the test. */
function stopped(track: MediaStreamTrack): { track: MediaStreamTrack; close(): void } {
  return { track, close: () => track.stop() };
}
