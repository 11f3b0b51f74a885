/**
 * Measures the level of a track (Web Audio §1.8), for meters and to detect talking while muted.
 * Subjects: audio level, measured; level meter in the media layer.
 */

/** Reads the level of one track. Uses an audio context until `close()`. */
export class LevelMeter {
  readonly #context = new AudioContext();
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  /** `seconds`: the window of each reading, rounded up to a power of two samples, at most 32768. */
  constructor(track: MediaStreamTrack, seconds = 0.05) {
    void this.#context.resume().catch(() => undefined);
    const size = 2 ** Math.ceil(Math.log2(Math.max(0.01, seconds) * this.#context.sampleRate));
    this.#analyser = new AnalyserNode(this.#context, { fftSize: Math.min(32768, Math.max(32, size)) });
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  /** Returns the root mean square of the window, 0 to 1. */
  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    return Math.sqrt(sum / this.#samples.length);
  }

  close(): void {
    void this.#context.close().catch(() => undefined);
  }
}
