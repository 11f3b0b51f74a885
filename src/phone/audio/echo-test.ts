/**
 * Tells whether a call sends back the sound that it receives: a tone that is switched on and off in a pattern is played into it, and
 * the received sound is compared with that pattern (Barker code of length 13), so that announcements and noise do not count.
 * Subjects: echo test, verdict; sound that comes back.
 */

import { systemClock, type Clock } from '../../sip/base/clock.js';
import type { PlayOptions } from '../call-options.js';
import { PhoneError } from '../phone-error.js';
import { isCallMedia } from './call-audio.js';

/** Whether the tone is on, in each step: the pattern is unlike itself at any other delay. */
const PATTERN = [1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1] as const;
/** Seconds of a step. */
const STEP = 0.2;
const PERIOD = PATTERN.length * STEP;
const TONE = 1000;
const VOLUME = 0.3;
/** The correlation of a period of received sound with the pattern from which on it is the echo. Speech reaches it less than once in 30 s. */
const LIKENESS = 0.8;
/** How many periods must be like the pattern. What is lost or late between them does not count, as on a poor network or a busy machine. */
const PERIODS = 2;
/** ms between two reads of what was heard. */
const INTERVAL = 200;
/** Seconds of one sample. */
const BLOCK = 0.04;
/** The longest test, ms: echo services announce themselves before. */
const LIMIT = 30_000;
/** A sound below this root mean square is silence. */
const SILENCE = 0.002;

/** Why the test ends after its time. */
const NOT_HEARD = new DOMException('The sound did not come back.', 'TimeoutError');

/** The part of a call that is used here. */
interface TestedCall {
  readonly ended: Promise<unknown>;
  readonly session?: { readonly sessionDescriptionHandler: unknown } | undefined;
  play(source: AudioBuffer, options: PlayOptions): Promise<void>;
}

export interface HeardSample {
  /** Seconds. */
  readonly at: number;
  /** How much of the sound is the tone, 0 to 1. */
  readonly tone: number;
}

/**
 * Plays the pattern into an established call until it comes back, at most 30 s. Resolves with whether it did; with false when the call ends.
 * Rejects with a `PhoneError` of the kind `media` where the media of the call cannot be heard here.
 */
export async function testEcho(call: TestedCall, clock: Clock = systemClock): Promise<boolean> {
  const handler = call.session?.sessionDescriptionHandler;
  if (!isCallMedia(handler)) throw new PhoneError('media', { detail: 'The media of the call are not in this page.' });
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const limit = clock.after(LIMIT, () => stop.abort(NOT_HEARD));
  void call.ended.then(end);
  const playing = call.play(patternSound(), { loop: true, signal: stop.signal });
  let failure: unknown;
  playing.catch((error: unknown) => {
    // What ends the test ends the sound too.
    if (!stop.signal.aborted) failure = error;
    end();
  });
  try {
    const isHeard = await hears(() => handler.remoteStream.getAudioTracks()[0], clock, stop.signal);
    if (failure !== undefined) throw failure;
    return isHeard;
  } finally {
    limit.cancel();
    end();
    await playing.catch(() => undefined);
  }
}

