/** How loud a track is right now (Web Audio §1.8), for meters and for noticing who talks into a muted microphone. */

/** Reads the level of one track. Close it: each meter holds an audio context. */
export class LevelMeter {
  readonly #context = new AudioContext();
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  /** `seconds` of sound that each reading looks back on, at most 0.6. */
  constructor(track: MediaStreamTrack, seconds = 0.05) {
    void this.#context.resume().catch(() => undefined);
    const size = 2 ** Math.ceil(Math.log2(Math.max(0.01, seconds) * this.#context.sampleRate));
    this.#analyser = new AnalyserNode(this.#context, { fftSize: Math.min(32768, Math.max(32, size)) });
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  /** Root mean square, 0 to 1. */
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
