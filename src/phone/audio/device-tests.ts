/**
 * Device tests outside a call: a tone on the speaker or ringer, or five seconds of the microphone recorded and played.
 * Subjects: device tests; speaker test; microphone test; five seconds of a microphone test.
 */

import type { AudioLease, Microphone, Playback, Ringer, Speaker, Tone, Tones } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { AudioTest } from './media-state.js';

/** The test tone of the speaker: three rising notes. */
const NOTES: readonly Tone[] = [523, 659, 784].map((hertz) => ({ hertz: [hertz], cadence: [0.25, 0.05] }));
const NOTES_LENGTH = 1200;
/** Length of the ringer test, ms. */
const RING_LENGTH = 2500;
/** Length of the microphone test, ms. */
const RECORDED = 5000;

export interface TestedDevices {
  readonly microphone: Microphone;
  readonly speaker: Speaker;
  readonly tones: Tones;
}

export interface DeviceTestsOwner {
  /** Called with each change of the state of a test; undefined where none runs. */
  show(test: AudioTest | undefined): void;
  /** The ringer that the user has chosen. */
  ringer(): Ringer | undefined;
}

/** Runs one test at a time; a new test stops the current one. */
export class DeviceTests {
  readonly #devices: TestedDevices;
  readonly #clock: Clock;
  readonly #show: (test: AudioTest | undefined) => void;
  readonly #ringer: () => Ringer | undefined;
  #running: AbortController | undefined;

  constructor(devices: TestedDevices, clock: Clock, { show, ringer }: DeviceTestsOwner) {
    this.#devices = devices;
    this.#clock = clock;
    this.#show = show;
    this.#ringer = ringer;
  }

  /** Resolves when the test has ended or was stopped. Rejects where the device cannot be opened. */
  async run(kind: AudioTest['kind']): Promise<void> {
    this.stop();
    const test = (this.#running = new AbortController());
    try {
      if (kind === 'microphone') await this.#tryMicrophone(test.signal);
      else await this.#trySpeaker(kind, test.signal);
    } finally {
      if (this.#running === test) {
        this.#running = undefined;
        this.#show(undefined);
      }
    }
  }

  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.#show(undefined);
  }

  async #trySpeaker(kind: 'speaker' | 'ringer', signal: AbortSignal): Promise<void> {
    const { tones } = this.#devices;
    this.#show({ kind, status: 'playing' });
    const playback = kind === 'ringer' ? tones.ring(this.#ringer()) : tones.sequence(NOTES);
    await this.#wait(kind === 'ringer' ? RING_LENGTH : NOTES_LENGTH, signal);
    playback.stop();
  }

  async #tryMicrophone(signal: AbortSignal): Promise<void> {
    const lease = await this.#devices.microphone.acquire(signal);
    let recorded: Blob | undefined;
    try {
      if (signal.aborted) return;
      this.#show({ kind: 'microphone', status: 'recording', endsAt: this.#clock.now() + RECORDED });
      recorded = await this.#record(lease, signal);
    } finally {
      lease.release();
    }
    if (!signal.aborted && recorded) await this.#playAgain(recorded, signal);
  }

  async #record(lease: AudioLease, signal: AbortSignal): Promise<Blob | undefined> {
    if (!lease.track) return undefined;
    const recorder = new MediaRecorder(new MediaStream([lease.track]));
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    await this.#wait(RECORDED, signal);
    // The recorder stops itself when the device is unplugged.
    if (recorder.state !== 'inactive') recorder.stop();
    await stopped;
    return new Blob(parts, { type: recorder.mimeType });
  }

  async #playAgain(recorded: Blob, signal: AbortSignal): Promise<void> {
    const context = new AudioContext();
    let playback: Playback | undefined;
    try {
      const buffer = await context.decodeAudioData(await recorded.arrayBuffer());
      if (signal.aborted) return;
      const length = 1000 * buffer.duration;
      this.#show({ kind: 'microphone', status: 'playing', endsAt: this.#clock.now() + length });
      const source = new AudioBufferSourceNode(context, { buffer });
      const destination = context.createMediaStreamDestination();
      source.connect(destination);
      source.start();
      playback = this.#devices.speaker.play(destination.stream);
      await this.#wait(length, signal);
    } finally {
      playback?.stop();
      await context.close();
    }
  }

  /** Resolves after `ms`, or when the test is stopped. */
  #wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#clock.after(ms, resolve);
      signal.addEventListener('abort', () => {
        timer.cancel();
        resolve();
      });
    });
  }
}
