/**
 * The quality report of a call as plain data (comparable to RFC 6035, voice quality reports).
 * Subjects: quality report of a call.
 */

import type { QualitySample } from './interval.js';

/** The mean and worst value over the call. */
export interface Spread {
  readonly mean: number;
  readonly worst: number;
}

export interface QualityReport {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly samples: number;
  readonly mos: Spread | undefined;
  readonly lossIn: Spread | undefined;
  readonly lossOut: Spread | undefined;
  /** Seconds. */
  readonly jitter: Spread | undefined;
  readonly roundTrip: Spread | undefined;
  /** All used codecs and paths, in order of first use. */
  readonly codecs: readonly string[];
  readonly paths: readonly string[];
  /** The periods of warnings, milliseconds since 1970; `to` is missing where a warning lasted until the end. */
  readonly warnings: readonly { readonly warning: string; readonly from: number; readonly to?: number }[];
}

/** A running mean and worst value, with constant memory. */
class Running {
  #sum = 0;
  #count = 0;
  #worst: number | undefined;
  readonly #pick: (a: number, b: number) => number;

  constructor(pick: (a: number, b: number) => number) {
    this.#pick = pick;
  }

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.#sum += value;
    this.#count += 1;
    this.#worst = this.#worst === undefined ? value : this.#pick(this.#worst, value);
  }

  get spread(): Spread | undefined {
    return this.#worst === undefined ? undefined : { mean: this.#sum / this.#count, worst: this.#worst };
  }
}

export class Summary {
  readonly #startedAt: number;
  readonly #mos = new Running(Math.min);
  readonly #lossIn = new Running(Math.max);
  readonly #lossOut = new Running(Math.max);
  readonly #jitter = new Running(Math.max);
  readonly #roundTrip = new Running(Math.max);
  readonly #codecs = new Set<string>();
  readonly #paths = new Set<string>();
  readonly #warnings: { warning: string; from: number; to?: number }[] = [];
  #samples = 0;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  add(sample: QualitySample): void {
    this.#samples += 1;
    this.#mos.add(sample.mos);
    this.#lossIn.add(sample.lossIn);
    this.#lossOut.add(sample.lossOut);
    this.#jitter.add(sample.jitterIn);
    this.#roundTrip.add(sample.roundTrip);
    if (sample.codec) this.#codecs.add(sample.codec);
    if (sample.path) this.#paths.add(sample.path);
  }

  note(warning: string, change: 'raise' | 'clear', at: number): void {
    if (change === 'raise') this.#warnings.push({ warning, from: at });
    else {
      const open = this.#warnings.findLast((entry) => entry.warning === warning);
      if (open) open.to = at;
    }
  }

  report(endedAt: number): QualityReport {
    return {
      startedAt: this.#startedAt,
      endedAt,
      samples: this.#samples,
      mos: this.#mos.spread,
      lossIn: this.#lossIn.spread,
      lossOut: this.#lossOut.spread,
      jitter: this.#jitter.spread,
      roundTrip: this.#roundTrip.spread,
      codecs: [...this.#codecs],
      paths: [...this.#paths],
      warnings: this.#warnings.map((entry) => ({ ...entry })),
    };
  }
}
