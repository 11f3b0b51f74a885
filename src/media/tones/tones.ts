/**
 * Plays ringtone, call progress tones and key tones (ITU-T E.182), generated with Web Audio and played by audio elements.
 * Subjects: playing of tones; ringtone file (URL); key tone, played; audio locked until a click, probe; fade-in of ringback; late
 * audio context.
 */

import { Emitter } from '../../sip/base/emitter.js';
import { systemClock, type Clock } from '../../sip/base/clock.js';
import { Speaker, type Playback } from '../speaker.js';
import { isRinger, keyTone, RINGERS, tonePlanOf, type RingPattern, type Tone, type TonePlan } from './plans.js';
import { join, renderBurst, renderRing, renderTone } from './render.js';

export interface TonesOptions {
  /** Plays call progress and key tones. Default: a new `Speaker`. */
  speaker?: Speaker | undefined;
  /** Plays the ringtone, possibly on another device. Default: a new `Speaker`. */
  ringer?: Speaker | undefined;
  /** ISO 3166-1 alpha-2 code of the tone plan. Default: the ITU-T E.180 recommendation. */
  country?: string | undefined;
  /** URL of an audio file to use instead of the built-in ringtone. */
  ringtone?: string | undefined;
  /** The clock, for tests. Default: the system clock. */
  clock?: Clock | undefined;
}

export type TonesEvents = {
  /** Whether the autoplay policy of the browser blocks audio until a user gesture. */
  locked: [locked: boolean];
  /** The ringtone file could not be played; the built-in ringtone is used instead. */
  ringtoneFailed: [url: string];
};

/** What plays where there is no Web Audio, as in jsdom. */
const SILENCE: Playback = { stop: () => undefined };

/** The options of `sequence()`. */
export interface SequenceOptions {
  /** Repeat until stopped. Default false. */
  readonly repeat?: boolean;
  /** Default `speaker`. */
  readonly on?: 'speaker' | 'ringer';
  /** The gain relative to the other tones, 0 to 1. Default 1. */
  readonly gain?: number;
  /** The duration of the fade-in, seconds. Default 0. */
  readonly fadeIn?: number;
}

/** How long to wait for the audio context to start, ms. */
const START_LIMIT = 1000;
/** How long a ringtone file may take until it is heard, ms: the call rings with the built-in one then. */
const FILE_LIMIT = 2000;
/** The longest delay of an audio element behind its samples, ms. */
const LAG = 250;
/** The fade-in of ringback, seconds, so that an immediate answer is not preceded by a click. */
const RINGBACK_FADE = 0.4;

export class Tones extends Emitter<TonesEvents> {
  readonly speaker: Speaker;
  readonly ringer: Speaker;
  readonly #clock: Clock;
  readonly #playing = new Set<Playback>();
  #context: AudioContext | undefined;
  #plan: TonePlan;
  #ringtone: string | undefined;
  #locked = false;
  /** The silence of a check that has given up: on a busy machine the context, or its audio element, may start later. */
  #lateProbe: Playback | undefined;

