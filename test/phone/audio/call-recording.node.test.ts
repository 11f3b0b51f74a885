import { expect } from 'chai';
import type { CallMedia, RecorderState } from '../../../src/media/index.js';
import { Emitter } from '../../../src/sip/base/emitter.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import { PageRecording, type RunningRecorder } from '../../../src/phone/audio/page-recording.js';
import type { RecordingState } from '../../../src/phone/state.js';
import { settle, VirtualClock } from '../../support/virtual-clock.js';

class FakeRecorder extends Emitter<{ state: [RecorderState] }> implements RunningRecorder {
  readonly mimeType = 'audio/webm';
  state: RecorderState = 'recording';
  fault: Error | undefined;

  pause(): void {
    this.become('paused');
  }

  resume(): void {
    this.become('recording');
  }

  stop(): Promise<void> {
    if (this.state !== 'failed') this.become('stopped');
    return this.fault ? Promise.reject(this.fault) : Promise.resolve();
  }

  become(state: RecorderState): void {
    if (state === this.state) return;
    this.state = state;
    this.emit('state', state);
  }
}

describe('The recordings of a call', () => {
  const media = {} as CallMedia;

  const make = () => {
    const clock = new VirtualClock(Date.UTC(2026, 0, 2, 3, 4, 5));
    const recorders: FakeRecorder[] = [];
    const problems: string[] = [];
    let shown: RecordingState | undefined;
    let begin: Promise<void> = Promise.resolve();
    const recording = new PageRecording(
      {
        callId: '12345678-90ab',
        clock,
        show: (state) => (shown = state),
        problem: ({ kind, detail }) => problems.push(`${kind} ${detail}`),
      },
      async (_media, name) => {
        await begin;
        const recorder = new FakeRecorder();
        recorders.push(recorder);
        return { recorder, name, file: () => Promise.resolve(new File(['sound'], name)) };
      },
    );
    const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
      promise.then(
        () => undefined,
        (error: PhoneError) => error.kind,
      );
    return {
      clock,
      recording,
      recorders,
      problems,
      kindOf,
      shown: () => shown,
      wait: (p: Promise<void>) => (begin = p),
    };
  };

  it('have names with the time and the id of the call', async () => {
    const { clock, recording, shown } = make();
    await recording.record(media, true);
    expect(shown()).to.deep.equal({ status: 'recording', since: clock.now() });
    const since = clock.now();
    await clock.advance(5000);
    await recording.record(media, false);
    expect(shown()).to.equal(undefined);
    expect(recording.files).to.deep.equal([
      { name: 'call-2026-01-02T03-04-05-000Z-12345678', type: 'audio/webm', startedAt: since, endedAt: since + 5000 },
    ]);
    expect((await recording.file())!.name).to.equal('call-2026-01-02T03-04-05-000Z-12345678');
  });

  it('are paused with the call, also when it was on hold before', async () => {
    const { recording, recorders, shown } = make();
    recording.paused = true;
    await recording.record(media, true);
    expect(shown()).to.include({ status: 'paused' });
    recording.paused = false;
    expect(shown()).to.include({ status: 'recording' });
    expect(recorders[0]!.state).to.equal('recording');
  });

  it('that fail are reported once, and a new one can be started', async () => {
    const { recording, recorders, problems, shown } = make();
    await recording.record(media, true);
    recorders[0]!.fault = new Error('the disk is full');
    recorders[0]!.become('failed');
    expect(shown()).to.include({ status: 'failed' });
    await settle();
    expect(problems).to.deep.equal(['media The recording could not be written completely: the disk is full']);
    expect(await recording.file()).to.equal(undefined);
    expect(recording.files).to.have.length(1);
    await recording.record(media, true);
    expect(shown()).to.include({ status: 'recording' });
    expect(recorders).to.have.length(2);
  });

  it('that cannot be finished reject the stop, and have no file', async () => {
    const { recording, recorders, kindOf } = make();
    await recording.record(media, true);
    recorders[0]!.fault = new Error('the disk is full');
    expect(await kindOf(recording.record(media, false))).to.equal('media');
    expect(await recording.file()).to.equal(undefined);
  });

  it('end with the call, also one that is being started', async () => {
    const { recording, recorders } = make();
    await recording.record(media, true);
    recording.close();
    expect(recorders[0]!.state).to.equal('stopped');
    expect(recording.files).to.have.length(1);
    expect((await recording.file())!.size).to.equal(5);

    const broken = make();
    await broken.recording.record(media, true);
    broken.recorders[0]!.fault = new Error('the disk is full');
    broken.recording.close();
    await settle();
    expect(broken.problems, 'a failure after the call is a problem').to.have.length(1);

    const late = make();
    let go!: () => void;
    late.wait(new Promise((resolve) => (go = resolve)));
    const starting = late.kindOf(late.recording.record(media, true));
    late.recording.close();
    expect(await starting).to.equal('canceled');
    go();
    await settle();
    expect(late.recorders[0]!.state).to.equal('stopped');
    expect(late.recording.files).to.deep.equal([]);
  });
});
