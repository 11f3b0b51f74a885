/** What a phone sounds like when nobody speaks: ring, ringback, busy, keys (ITU-T E.182). Web Audio makes it, audio elements play it. */

import { Emitter } from '../../sip/base/emitter.js';
import { systemClock, type Clock } from '../../sip/base/clock.js';
import { Speaker, type Playback } from '../speaker.js';
import { keyTone, RING, tonePlanOf, type Tone, type TonePlan } from './plans.js';
import { join, renderBurst, renderRing, renderTone } from './render.js';

export interface TonesOptions {
  /** Where tones in the ear go. Default: one of its own. */
  speaker?: Speaker | undefined;
  /** Where the ring goes, which may be another device. Default: one of its own. */
  ringer?: Speaker | undefined;
  /** ISO 3166-1 alpha-2 code whose tones are made. Default: what ITU-T E.180 recommends. */
  country?: string | undefined;
  /** URL of a sound file to ring with instead of the built-in ring. */
  ringtone?: string | undefined;
  /** Source of time; for tests. */
  clock?: Clock | undefined;
}

export type TonesEvents = {
  /** Whether the browser's autoplay policy keeps every sound back until there is a gesture. */
  locked: [locked: boolean];
  /** The ringtone file could not be played; the built-in ring is heard instead. */
  ringtoneFailed: [url: string];
};

/** How a sound of one's own is played. */
export interface SoundOptions {
  /** Again and again until it is stopped. Default once. */
  readonly repeat?: boolean;
  /** Default `speaker`. */
  readonly on?: 'speaker' | 'ringer';
  /** Part of the loudness of the other tones, 0 to 1. Default 1. */
  readonly gain?: number;
  /** Seconds in which it grows to that. Default 0. */
  readonly fadeIn?: number;
}

/** How long a browser that allows sound may take to start it, ms. */
const START_LIMIT = 1000;
/** What an audio element may lag behind the samples that it is given, ms. */
const LAG = 250;
/** Seconds in which ringback grows loud, so that an answer at once is not preceded by a crack. */
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

  constructor(options: TonesOptions = {}) {
    super();
    this.speaker = options.speaker ?? new Speaker();
    this.ringer = options.ringer ?? new Speaker();
    this.#plan = tonePlanOf(options.country);
    this.#ringtone = options.ringtone;
    this.#clock = options.clock ?? systemClock;
  }

  /** Whether the last `check()` found that nothing can be heard before a gesture. */
  get locked(): boolean {
    return this.#locked;
  }

  set country(code: string | undefined) {
    this.#plan = tonePlanOf(code);
  }

  set ringtone(url: string | undefined) {
    this.#ringtone = url;
  }

  /** Plays one of the tones of the country until it is stopped. */
  play(name: keyof TonePlan): Playback {
    const fadeIn = name === 'ringback' ? RINGBACK_FADE : 0;
    return this.#start((rate) => renderTone(this.#plan[name], rate), this.speaker, { repeat: true, fadeIn });
  }

  /** Plays tones one after another: what is no tone of a network, such as the tick of a connected call. */
  sound(tones: readonly Tone[], options: SoundOptions = {}): Playback {
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

  /** Rings until it is stopped: the file if there is one, else, or if it cannot be played, the built-in ring. */
  ring(): Playback {
    const builtIn = (): Playback => this.#start((rate) => renderRing(RING, rate), this.ringer, { repeat: true });
    if (!this.#ringtone) return builtIn();
    const url = this.#ringtone;
    let current: Playback | undefined;
    let stopped = false;
    current = this.ringer.playFile(url, () => {
      this.emit('ringtoneFailed', url);
      if (!stopped) current = builtIn();
    });
    return {
      stop: () => {
        stopped = true;
        current?.stop();
      },
    };
  }

  /** The short sound of a key as it is pressed. Does nothing for what is no key of a telephone. */
  key(digit: string): void {
    const tone = keyTone(digit);
    if (!tone) return;
    const playback = this.#start((rate) => renderBurst(tone, rate, 0.12, 0.005), this.speaker);
    this.#clock.after(200, () => playback.stop());
  }

  /** Finds out, before the first ring is missed, whether the browser lets this page be heard. Resolves with `locked`. */
  async check(): Promise<boolean> {
    const probe = this.#start((rate) => new Float32Array(rate), this.speaker, { repeat: true });
    const running = await this.#runs();
    probe.stop();
    this.#setLocked(!running);
    return this.#locked;
  }

  /** Lets sound be heard from now on. Call it in a gesture. */
  async unlock(): Promise<void> {
    this.#context ??= new AudioContext();
    void this.#context.resume().catch(() => undefined);
    await Promise.all([this.speaker.unlock(), this.ringer.unlock(), this.check()]);
  }

  /** Ends every tone and frees the audio context. */
  close(): void {
    for (const playback of [...this.#playing]) playback.stop();
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.speaker.close();
    this.ringer.close();
  }

  /** Through an audio element, because that is the one way to another output device that all browsers have. */
  #start(
    render: (sampleRate: number) => Float32Array<ArrayBuffer>,
    speaker: Speaker,
    { repeat: loop = false, gain = 1, fadeIn = 0 }: SoundOptions = {},
  ): Playback {
    const context = (this.#context ??= new AudioContext());
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
    const heard = speaker.play(destination.stream);
    const playback: Playback = {
      stop: () => {
        if (!this.#playing.delete(playback)) return;
        heard.stop();
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

  /** Whether the audio context has started. A context that may not start stays suspended without a word. */
  #runs(): Promise<boolean> {
    const context = this.#context;
    if (!context) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (): void => {
        timer.cancel();
        context.removeEventListener('statechange', onState);
        resolve(context.state === 'running' && !this.speaker.locked);
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
