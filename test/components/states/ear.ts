/** What a page gives to the loudspeaker: every buffer that Web Audio is told to play, recognised by its samples. */

import { RING, tonePlanOf } from '../../../src/media/tones/plans.js';
import { renderRing, renderTone } from '../../../src/media/tones/render.js';

interface Heard {
  readonly name: string;
  playing: boolean;
}

const PLAN = tonePlanOf(undefined);

/** Put on before the phone makes its first sound; `close()` takes it off again. */
export class Ear {
  /** Everything that has been played, oldest first. */
  readonly #heard: Heard[] = [];
  readonly #native = globalThis.AudioBufferSourceNode;

  constructor() {
    const hear = (buffer: AudioBuffer | null): Heard => {
      const sound = { name: nameOf(buffer), playing: true };
      if (sound.name !== 'silence') this.#heard.push(sound);
      return sound;
    };
    globalThis.AudioBufferSourceNode = class extends this.#native {
      #sound: Heard | undefined;
      override start(...when: number[]): void {
        this.#sound = hear(this.buffer);
        this.addEventListener('ended', () => (this.#sound!.playing = false));
        super.start(...when);
      }
      override stop(when?: number): void {
        if (this.#sound) this.#sound.playing = false;
        super.stop(when);
      }
    };
  }

  /** The names of what is played at this moment: tones of the network, `ring`, or what a short sound is like. */
  get now(): string {
    return this.#heard
      .filter(({ playing }) => playing)
      .map(({ name }) => name)
      .join(' and ');
  }

  /** The same of everything since `forget()`. */
  get all(): readonly string[] {
    return this.#heard.map(({ name }) => name);
  }

  /** Forgets what is over. */
  forget(): void {
    const rest = this.#heard.filter(({ playing }) => playing);
    this.#heard.splice(0, Infinity, ...rest);
  }

  close(): void {
    globalThis.AudioBufferSourceNode = this.#native;
  }
}

/** A tone of the network or the ring by its own samples; another sound by its pitch: `660 Hz, 60 ms`. */
function nameOf(buffer: AudioBuffer | null): string {
  if (!buffer) return 'silence';
  const samples = buffer.getChannelData(0);
  if (samples.every((sample) => sample === 0)) return 'silence';
  const { sampleRate } = buffer;
  if (isSame(samples, renderRing(RING, sampleRate))) return 'ring';
  const known = Object.entries(PLAN).find(([, tone]) => isSame(samples, renderTone(tone, sampleRate)));
  return known?.[0] ?? pitches(samples, sampleRate);
}

const isSame = (one: Float32Array, other: Float32Array): boolean =>
  one.length === other.length && one.every((sample, index) => Math.abs(sample - other[index]!) < 1e-3);

/** The pitch of its first and of its last third, and how long it lasts. */
function pitches(samples: Float32Array, sampleRate: number): string {
  const third = Math.floor(samples.length / 3);
  const [first, last] = [samples.subarray(0, third), samples.subarray(-third)].map((part) => pitch(part, sampleRate));
  const hertz = first === last ? `${first}` : `${first} to ${last}`;
  return `${hertz} Hz, ${Math.round((1000 * samples.length) / sampleRate)} ms`;
}

/** Counted from the zero crossings of what is loud enough; to 10 Hz. */
function pitch(samples: Float32Array, sampleRate: number): number {
  const crossings: number[] = [];
  for (let index = 1; index < samples.length; index += 1)
    if (samples[index - 1]! < 0 && samples[index]! >= 0) crossings.push(index);
  const [from, to] = [crossings[0] ?? 0, crossings.at(-1) ?? 0];
  return to > from ? 10 * Math.round(((crossings.length - 1) * sampleRate) / (to - from) / 10) : 0;
}