  constructor(options: TonesOptions = {}) {
    super();
    this.speaker = options.speaker ?? new Speaker();
    this.ringer = options.ringer ?? new Speaker();
    this.#plan = tonePlanOf(options.country);
    this.#ringtone = options.ringtone;
    this.#clock = options.clock ?? systemClock;
    this.speaker.on('locked', this.#startedLate);
  }

  /** Whether audio was blocked by the autoplay policy at the last `check()`. */
  get locked(): boolean {
    return this.#locked;
  }

  set country(code: string | undefined) {
    this.#plan = tonePlanOf(code);
  }

  set ringtone(url: string | undefined) {
    this.#ringtone = url;
  }

  /** Plays a tone of the country's plan until it is stopped. */
  play(name: keyof TonePlan): Playback {
    const fadeIn = name === 'ringback' ? RINGBACK_FADE : 0;
    return this.#start((rate) => renderTone(this.#plan[name], rate), this.speaker, { repeat: true, fadeIn });
  }

  /** Plays tones in sequence, for sounds other than call progress tones. */
  sequence(tones: readonly Tone[], options: SequenceOptions = {}): Playback {
    const render = (rate: number): Float32Array<ArrayBuffer> => join(tones.map((tone) => renderTone(tone, rate)));
    const playback = this.#start(render, options.on === 'ringer' ? this.ringer : this.speaker, options);
    if (options.repeat) return playback;
    const length = tones.flatMap(({ cadence }) => cadence).reduce((sum, seconds) => sum + 1000 * seconds, LAG);
    const timer = this.#clock.after(length, () => playback.stop());
    return {
      stop: () => {
        timer.cancel();
        playback.stop();
      },
    };
  }

  /**
   * Plays a ringer until stopped: a built-in one by its name, or an audio file by its URL. Default: the option `ringtone`, or the
   * standard ringer. Where a file cannot be played, and until one that is loaded for longer is heard, plays the standard ringer.
   */
  ring(ringer: string = this.#ringtone || 'standard'): Playback {
    if (isRinger(ringer)) return this.#pattern(RINGERS[ringer]);
    const url = ringer;
    let builtIn: Playback | undefined;
    const ring = (): void => void (builtIn ??= this.#pattern(RINGERS.standard));
    const late = this.#clock.after(FILE_LIMIT, ring);
    const quiet = (): void => {
      late.cancel();
      builtIn?.stop();
      builtIn = undefined;
    };
    const failed = (): void => {
      this.emit('ringtoneFailed', url);
      ring();
    };
    const file = this.ringer.playFile(url, failed, quiet);
    return {
      stop: () => {
        file.stop();
        quiet();
      },
    };
  }

  #pattern(pattern: RingPattern | undefined): Playback {
    return pattern ? this.#start((rate) => renderRing(pattern, rate), this.ringer, { repeat: true }) : SILENCE;
  }

  /** Plays the short tone of a pressed key. Does nothing for an invalid key. */
  key(digit: string): void {
    const tone = keyTone(digit);
    if (!tone) return;
    const playback = this.#start((rate) => renderBurst(tone, rate, 0.12, 0.005), this.speaker);
    this.#clock.after(200, () => playback.stop());
  }

  /** Tests whether the autoplay policy blocks audio. Resolves with `locked`. */
  async check(): Promise<boolean> {
    const probe = this.#start((rate) => new Float32Array(rate), this.speaker, { repeat: true });
    // Not before the new one has begun, as the end of the last playback suspends the context.
    this.#endLateProbe();
    const isRunning = await this.#runs();
    this.#setLocked(!isRunning);
    if (isRunning) probe.stop();
    else {
      this.#endLateProbe();
      this.#lateProbe = probe;
    }
    return this.#locked;
  }

  readonly #startedLate = (): void => {
    if (!this.#lateProbe || !this.#isRunning) return;
    this.#endLateProbe();
    this.#setLocked(false);
  };

  #endLateProbe(): void {
    this.#lateProbe?.stop();
    this.#lateProbe = undefined;
  }

  get #isRunning(): boolean {
    return this.#context?.state === 'running' && !this.speaker.locked;
  }

  /** Starts blocked audio. Call it in a user gesture. */
  async unlock(): Promise<void> {
    if (typeof AudioContext === 'undefined') return;
    void this.#open()
      .resume()
      .catch(() => undefined);
    await Promise.all([this.speaker.unlock(), this.ringer.unlock(), this.check()]);
  }

  /** Stops every tone and releases the audio context. */
  close(): void {
    for (const playback of [...this.#playing]) playback.stop();
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.speaker.close();
    this.ringer.close();
  }

  #open(): AudioContext {
    if (this.#context) return this.#context;
    this.#context = new AudioContext();
    this.#context.addEventListener('statechange', this.#startedLate);
    return this.#context;
  }

  /** Plays samples through an audio element, the only way to select an output device in all browsers. */
  #start(
    render: (sampleRate: number) => Float32Array<ArrayBuffer>,
    speaker: Speaker,
    { repeat: loop = false, gain = 1, fadeIn = 0 }: SequenceOptions = {},
  ): Playback {
    if (typeof AudioContext === 'undefined') return SILENCE;
    const context = this.#open();
    void context.resume().catch(() => undefined);
    const samples = render(context.sampleRate);
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop });
    const destination = context.createMediaStreamDestination();
    const loudness = new GainNode(context, { gain: fadeIn > 0 ? 0 : gain });
    if (fadeIn > 0) loudness.gain.linearRampToValueAtTime(gain, context.currentTime + fadeIn);
    source.connect(loudness).connect(destination);
    source.start();
    const played = speaker.play(destination.stream);
    const playback: Playback = {
      stop: () => {
        if (!this.#playing.delete(playback)) return;
        played.stop();
        source.stop();
        source.disconnect();
        loudness.disconnect();
        for (const track of destination.stream.getTracks()) track.stop();
        if (this.#playing.size === 0) void context.suspend().catch(() => undefined);
      },
    };
    this.#playing.add(playback);
    return playback;
  }

  /** Resolves with whether the audio context has started; a blocked one stays suspended without an error. */
  #runs(): Promise<boolean> {
    const context = this.#context;
    if (!context) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (): void => {
        timer.cancel();
        context.removeEventListener('statechange', onState);
        resolve(this.#isRunning);
      };
      const onState = (): void => {
        if (context.state !== 'suspended') settle();
      };
      const timer = this.#clock.after(START_LIMIT, settle);
      context.addEventListener('statechange', onState);
      onState();
    });
  }

  #setLocked(locked: boolean): void {
    if (locked === this.#locked) return;
    this.#locked = locked;
    this.emit('locked', locked);
  }
}