/** Resolves with true once the received track has the pattern, with false when `signal` aborts. */
function hears(track: () => MediaStreamTrack | undefined, clock: Clock, signal: AbortSignal): Promise<boolean> {
  let detector: ToneDetector | undefined;
  const search = new PatternSearch();
  return new Promise((resolve, reject) => {
    const done = (then: () => void): void => {
      timer.cancel();
      detector?.close();
      then();
    };
    const unheard = (): PhoneError => new PhoneError('media', { detail: 'This page cannot measure sound.' });
    const listen = (): void => {
      try {
        // Throws where the browser has no audio for the page.
        detector ??= new ToneDetector();
        if (search.add(detector.read(track()))) return done(() => resolve(true));
        timer = clock.after(INTERVAL, listen);
      } catch {
        done(() => reject(unheard()));
      }
    };
    let timer = clock.after(INTERVAL, listen);
    const end = (): void => {
      // Read before the audio context is closed.
      const isUnmeasured = signal.reason === NOT_HEARD && !detector?.isRunning;
      done(() => (isUnmeasured ? reject(unheard()) : resolve(false)));
    };
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Looks for the pattern in sound as it comes. */
export class PatternSearch {
  /** Of the last period, without what was found. */
  #samples: HeardSample[] = [];
  #found = 0;
  #unread = 0;

  /** Takes samples, in their order. Returns whether the pattern was heard for two periods, not necessarily one after the other. */
  add(samples: readonly HeardSample[]): boolean {
    for (const sample of samples) {
      this.#samples = [...this.#samples.filter(({ at }) => at > sample.at - PERIOD), sample];
      this.#unread += BLOCK;
      if (this.#unread < STEP) continue;
      this.#unread = 0;
      if (likeness(this.#samples) <= LIKENESS) continue;
      this.#found += 1;
      this.#samples = [];
    }
    return this.#found >= PERIODS;
  }
}

/** Returns the correlation of the samples with the pattern at the best delay, -1 to 1; 0 before there are samples of a whole period. */
function likeness(samples: readonly HeardSample[]): number {
  const first = samples[0]?.at ?? 0;
  const last = samples.at(-1)?.at ?? 0;
  if (last - first < PERIOD * 0.85 || samples.length < 2 * PATTERN.length) return 0;
  let best = 0;
  for (let delay = 0; delay < PERIOD; delay += STEP / 4)
    best = Math.max(best, correlation(samples.map(({ at, tone }) => [tone, patternAt(at - first + delay)])));
  return best;
}

const patternAt = (seconds: number): number => PATTERN[Math.floor((seconds % PERIOD) / STEP)] ?? 0;

/** Pearson's correlation of pairs; 0 where one of both is constant. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [both, a, b] = [0, 0, 0];
  for (const [x, y] of pairs) {
    both += (x - meanA) * (y - meanB);
    a += (x - meanA) ** 2;
    b += (y - meanB) ** 2;
  }
  return a === 0 || b === 0 ? 0 : both / Math.sqrt(a * b);
}

/** One period of the pattern. The tone rises and falls in 5 ms, as a step would be a click. */
function patternSound(): AudioBuffer {
  const sampleRate = 48_000;
  const buffer = new AudioBuffer({ length: PERIOD * sampleRate, sampleRate });
  const samples = buffer.getChannelData(0);
  let gain = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const seconds = index / sampleRate;
    gain += Math.sign(patternAt(seconds) - gain) / (0.005 * sampleRate);
    samples[index] = VOLUME * Math.max(0, Math.min(1, gain)) * Math.sin(2 * Math.PI * TONE * seconds);
  }
  return buffer;
}

/** Measures how much of a track is the tone. */
class ToneDetector {
  readonly #context = new AudioContext();
  /** The longest history: 0.68 s at 48 kHz, as a page with much to do reads late. */
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: 32_768 });
  readonly #history = new Float32Array(this.#analyser.fftSize);
  /** How many samples of the context were read. */
  #done = 0;
  #track: MediaStreamTrack | undefined;
  #source: MediaStreamAudioSourceNode | undefined;

  constructor() {
    void this.#context.resume().catch(() => undefined);
  }

  /** Whether the browser lets the page measure sound. */
  get isRunning(): boolean {
    return this.#context.state === 'running';
  }

  /**
   * Returns what was heard since the last read, in blocks. Their times are those of the sound: neither a late timer nor audio that the machine
   * renders late changes the pattern.
   */
  read(track: MediaStreamTrack | undefined): HeardSample[] {
    this.#follow(track);
    const { currentTime, sampleRate } = this.#context;
    const { length } = this.#history;
    const block = Math.round(BLOCK * sampleRate);
    const now = Math.round(currentTime * sampleRate);
    this.#analyser.getFloatTimeDomainData(this.#history);
    this.#done = Math.max(this.#done, now - length);
    const heard: HeardSample[] = [];
    for (; this.#done + block <= now; this.#done += block) {
      const begin = length - (now - this.#done);
      const tone = toneIn(this.#history.subarray(begin, begin + block), sampleRate);
      heard.push({ at: this.#done / sampleRate, tone });
    }
    return heard;
  }

  close(): void {
    void this.#context.close().catch(() => undefined);
  }

  #follow(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#source?.disconnect();
    this.#source = track && this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source?.connect(this.#analyser);
  }
}

/** How much of the sound is the tone, 0 to 1 (Goertzel). */
function toneIn(sound: Float32Array, sampleRate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * TONE) / sampleRate);
  let [last, before, energy] = [0, 0, 0];
  for (const sample of sound) {
    [last, before] = [sample + turn * last - before, last];
    energy += sample * sample;
  }
  const { length } = sound;
  if (Math.sqrt(energy / length) < SILENCE) return 0;
  const power = last * last + before * before - turn * last * before;
  return Math.min(1, (2 * power) / (length * energy));
}
