/** Audio for tests: sources of a known frequency, and analysers that measure what is received. */
import type { AudioLease, AudioSource } from '../../../src/media/index.js';

let shared: AudioContext | undefined;

/** One audio context for all tests of a file: browsers allow a page only a few. */
export function audioContext(): AudioContext {
  return (shared ??= new AudioContext());
}

/** A microphone with a sine of `frequency` Hz at half of full scale. */
export class ToneMicrophone implements AudioSource {
  readonly #oscillator = new OscillatorNode(audioContext());
  readonly #destination = audioContext().createMediaStreamDestination();
  /** The number of leases in use. */
  leases = 0;

  constructor(frequency: number) {
    this.#oscillator.frequency.value = frequency;
    const gain = new GainNode(audioContext(), { gain: 0.5 });
    this.#oscillator.connect(gain).connect(this.#destination);
    this.#oscillator.start();
  }

  get track(): MediaStreamTrack {
    return this.#destination.stream.getAudioTracks()[0]!;
  }

  acquire(): Promise<AudioLease> {
    const track = this.track.clone();
    this.leases += 1;
    const release = (): void => {
      if (track.readyState === 'ended') return;
      track.stop();
      this.leases -= 1;
    };
    return Promise.resolve({ track, onTrack: () => () => undefined, release });
  }

  stop(): void {
    this.#oscillator.stop();
    this.track.stop();
  }
}

/** A frequency that is 34 dB weaker than another one counts as not present. */
const ECHO = 0.02;

/** Measures a stream. */
export class ToneMeter {
  readonly #analyser = new AnalyserNode(audioContext(), { fftSize: 4096, smoothingTimeConstant: 0 });
  readonly #source: MediaStreamAudioSourceNode;
  readonly #samples = new Float32Array(4096);

  constructor(stream: MediaStream) {
    this.#source = audioContext().createMediaStreamSource(stream);
    this.#source.connect(this.#analyser);
  }

  /** Root mean square of the last 85 ms. */
  level(): number {
    this.#read();
    return Math.sqrt(this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length);
  }

  /** Amplitude of one frequency in the last 85 ms (Goertzel). */
  amplitude(frequency: number): number {
    this.#read();
    return goertzel(this.#samples, frequency, audioContext().sampleRate);
  }

  /** Resolves when this frequency is present at the level of voice. */
  async hears(frequency: number, least = 0.05): Promise<number> {
    return until(() => {
      const amplitude = this.amplitude(frequency);
      return amplitude > least ? amplitude : undefined;
    }, `${frequency} Hz is heard`);
  }

  /** Resolves when this frequency is not present any more. */
  async hearsNo(frequency: number, most = 0.005): Promise<void> {
    await until(() => (this.amplitude(frequency) < most ? true : undefined), `${frequency} Hz falls silent`);
  }

  /**
   * Resolves after half a second of sound without this frequency. Less is no silence: a busy machine leaves gaps in what it plays, and the
   * receiver conceals packets that are missing with what came before.
   */
  async fallsSilent(frequency: number): Promise<void> {
    let last = audioContext().currentTime;
    await until(() => {
      const now = audioContext().currentTime;
      if (this.amplitude(frequency) >= 0.005) last = now;
      return now - last > 0.5 ? true : undefined;
    }, `${frequency} Hz is silent for half a second`);
  }

  /**
   * Resolves when the wanted frequencies are present and the others are not, in the same 85 ms and three times in a row: a gap
   * in the stream, which spreads over all frequencies, passes; an echo does not.
   */
  async hearsOnly(wanted: readonly number[], unwanted: readonly number[]): Promise<void> {
    let times = 0;
    await until(
      () => {
        this.#read();
        const of = (frequency: number): number => goertzel(this.#samples, frequency, audioContext().sampleRate);
        const weakest = Math.min(...wanted.map(of));
        const isClear = weakest > 0.05 && unwanted.every((frequency) => of(frequency) < ECHO * weakest);
        times = isClear ? times + 1 : 0;
        return times >= 3 ? true : undefined;
      },
      `${wanted.join(' and ')} Hz are heard and ${unwanted.join(' and ')} Hz are not`,
    );
  }

  /** The greatest amplitude of this frequency in the next half second of sound. */
  async loudest(frequency: number): Promise<number> {
    const end = audioContext().currentTime + 0.5;
    let loudest = 0;
    await until(() => {
      loudest = Math.max(loudest, this.amplitude(frequency));
      return audioContext().currentTime > end ? true : undefined;
    }, 'half a second of sound has passed');
    return loudest;
  }

  close(): void {
    this.#source.disconnect();
  }

  #read(): void {
    this.#analyser.getFloatTimeDomainData(this.#samples);
  }
}

const TAPE = `registerProcessor('tape', class extends AudioWorkletProcessor {
  process([input]) {
    if (input?.[0]) this.port.postMessage(input[0].slice());
    return true;
  }
})`;

/** Records a stream in the audio thread, so that nothing is lost while the page is busy. */
export class Tape {
  readonly #source: MediaStreamAudioSourceNode;
  readonly #recorder = new AudioWorkletNode(audioContext(), 'tape', { numberOfOutputs: 0 });
  readonly #parts: Float32Array[] = [];

  private constructor(stream: MediaStream) {
    this.#source = audioContext().createMediaStreamSource(stream);
    this.#source.connect(this.#recorder);
    this.#recorder.port.onmessage = ({ data }) => void this.#parts.push(data as Float32Array);
  }

  /** Resolves when the recording runs: the audio thread of a busy machine may need as long to start as a tone lasts. */
  static async of(stream: MediaStream): Promise<Tape> {
    const url = URL.createObjectURL(new Blob([TAPE], { type: 'text/javascript' }));
    await audioContext().audioWorklet.addModule(url);
    URL.revokeObjectURL(url);
    const tape = new Tape(stream);
    await until(() => tape.#parts[0], 'the tape runs');
    return tape;
  }

  /** The recorded audio in pieces of 85 ms; each begins in the middle of the one before. */
  pieces(): Float32Array[] {
    const parts = this.#parts.slice();
    const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    const count = Math.max(0, Math.floor(all.length / 2048) - 1);
    return Array.from({ length: count }, (_, index) => all.subarray(index * 2048, index * 2048 + 4096));
  }

  close(): void {
    this.#source.disconnect();
    this.#recorder.port.onmessage = null;
  }
}

/** Amplitude of a sine of `frequency` in `samples`, with a Hann window against leakage from other frequencies. */
export function goertzel(samples: Float32Array, frequency: number, sampleRate: number): number {
  const omega = (2 * Math.PI * frequency) / sampleRate;
  const coefficient = 2 * Math.cos(omega);
  let before = 0;
  let last = 0;
  samples.forEach((sample, index) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (samples.length - 1));
    [before, last] = [last, sample * window + coefficient * last - before];
  });
  const power = last * last + before * before - coefficient * last * before;
  return (4 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** Resolves with the first defined value of `read`, which is called every 20 ms. */
export function until<T>(read: () => T | undefined | Promise<T | undefined>, what: string, limit = 30_000): Promise<T> {
  const deadline = performance.now() + limit;
  return new Promise((resolve, reject) => {
    const ask = async (): Promise<void> => {
      const value = await read();
      if (value !== undefined) return resolve(value);
      if (performance.now() > deadline) return reject(new Error(`waited ${limit} ms until ${what}`));
      setTimeout(() => ask().catch(reject), 20);
    };
    ask().catch(reject);
  });
}
