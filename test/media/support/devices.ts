/** Microphones for tests, each with its own frequency. Only the devices are simulated; their audio is sent in real connections. */
import { Whistle } from './audio.js';

type GetUserMedia = MediaDevices['getUserMedia'];

/** Replaces the microphones of the machine until `restore()`. */
export class FakeMicrophones {
  readonly #whistles = new Map<string, Whistle>();
  readonly #real: GetUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  readonly given: MediaStreamTrack[] = [];
  /** Every clone of their tracks. */
  readonly #clones: MediaStreamTrack[] = [];
  /** The constraints of every request, in order. */
  readonly questions: MediaTrackConstraints[] = [];
  /** The error name of the next requests. */
  refusal: string | undefined;
  /** The next requests wait for this promise. */
  until: Promise<void> = Promise.resolve();

  constructor(devices: Record<string, number>) {
    for (const [id, frequency] of Object.entries(devices)) this.#whistles.set(id, new Whistle(frequency));
    navigator.mediaDevices.getUserMedia = (constraints) => this.#give(constraints?.audio);
  }

  /** The tracks that capture now, including clones. */
  get live(): readonly MediaStreamTrack[] {
    return [...this.given, ...this.#clones].filter(({ readyState }) => readyState === 'live');
  }

  unplug(id: string): void {
    const gone = this.#whistles.get(id)!;
    this.#whistles.delete(id);
    const tracks = this.given.filter((track) => track.label === id && track.readyState === 'live');
    gone.stop();
    for (const track of tracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  }

  plug(id: string, frequency: number): void {
    this.#whistles.set(id, new Whistle(frequency));
  }

  restore(): void {
    navigator.mediaDevices.getUserMedia = this.#real;
    for (const whistle of this.#whistles.values()) whistle.stop();
  }

  async #give(audio: boolean | MediaTrackConstraints | undefined): Promise<MediaStream> {
    const constraints = typeof audio === 'object' ? audio : {};
    this.questions.push(constraints);
    await this.until;
    if (this.refusal) throw new DOMException('refused by the test', this.refusal);
    const { deviceId } = constraints;
    const wanted = typeof deviceId === 'object' && 'exact' in deviceId ? String(deviceId.exact) : undefined;
    if (wanted !== undefined && !this.#whistles.has(wanted)) throw new DOMException('deviceId', 'OverconstrainedError');
    const id = wanted ?? [...this.#whistles.keys()][0];
    if (id === undefined) throw new DOMException('none', 'NotFoundError');
    const track = this.#whistles.get(id)!.track.clone();
    Object.defineProperty(track, 'label', { value: id });
    const clone = track.clone.bind(track);
    track.clone = () => {
      const copy = clone();
      this.#clones.push(copy);
      return copy;
    };
    this.given.push(track);
    return new MediaStream([track]);
  }
}
