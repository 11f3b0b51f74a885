import { expect } from 'chai';
import type { MediaSample, QualityReport, QualitySample, QualityWarning } from '../../../src/media/index.js';
import { Emitter } from '../../../src/sip/base/emitter.js';
import { barsOf, CallQualityWatch, type MakeMonitor, type Monitor } from '../../../src/phone/audio/call-quality.js';
import type { CallQuality } from '../../../src/phone/state.js';
import { VirtualClock } from '../../support/virtual-clock.js';

type Events = { sample: [QualitySample]; raise: [QualityWarning]; clear: [QualityWarning] };

class FakeMonitor extends Emitter<Events> implements Monitor {
  weakParty = 'unclear' as const;
  paused = false;
  stopped = false;
  media!: Parameters<MakeMonitor>[0];
  microphoneLevel!: () => number | undefined;

  report(): QualityReport {
    return { samples: 7 } as QualityReport;
  }

  stop(): void {
    this.stopped = true;
  }

  sample(mos: number | undefined, lossOut?: number): void {
    this.emit('sample', { mos, lossIn: 0.1, lossOut, jitterIn: 0.02, roundTrip: undefined } as QualitySample);
  }
}

describe('The quality of a call', () => {
  const make = ({ input }: { input: number | undefined } = { input: 0.5 }) => {
    const clock = new VirtualClock();
    const monitor = new FakeMonitor();
    const call = { muted: false, merged: false, mouth: 0.3, direction: 'sendrecv' as RTCRtpTransceiverDirection };
    let shown: CallQuality | undefined;
    const watch = new CallQualityWatch(
      {
        media: {
          sample: () => Promise.resolve({ input } as MediaSample),
          state: 'connected',
          onHold: false,
          remoteHold: false,
          get direction() {
            return call.direction;
          },
        },
        get muted() {
          return call.muted;
        },
        get merged() {
          return call.merged;
        },
        microphoneLevel: () => call.mouth,
        show: (quality) => (shown = quality),
      },
      clock,
      (media, { microphoneLevel }) => Object.assign(monitor, { media, microphoneLevel }),
    );
    return { clock, monitor, call, watch, shown: () => shown };
  };

  it('is shown in bars by the user satisfaction of the MOS (ITU-T G.107 annex B)', () => {
    expect([4.4, 4.03, 3.7, 3.2, 2.6, 1, Number.NaN].map(barsOf)).to.deep.equal([4, 4, 3, 2, 1, 0, 0]);
  });

  it('is shown each second, without unknown values', () => {
    const { monitor, shown } = make();
    monitor.sample(4.4);
    expect(shown()).to.deep.equal({ bars: 4, mos: 4.4, lossIn: 0.1, jitter: 0.02, warnings: [], weakParty: 'unclear' });
  });

  it('has bars of the mean of several samples, and none without packets', () => {
    const { monitor, shown } = make();
    for (const score of [4.4, 4.4, 1]) monitor.sample(score);
    expect(shown()).to.include({ bars: 2, mos: 1 });
    monitor.sample(undefined);
    expect(shown()!.bars).to.equal(0);
    expect(shown()).not.to.have.property('mos');
    monitor.sample(4.4);
    expect(shown()!.bars).to.equal(4);
  });

  // @rfc 3264 §6.1
  it('has bars of the sent audio where the remote party sends none, as a paging service (RFC 3264 §6.1)', () => {
    const { monitor, call, shown } = make();
    call.direction = 'sendonly';
    expect(monitor.media.direction).to.equal('sendonly');
    monitor.sample(undefined);
    expect(shown()).to.include({ bars: 4 }).and.not.have.property('mos');
    for (const lossOut of [0.3, 0.3, 0.3]) monitor.sample(undefined, lossOut);
    expect(shown()).to.include({ bars: 0 });
    call.direction = 'sendrecv';
    for (const score of [4.4, 4.4, 4.4]) monitor.sample(score);
    expect(shown()).to.include({ bars: 4, mos: 4.4 });
  });

  it('keeps the samples of ten minutes, oldest first, also through a hold', () => {
    const { monitor, watch } = make();
    for (let second = 0; second < 300; second++) monitor.sample(2);
    watch.paused = true;
    watch.paused = false;
    for (let second = 0; second < 301; second++) monitor.sample(4);
    const scores = watch.samples.map(({ mos }) => mos);
    expect([scores.length, scores[0], scores[298], scores[299], scores.at(-1)]).to.deep.equal([600, 2, 2, 4, 4]);
  });

  it('has the newest warning last, and none for a minute after it was dismissed', async () => {
    const { clock, monitor, watch, shown } = make();
    monitor.sample(4.4);
    monitor.emit('raise', 'loss-in');
    monitor.emit('raise', 'jitter');
    expect(shown()!.warnings).to.deep.equal(['loss-in', 'jitter']);
    watch.quiet('loss-in');
    expect(shown()!.warnings).to.deep.equal(['jitter']);
    monitor.emit('clear', 'loss-in');
    monitor.emit('raise', 'loss-in');
    await clock.advance(59_999);
    monitor.sample(4.4);
    expect(shown()!.warnings).to.deep.equal(['jitter']);
    await clock.advance(1);
    monitor.sample(4.4);
    expect(shown()!.warnings).to.deep.equal(['jitter', 'loss-in']);
  });

  it('is not measured on hold, and starts again after it', () => {
    const { monitor, watch, shown } = make();
    for (const score of [1, 1]) monitor.sample(score);
    watch.paused = true;
    expect(monitor.paused).to.equal(true);
    expect(shown()).to.equal(undefined);
    monitor.emit('clear', 'jitter');
    expect(shown(), 'nothing is known').to.equal(undefined);
    watch.paused = false;
    monitor.sample(4.4);
    expect(shown()!.bars).to.equal(4);
  });

  it('warns of speech while muted after 0.8 s, until 3 s of silence or unmute', async () => {
    const { clock, monitor, call, watch, shown } = make();
    monitor.sample(4.4);
    await clock.advance(5000);
    expect(shown()!.warnings, 'no warning while unmuted').to.deep.equal([]);
    call.muted = true;
    watch.listen();
    await clock.advance(799);
    expect(shown()!.warnings).to.deep.equal([]);
    await clock.advance(1);
    expect(shown()).to.deep.include({ warnings: ['talking-while-muted'], weakParty: 'local' });
    call.mouth = 0.01;
    await clock.advance(2999);
    expect(shown()!.warnings).to.deep.equal(['talking-while-muted']);
    await clock.advance(1);
    expect(shown()!.warnings).to.deep.equal([]);
    call.mouth = 0.3;
    await clock.advance(800);
    call.muted = false;
    watch.listen();
    expect(shown()!.warnings).to.deep.equal([]);
    expect(clock.pending).to.equal(0);
  });

  it('does not warn of short speech while muted, on hold, or after the call', async () => {
    const { clock, monitor, call, watch, shown } = make();
    monitor.sample(4.4);
    call.muted = true;
    watch.listen();
    await clock.advance(600);
    call.mouth = 0;
    await clock.advance(200);
    call.mouth = 0.3;
    await clock.advance(600);
    expect(shown()!.warnings).to.deep.equal([]);
    watch.paused = true;
    expect(clock.pending).to.equal(0);
    watch.paused = false;
    expect(clock.pending).to.equal(1);
    watch.stop();
    expect(clock.pending).to.equal(0);
  });

  it('reads the level of the microphone only when the connection does not report one', async () => {
    const { monitor, call } = make();
    await monitor.media.sample();
    expect(monitor.microphoneLevel()).to.equal(undefined);
    call.muted = true;
    expect(monitor.microphoneLevel()).to.equal(0.3);
    const silent = make({ input: undefined });
    await silent.monitor.media.sample();
    expect(silent.monitor.microphoneLevel()).to.equal(0.3);
  });

  it('does not use the level of a conference mix for the microphone', async () => {
    const { monitor, call } = make({ input: 0 });
    call.merged = true;
    expect((await monitor.media.sample()).input).to.equal(0.3);
  });

  it('can be read after the call', () => {
    const { monitor, watch } = make();
    watch.stop();
    expect(monitor.stopped).to.equal(true);
    expect(watch.report()).to.include({ samples: 7 });
  });
});
