/** Warnings are raised after several bad samples and cleared after good ones; the call is reported at its end. */
import { expect } from '@open-wc/testing';
import { Microphone, QualityMonitor, type MediaSample } from '../../../src/media/index.js';
import type { MonitoredMedia } from '../../../src/media/quality/quality-monitor.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { closeAll, connected, exchange, opens, party, partyWith } from '../support/parties.js';
import { FakeMicrophones } from '../support/devices.js';
import { until, ToneMicrophone } from '../support/audio.js';

/** A simulated call whose statistics the test sets for every second. */
class PaperCall implements MonitoredMedia {
  state = 'connected';
  muted = false;
  onHold = false;
  remoteHold = false;
  direction: MonitoredMedia['direction'] = 'sendrecv';
  mouth = 0;
  lossPercent = 0;
  lossOutPercent = 0;
  /** Seconds between the reports of the remote party. */
  reportEvery = 1;
  jitter = 0.002;
  jitterOut = 0.001;
  /** Seconds in the jitter buffer. */
  buffer = 0.04;
  roundTrip = 0.03;
  input = 0.1;
  flowing = true;
  readonly clock = new VirtualClock();
  readonly events: string[] = [];
  readonly monitor: QualityMonitor;
  #packets = 0;
  #lost = 0;
  #played = 0;
  #waited = 0;
  #reported: MediaSample['reported'];

  constructor() {
    this.monitor = new QualityMonitor(this, { clock: this.clock, microphoneLevel: () => this.mouth });
    this.monitor.on('raise', (warning, weakParty) => this.events.push(`raise ${warning} ${weakParty}`));
    this.monitor.on('clear', (warning) => this.events.push(`clear ${warning}`));
  }

