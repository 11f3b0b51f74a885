/**
 * Monitors the quality of a call: a sample each second, warnings with the likely weak party, and a report (W3C webrtc-stats).
 * Subjects: quality sample of each second; quality warnings, which; silent microphone, detected; weak party; fault of the own line or of the remote party; threshold of a
 * warning; level of speech; jitter that warns.
 */

import { systemClock, type Clock, type Timer } from '../../sip/base/clock.js';
import { Emitter } from '../../sip/base/emitter.js';
import type { MediaSample } from '../stats-sample.js';
import { above, Alarm, below, type Finding } from './alarm.js';
import { intervalBetween, type QualitySample } from './interval.js';
import { Summary, type QualityReport } from './report.js';

/** The kinds of warnings; `#findings` defines the thresholds. */
export type QualityWarning =
  | 'loss-in' // packet loss (received)
  | 'loss-out' // packet loss (sent)
  | 'jitter'
  | 'delay'
  | 'low-mos'
  | 'no-packets' // no packets are received although the connection is established and the agreed direction has them
  | 'silent-microphone' // only digital silence is sent
  | 'talking-while-muted';

/** The party whose connection is likely the weak one. */
export type WeakParty = 'local' | 'remote' | 'unclear';

export type QualityEvents = {
  sample: [sample: QualitySample];
  raise: [warning: QualityWarning, weakParty: WeakParty];
  clear: [warning: QualityWarning];
};

/** The used part of a call; `CallMedia` implements it. */
export interface MonitoredMedia {
  sample(): Promise<MediaSample>;
  readonly state: string;
  readonly muted: boolean;
  readonly onHold: boolean;
  readonly remoteHold: boolean;
  /** The agreed direction of the audio; undefined where there is none. */
  readonly direction: RTCRtpTransceiverDirection | undefined;
}

export interface QualityMonitorOptions {
  /** Returns the input level of the microphone, 0 to 1, also while the call is muted. */
  microphoneLevel?: (() => number | undefined) | undefined;
  /** ms between samples. Default 1000. */
  interval?: number;
  clock?: Clock | undefined;
}

/** A lower level is digital silence, which no working microphone produces (-80 dB of full scale). */
const DIGITAL_SILENCE = 0.0001;
/** Jitter that a typical jitter buffer does not compensate, seconds. */
const UNEVEN = 0.03;
/** The level of speech at the microphone (-30 dB). */
const VOICE = 0.03;

export class QualityMonitor extends Emitter<QualityEvents> {
  readonly #media: MonitoredMedia;
  readonly #options: QualityMonitorOptions;
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #alarms = new Map<QualityWarning, Alarm>();
  readonly #summary: Summary;
  #last: MediaSample | undefined;
  #newest: QualitySample | undefined;
  /** The last two reports of the remote party, the newest first. */
  #reports: readonly NonNullable<MediaSample['reported']>[] = [];
  #timer: Timer | undefined;
  #stopped = false;
  #paused = false;

  constructor(media: MonitoredMedia, options: QualityMonitorOptions = {}) {
    super();
    this.#media = media;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#interval = options.interval ?? 1000;
    this.#summary = new Summary(this.#clock.now());
    this.#plan();
  }

  get newest(): QualitySample | undefined {
    return this.#newest;
  }

  /** The raised warnings. */
  get warnings(): QualityWarning[] {
    return [...this.#alarms].filter(([, alarm]) => alarm.raised).map(([warning]) => warning);
  }

  /**
   * The likely weak party of the raised warnings. `remote`: only received packets are lost or uneven. `local`: sent packets are
   * lost or uneven too, or the round-trip time is long, which indicates the local network; or a microphone warning.
   */
  get weakParty(): WeakParty {
    const raised = new Set(this.warnings);
    if (raised.has('silent-microphone') || raised.has('talking-while-muted') || raised.has('loss-out')) return 'local';
    if (raised.has('delay') && (raised.has('loss-in') || raised.has('jitter'))) return 'local';
    if (raised.has('jitter') && (this.#newest?.jitterOut ?? 0) > UNEVEN) return 'local';
    if (raised.has('loss-in') || raised.has('jitter') || raised.has('no-packets'))
      return this.#newest?.lossOut === undefined ? 'unclear' : 'remote';
    return 'unclear';
  }

  /** Whether monitoring is paused; no sample includes the paused time. */
  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#timer?.cancel();
    this.#last = undefined;
    if (!paused) this.#plan();
  }

  /** Stops monitoring. The report can be read before and after. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** Returns the report of the call until now. */
  report(): QualityReport {
    return this.#summary.report(this.#clock.now());
  }

  #plan(): void {
    this.#timer?.cancel();
    if (this.#stopped || this.#paused) return;
    this.#timer = this.#clock.after(this.#interval, () => void this.#read().finally(() => this.#plan()));
  }

  async #read(): Promise<void> {
    let now: MediaSample;
    try {
      now = await this.#media.sample();
    } catch {
      return; // The connection was closed meanwhile.
    }
    if (this.#stopped || this.#paused) return;
    const { reported } = now;
    if (!reported) this.#reports = [];
    else if (reported.at !== this.#reports[0]?.at) this.#reports = [reported, ...this.#reports.slice(0, 1)];
    const sample = this.#last && intervalBetween(this.#last, now);
    this.#last = now;
    if (!sample) return;
    this.#newest = sample;
    this.#summary.add(sample);
    this.emit('sample', sample);
    for (const [warning, finding] of this.#findings(sample)) this.#judge(warning, finding);
  }

  #findings(sample: QualitySample): [QualityWarning, Finding][] {
    const { muted, onHold, remoteHold, state, direction } = this.#media;
    const held = onHold || remoteHold;
    const microphone = this.#options.microphoneLevel?.();
    // A remote party whose description is `recvonly` sends nothing, and holds nobody (RFC 3264 §6.1, §8.4).
    const isAgreed = direction === 'sendrecv' || direction === 'recvonly';
    const expected = state === 'connected' && !held && isAgreed;
    return [
      ['loss-in', above(sample.lossIn, 0.03, 0.01)],
      ['loss-out', above(this.#lossOut(), 0.03, 0.01)],
      ['jitter', above(sample.jitterIn, UNEVEN, 0.02)],
      ['delay', above(sample.roundTrip, 0.4, 0.3)],
      ['low-mos', below(sample.mos, 3, 3.5)],
      ['no-packets', expected ? (sample.packetsIn === 0 ? 'bad' : 'good') : 'good'],
      [
        'silent-microphone',
        muted || held ? 'good' : below(sample.input ?? microphone, DIGITAL_SILENCE, DIGITAL_SILENCE),
      ],
      ['talking-while-muted', muted && !held ? above(microphone, VOICE, VOICE / 2) : 'good'],
    ];
  }

  /** Each sample until the next report repeats the last one, which would make a single loss of some packets a warning: two count. */
  #lossOut(): number | undefined {
    const [last, before] = this.#reports;
    return last && Math.min(last.fractionLost, before?.fractionLost ?? 0);
  }

  #judge(warning: QualityWarning, finding: Finding): void {
    let alarm = this.#alarms.get(warning);
    if (!alarm) this.#alarms.set(warning, (alarm = new Alarm()));
    const change = alarm.take(finding);
    if (!change) return;
    this.#summary.note(warning, change, this.#clock.now());
    if (change === 'raise') this.emit('raise', warning, this.weakParty);
    else this.emit('clear', warning);
  }
}
