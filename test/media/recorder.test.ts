/** A recording is read back from its file, and the audio of each channel is measured. */
import { expect } from '@open-wc/testing';
import { privateFile, Recorder, type CallMedia } from '../../src/media/index.js';
import { closeAll, connected, toneMeter, exchange, opens, party } from './support/parties.js';
import { Card, Eye } from './support/video.js';
import { audioContext, goertzel, until } from './support/audio.js';

async function call(): Promise<CallMedia> {
  const [alice, bob] = [party(440), party(1000)];
  await exchange(alice, bob);
  await Promise.all([connected(alice), connected(bob)]);
  await toneMeter(alice).hears(1000);
  return alice;
}

async function soundOf(file: FileSystemFileHandle): Promise<AudioBuffer> {
  return audioContext().decodeAudioData(await (await file.getFile()).arrayBuffer());
}

/** Resolves when this many seconds of audio have passed. */
function seconds(count: number): Promise<true> {
  const end = audioContext().currentTime + count;
  return until(() => (audioContext().currentTime >= end ? true : undefined), `${count} s of sound have passed`);
}

/** The amplitude in most of the file: the median of its pieces of 85 ms, which gaps in the stream do not change. */
function amplitude(samples: Float32Array, frequency: number): number {
  const pieces = Array.from({ length: Math.floor(samples.length / 4096) }, (_, at) =>
    goertzel(samples.subarray(at * 4096, (at + 1) * 4096), frequency, audioContext().sampleRate),
  );
  return pieces.sort((a, b) => a - b)[pieces.length >> 1] ?? 0;
}

describe('a recording of a call', () => {
  afterEach(closeAll);

  it('has the local party in the left and the remote party in the right channel', async () => {
    const alice = await call();
    const file = await privateFile('both-sides.webm');
    const recorder = await Recorder.start(alice, file);
    const states: string[] = [recorder.state];
    recorder.on('state', (state) => states.push(state));
    await seconds(1);
    await recorder.stop();
    await recorder.stop();
    const sound = await soundOf(file);
    expect(sound.duration).to.be.above(0.7);
    const [left, right] = [sound.getChannelData(0), sound.getChannelData(1)];
    expect(amplitude(left, 440)).to.be.above(0.1);
    expect(amplitude(right, 1000)).to.be.above(0.1);
    expect(amplitude(left, 1000)).to.be.below(amplitude(left, 440) / 10);
    expect(amplitude(right, 440)).to.be.below(amplitude(right, 1000) / 10);
    expect(states).to.deep.equal(['recording', 'stopped']);
  });

  it('is written in parts while it runs, not at the end', async () => {
    const parts: number[] = [];
    const target = new WritableStream<Blob>({ write: (part) => void parts.push(part.size) });
    const recorder = await Recorder.start(await call(), target, { interval: 100 });
    await until(() => (parts.length >= 3 ? true : undefined), 'three parts are written');
    expect(recorder.state).to.equal('recording');
    await recorder.stop();
  });

  it('leaves out the audio during a pause', async () => {
    const file = await privateFile('paused.webm');
    const alice = await call();
    const begun = audioContext().currentTime;
    const recorder = await Recorder.start(alice, file);
    await seconds(0.5);
    recorder.pause();
    expect(recorder.state).to.equal('paused');
    const paused = audioContext().currentTime;
    await seconds(3);
    const pause = audioContext().currentTime - paused;
    recorder.resume();
    await seconds(0.3);
    await recorder.stop();
    // As long as a busy page took for it, and half of the pause as what the recorder holds back.
    const all = audioContext().currentTime - begun;
    expect((await soundOf(file)).duration).to.be.below(all - pause / 2);
  });

  it('has the state failed when the disk is full, and the call goes on', async () => {
    const alice = await call();
    const target = new WritableStream<Blob>({
      write: () => Promise.reject(new DOMException('', 'QuotaExceededError')),
    });
    const recorder = await Recorder.start(alice, target, { interval: 100 });
    const state = await new Promise((resolve) => recorder.on('state', resolve));
    expect(state).to.equal('failed');
    const error = await recorder.stop().catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'QuotaExceededError' });
    await toneMeter(alice).hears(1000);
  });

  it('has audio only when the video has ended', async () => {
    const [alice, bob] = [party(440, { video: true }), party(1000)];
    await bob.show(opens(new Card('red')).track);
    await exchange(bob, alice);
    await toneMeter(alice).hears(1000);
    alice.remoteVideo.getVideoTracks()[0]!.stop();
    const file = await privateFile('no-picture.webm');
    const recorder = await Recorder.start(alice, file, { video: true });
    await seconds(0.5);
    await recorder.stop();
    expect(recorder.mimeType).to.match(/^audio\//);
    expect(amplitude((await soundOf(file)).getChannelData(1), 1000)).to.be.above(0.1);
  });

  it('can include the video of the remote party', async () => {
    const [alice, bob] = [party(440, { video: true }), party(1000)];
    await bob.show(opens(new Card('red')).track);
    await exchange(bob, alice);
    await toneMeter(alice).hears(1000);
    await opens(new Eye(alice.remoteVideo)).sees('red');
    const file = await privateFile('picture.webm');
    const recorder = await Recorder.start(alice, file, { video: true });
    await seconds(1);
    await recorder.stop();
    const video = Object.assign(document.createElement('video'), { src: URL.createObjectURL(await file.getFile()) });
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error('the file cannot be played'));
    });
    expect(video.videoWidth).to.be.above(0);
    URL.revokeObjectURL(video.src);
  });
});