  sample(): Promise<MediaSample> {
    const sent = this.#packets + 50;
    if (this.flowing) {
      this.#packets += 50 - this.lossPercent / 2;
      this.#lost += this.lossPercent / 2;
    }
    this.#played += 48_000;
    this.#waited += 48_000 * this.buffer;
    return Promise.resolve({
      at: this.clock.now(),
      input: this.input,
      output: 0.1,
      sent: { packets: sent, bytes: sent * 160 },
      received: {
        packets: this.#packets,
        bytes: this.#packets * 160,
        lost: this.#lost,
        jitter: this.jitter,
        played: { samples: this.#played, waited: this.#waited },
        energy: 0,
      },
      reported: this.#report(),
      roundTrip: this.roundTrip,
      codec: 'opus',
      clockRate: 48_000,
      path: 'host',
    });
  }

  #report(): MediaSample['reported'] {
    const at = this.clock.now();
    if (at - (this.#reported?.at ?? -Infinity) >= 1000 * this.reportEvery)
      this.#reported = { at, lost: 0, fractionLost: this.lossOutPercent / 100, jitter: this.jitterOut };
    return this.#reported;
  }

  async seconds(count: number): Promise<string[]> {
    for (let second = 0; second < count; second += 1) await this.clock.advance(1000);
    return this.events.splice(0);
  }
}

describe('the quality of a simulated call', () => {
  let call: PaperCall;
  beforeEach(async () => {
    call = new PaperCall();
    await call.seconds(2);
  });

  it('is good without packet loss', async () => {
    expect(await call.seconds(10)).to.be.empty;
    expect(call.monitor.newest).to.include({ lossIn: 0, bitrateIn: 64_000, codec: 'opus', path: 'host' });
    expect(call.monitor.newest!.mos).to.be.above(4.3);
  });

  it('raises a warning after three bad samples of five, not after two', async () => {
    call.lossPercent = 10;
    expect(await call.seconds(2)).to.be.empty;
    expect(await call.seconds(1)).to.include('raise loss-in remote');
  });

  it('raises it also when the bad samples are not in a row', async () => {
    for (const percent of [10, 0, 10, 0]) {
      call.lossPercent = percent;
      expect(await call.seconds(1)).to.be.empty;
    }
    call.lossPercent = 10;
    expect(await call.seconds(1)).to.include('raise loss-in remote');
  });

  it('clears it after three good samples, and does neither between the thresholds', async () => {
    call.lossPercent = 10;
    await call.seconds(3);
    call.lossPercent = 2;
    expect(await call.seconds(10)).to.not.include('clear loss-in');
    call.lossPercent = 0;
    expect(await call.seconds(2)).to.not.include('clear loss-in');
    expect(await call.seconds(1)).to.include('clear loss-in');
    expect(call.monitor.warnings).to.be.empty;
  });

  it('names the local party when outgoing packets are lost, and the remote party when only incoming ones are', async () => {
    call.lossOutPercent = 10;
    expect(await call.seconds(4)).to.deep.equal(['raise loss-out local']);
    call.lossPercent = 10;
    expect(await call.seconds(3)).to.include('raise loss-in local');
    call.lossOutPercent = 0;
    await call.seconds(3);
    expect(call.monitor.weakParty).to.equal('remote');
  });

  it('does not warn of lost outgoing packets for one report of the remote party, but for two in a row (RFC 3550 §6.2: 5 s apart)', async () => {
    call.reportEvery = 5;
    call.lossOutPercent = 10;
    await call.seconds(5);
    call.lossOutPercent = 0;
    expect(await call.seconds(10)).to.be.empty;
    expect(call.monitor.report().lossOut!.worst).to.equal(0.1);
    call.lossOutPercent = 10;
    expect(await call.seconds(13)).to.deep.equal(['raise loss-out local']);
    call.lossOutPercent = 0;
    expect(await call.seconds(8)).to.deep.equal(['clear loss-out']);
  });

  it('warns of jitter, of a long round-trip time, and of the low MOS that results', async () => {
    call.jitter = 0.05;
    expect(await call.seconds(3)).to.deep.equal(['raise jitter remote']);
    call.roundTrip = 1.2;
    expect(await call.seconds(3)).to.deep.equal(['raise delay local', 'raise low-mos local']);
  });

  it('cannot name a party when the round-trip time alone is long', async () => {
    call.roundTrip = 0.56;
    expect(await call.seconds(3)).to.deep.equal(['raise delay unclear']);
  });

  it('names the local party when jitter occurs in both directions', async () => {
    call.jitter = 0.05;
    call.jitterOut = 0.05;
    expect(await call.seconds(3)).to.deep.equal(['raise jitter local']);
  });

  it('clears low-mos as soon as the jitter buffer is empty again', async () => {
    call.buffer = 0.8;
    expect(await call.seconds(3)).to.deep.equal(['raise low-mos unclear']);
    call.buffer = 0.04;
    expect(await call.seconds(3)).to.deep.equal(['clear low-mos']);
  });

  it('warns when no packets arrive, but not while the call is on hold', async () => {
    call.flowing = false;
    call.remoteHold = true;
    expect(await call.seconds(5)).to.be.empty;
    call.remoteHold = false;
    expect(await call.seconds(4)).to.deep.equal(['raise no-packets remote']);
  });

  for (const direction of ['sendonly', 'inactive', undefined] as const) {
    it(`does not warn of absent packets where none are to come: ${direction ?? 'audio was rejected'} (RFC 3264 §6.1)`, async () => {
      call.flowing = false;
      call.direction = direction;
      expect(await call.seconds(10)).to.be.empty;
      call.direction = 'recvonly';
      expect(await call.seconds(4)).to.deep.equal(['raise no-packets remote']);
      call.direction = direction;
      expect(await call.seconds(4)).to.deep.equal(['clear no-packets']);
    });
  }

  it('warns of a silent microphone, but not while it is muted', async () => {
    call.muted = true;
    call.input = 0;
    expect(await call.seconds(5)).to.be.empty;
    call.muted = false;
    expect(await call.seconds(5)).to.deep.equal(['raise silent-microphone local']);
    call.input = 0.2;
    expect(await call.seconds(5)).to.deep.equal(['clear silent-microphone']);
  });

  it('warns of speech while muted, and clears the warning on unmute', async () => {
    call.muted = true;
    call.mouth = 0.2;
    expect(await call.seconds(5)).to.deep.equal(['raise talking-while-muted local']);
    call.muted = false;
    expect(await call.seconds(5)).to.deep.equal(['clear talking-while-muted']);
  });

  it('is reported at the end: means, worst values, and the times of warnings', async () => {
    const start = call.clock.now();
    call.jitter = 0.05;
    await call.seconds(3);
    call.jitter = 0.002;
    await call.seconds(3);
    call.monitor.stop();
    const report = call.monitor.report();
    expect(report.warnings).to.deep.equal([{ warning: 'jitter', from: start + 3000, to: start + 6000 }]);
    expect(report.jitter!.worst).to.equal(0.05);
    expect(report.jitter!.mean).to.be.closeTo((3 * 0.05 + 4 * 0.002) / 7, 1e-9);
    expect(report).to.deep.include({ samples: 7, codecs: ['opus'], paths: ['host'] });
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
    expect(call.clock.pending).to.equal(0);
  });
});

describe('the quality of a real call', () => {
  afterEach(closeAll);

  it('is good within one page', async () => {
    const [alice, bob] = [party(440), party(1000)];
    await exchange(alice, bob);
    await connected(alice);
    const monitor = new QualityMonitor(alice, { interval: 200 });
    opens({ close: () => monitor.stop() });
    const sample = await until(
      () => ((monitor.newest?.packetsIn ?? 0) > 3 && (monitor.newest?.mos ?? 0) > 4 ? monitor.newest : undefined),
      'packets come, and the opinion is good',
    );
    expect(sample.bitrateOut).to.be.above(1000);
    expect(sample.lossIn).to.equal(0);
  });

  it('warns of a microphone that sends only silence', async () => {
    const [alice, bob] = [party(0), party(1000)];
    await exchange(alice, bob);
    await connected(alice);
    // Firefox reports no level of the sent audio; there the meter of the microphone is used.
    const monitor = new QualityMonitor(alice, { interval: 100, microphoneLevel: () => 0 });
    opens({ close: () => monitor.stop() });
    const warning = await new Promise((resolve) => monitor.on('raise', resolve));
    expect(warning).to.equal('silent-microphone');
  });

  it('warns of speech while muted by the level of the microphone, which the call does not send', async () => {
    const devices = new FakeMicrophones({ desk: 440 });
    opens({ close: () => devices.restore() });
    const microphone = opens(new Microphone());
    const [alice, bob] = [partyWith(microphone), partyWith(new ToneMicrophone(1000))];
    await exchange(alice, bob);
    await connected(alice);
    alice.mute(true);
    const monitor = new QualityMonitor(alice, { interval: 100, microphoneLevel: () => microphone.level() });
    opens({ close: () => monitor.stop() });
    const warning = await new Promise((resolve) => monitor.on('raise', resolve));
    expect(warning).to.equal('talking-while-muted');
  });
});
