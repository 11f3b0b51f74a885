/** The tones that a page plays: every buffer that Web Audio plays, recognised by its samples. */

import { RINGERS, tonePlanOf } from '../../../src/media/tones/plans.js';
import { renderRing, renderTone } from '../../../src/media/tones/render.js';

interface PlayedTone {
  readonly name: string;
  playing: boolean;
}

const PLAN = tonePlanOf(undefined);

/** Created before the phone plays its first tone; `close()` restores Web Audio. */
export class PlayedTones {
  /** Everything that has been played, oldest first. */
  readonly #played: PlayedTone[] = [];
  #from = 0;
  readonly #native = globalThis.AudioBufferSourceNode;

  constructor() {
    const record = ({ buffer, loop }: AudioBufferSourceNode): PlayedTone => {
      const sound = { name: nameOf(buffer, loop), playing: true };
      if (sound.name !== 'silence') this.#played.push(sound);
      return sound;
    };
    globalThis.AudioBufferSourceNode = class extends this.#native {
      #sound: PlayedTone | undefined;
      override start(...when: number[]): void {
        this.#sound = record(this);
        this.addEventListener('ended', () => (this.#sound!.playing = false));
        super.start(...when);
      }
      override stop(when?: number): void {
        if (this.#sound) this.#sound.playing = false;
        super.stop(when);
      }
    };
  }

  /** The names of the tones that are played now: call progress tones, `ring`, or the frequencies of a short sound. */
  get now(): string {
    return this.#played
      .filter(({ playing }) => playing)
      .map(({ name }) => name)
      .join(' and ');
  }

  /** The names of all tones since `forget()`. */
  get all(): readonly string[] {
    return this.#played.slice(this.#from).map(({ name }) => name);
  }

  /** Forgets the tones up to now. */
  forget(): void {
    this.#from = this.#played.length;
  }

  close(): void {
    globalThis.AudioBufferSourceNode = this.#native;
  }
}

/** A call progress tone or the ringing sound by its samples; another sound by its frequencies: `600 Hz 60 ms, 400 Hz 60 ms`. */
function nameOf(buffer: AudioBuffer | null, repeats: boolean): string {
  if (!buffer) return 'silence';
  const samples = buffer.getChannelData(0);
  if (samples.every((sample) => sample === 0)) return 'silence';
  const { sampleRate } = buffer;
  if (isSame(samples, renderRing(RINGERS.standard!, sampleRate))) return 'ring';
  const known = Object.entries(PLAN).find(([, tone]) => isSame(samples, renderTone(tone, sampleRate)));
  if (known) return known[0];
  const notes = notesOf(samples, sampleRate).join(', ');
  return repeats ? `${notes}, every ${buffer.duration.toFixed(1)} s` : notes;
}

const isSame = (one: Float32Array, other: Float32Array): boolean =>
  one.length === other.length && one.every((sample, index) => Math.abs(sample - other[index]!) < 1e-3);

/** Consecutive periods of the same length: frequency and duration, to 5 Hz and 10 ms. */
function notesOf(samples: Float32Array, sampleRate: number): string[] {
  const crossings: number[] = [];
  for (let index = 1; index < samples.length; index += 1)
    if (samples[index - 1]! <= 0 && samples[index]! > 0) crossings.push(index);
  const runs: { from: number; periods: number }[] = [];
  let before = 0;
  crossings.slice(1).forEach((at, index) => {
    const period = at - crossings[index]!;
    if (Math.abs(period - before) > 0.06 * before) runs.push({ from: crossings[index]!, periods: 0 });
    runs.at(-1)!.periods += 1;
    before = period;
  });
  const near = (value: number, step: number): number => step * Math.round(value / step);
  return runs
    .map(({ from, periods }, index) => ({ length: (runs[index + 1]?.from ?? crossings.at(-1)!) - from, periods }))
    .filter(({ periods }) => periods > 3)
    .map(({ length, periods }) => {
      const hertz = (periods * sampleRate) / length;
      return `${near(hertz, 5)} Hz ${near((1000 * (periods + 1)) / hertz, 10)} ms`;
    });
}
