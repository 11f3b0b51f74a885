/**
 * Quality of a call, updated each second: bars, warnings that are not hidden, and the final report (ITU-T G.107).
 * Subjects: quality bars; dismissed quality warning; quality shown each second; thresholds of the bars; ten minutes of samples;
 * warning hidden for a minute.
 */

import { defined } from '../../sip/base/defined.js';
import { opinionOf, ratingOf } from '../../media/quality/e-model.js';
import type {
  MediaSample,
  MonitoredMedia,
  QualityReport,
  QualitySample,
  QualityWarning,
  WeakParty,
} from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import { MutedSpeech } from './muted-speech.js';
import type { CallQuality } from './media-state.js';

/** The interface of `QualityMonitor` that is used here. */
export interface Monitor {
  on(event: 'sample', listener: (sample: QualitySample) => void): void;
  on(event: 'raise' | 'clear', listener: (warning: QualityWarning) => void): void;
  readonly weakParty: WeakParty;
  paused: boolean;
  report(): QualityReport;
  stop(): void;
}

export type MakeMonitor = (media: MonitoredMedia, options: { microphoneLevel: () => number | undefined }) => Monitor;

export interface WatchedCall {
  readonly media: Pick<MonitoredMedia, 'sample' | 'state' | 'onHold' | 'remoteHold' | 'direction'>;
  /** Whether the microphone is muted. */
  readonly muted: boolean;
  /** Whether a mix is sent, whose level differs from that of the microphone. */
  readonly merged: boolean;
  readonly microphoneLevel: () => number | undefined;
  readonly show: (quality: CallQuality | undefined) => void;
}

const MUTED: QualityWarning = 'talking-while-muted';
/** Time that a dismissed warning stays hidden, ms. */
const QUIET = 60_000;
/** Number of samples in the mean that the bars show, so that they do not flicker. */
const SMOOTHED = 3;
/** Number of samples that are kept: ten minutes. */
const KEPT = 600;
/** Lowest score of each bar, at the user satisfaction limits of G.107 annex B. */
const BARS = [2.58, 3.1, 3.6, 4.03] as const;

/** Returns the bars for a mean opinion score. */
export function barsOf(mos: number): CallQuality['bars'] {
  return BARS.filter((least) => mos >= least).length as CallQuality['bars'];
}

export class CallQualityWatch {
  readonly #call: WatchedCall;
  readonly #clock: Clock;
  readonly #monitor: Monitor;
  readonly #quietUntil = new Map<QualityWarning, number>();
  /** Current warnings, newest last. */
  readonly #warnings = new Set<QualityWarning>();
  #scores: number[] = [];
  #newest: QualitySample | undefined;
  /** Of the last ten minutes, oldest first. */
  readonly samples: QualitySample[] = [];
  #toldLevel = true;
  readonly #voice: MutedSpeech;
  #stopped = false;

  constructor(call: WatchedCall, clock: Clock, makeMonitor: MakeMonitor) {
    this.#call = call;
    this.#clock = clock;
    this.#monitor = makeMonitor(this.#monitored(), { microphoneLevel: () => this.#microphoneLevel() });
    this.#monitor.on('sample', (sample) => this.#take(sample));
    // Speech while muted is detected by `MutedSpeech`, earlier than by samples, which the report needs.
    this.#monitor.on('raise', (warning) => warning !== MUTED && this.#warn(warning, true));
    this.#monitor.on('clear', (warning) => warning !== MUTED && this.#warn(warning, false));
    this.#voice = new MutedSpeech(clock, call.microphoneLevel, (isTalking) => this.#warn(MUTED, isTalking));
    this.listen();
  }

  /** Starts or stops the detection of speech while muted. */
  listen(): void {
    this.#voice.listening = this.#call.muted && !this.#monitor.paused && !this.#stopped;
  }

  /** Whether measurement is paused, as during hold. */
  set paused(paused: boolean) {
    if (paused === this.#monitor.paused) return;
    this.#monitor.paused = paused;
    this.listen();
    if (!paused) return;
    this.#scores = [];
    this.#newest = undefined;
    this.#call.show(undefined);
  }

  /** Hides this warning for a minute, also when it is raised again. */
  quiet(warning: QualityWarning): void {
    this.#quietUntil.set(warning, this.#clock.elapsed() + QUIET);
    this.#show();
  }

  get newest(): QualitySample | undefined {
    return this.#newest;
  }

  report(): QualityReport {
    return this.#monitor.report();
  }

  stop(): void {
    this.#stopped = true;
    this.#monitor.stop();
    this.listen();
  }

  #monitored(): MonitoredMedia {
    const call = this.#call;
    return {
      sample: async (): Promise<MediaSample> => {
        const sample = await call.media.sample();
        this.#toldLevel = sample.input !== undefined;
        return call.merged ? { ...sample, input: call.microphoneLevel() } : sample;
      },
      get state() {
        return call.media.state;
      },
      get muted() {
        return call.muted;
      },
      get onHold() {
        return call.media.onHold;
      },
      get remoteHold() {
        return call.media.remoteHold;
      },
      get direction() {
        return call.media.direction;
      },
    };
  }

  /** Returns the level of the device where the statistics have none, or the call is muted: measuring it costs an audio context. */
  #microphoneLevel(): number | undefined {
    return this.#call.muted || !this.#toldLevel ? this.#call.microphoneLevel() : undefined;
  }

  #warn(warning: QualityWarning, on: boolean): void {
    if (on) this.#warnings.add(warning);
    else this.#warnings.delete(warning);
    this.#show();
  }

  #take(sample: QualitySample): void {
    this.#newest = sample;
    if (this.samples.push(sample) > KEPT) this.samples.shift();
    const score = sample.mos ?? this.#sentScore(sample);
    this.#scores = score === undefined ? [] : [...this.#scores.slice(1 - SMOOTHED), score];
    this.#show();
  }

  /** The score of the sent audio where the remote party sends none, as a paging service (`recvonly`, RFC 3264 §6.1). */
  #sentScore({ lossOut = 0, roundTrip = 0, codec }: QualitySample): number | undefined {
    if (this.#call.media.direction !== 'sendonly') return undefined;
    return opinionOf(ratingOf({ loss: lossOut, delay: roundTrip / 2, codec }));
  }

  #show(): void {
    const sample = this.#newest;
    if (!sample) return;
    const now = this.#clock.elapsed();
    const warnings = [...this.#warnings].filter((warning) => (this.#quietUntil.get(warning) ?? 0) <= now);
    const mean = this.#scores.reduce((sum, score) => sum + score, 0) / this.#scores.length;
    const { mos, lossIn, lossOut, jitterIn: jitter, roundTrip, bitrateIn, bitrateOut, codec, path } = sample;
    this.#call.show({
      ...defined({ mos, lossIn, lossOut, jitter, roundTrip, bitrateIn, bitrateOut, codec, path }),
      bars: barsOf(mean),
      warnings,
      weakParty: warnings.includes(MUTED) ? 'local' : this.#monitor.weakParty,
    });
  }
}
