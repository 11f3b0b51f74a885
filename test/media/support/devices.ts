/** Microphones for tests, each with its own frequency, and outputs. Only the devices are simulated; their audio is sent in real connections. */
import { ToneMicrophone } from './audio.js';

type GetUserMedia = MediaDevices['getUserMedia'];

/** Replaces the microphones of the machine until `restore()`. */
export class FakeMicrophones {
  #toneMicrophones = new Map<string, ToneMicrophone>();
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
    for (const [id, frequency] of Object.entries(devices)) this.#toneMicrophones.set(id, new ToneMicrophone(frequency));
    navigator.mediaDevices.getUserMedia = (constraints) => this.#give(constraints?.audio);
  }

  /** The tracks that capture now, including clones. */
  get live(): readonly MediaStreamTrack[] {
    return [...this.given, ...this.#clones].filter(({ readyState }) => readyState === 'live');
  }

  unplug(id: string): void {
    const gone = this.#toneMicrophones.get(id)!;
    this.#toneMicrophones.delete(id);
    const tracks = this.given.filter((track) => track.label === id && track.readyState === 'live');
    gone.stop();
    for (const track of tracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  }

  /** Makes a device the system's default, which is opened without an id. Open tracks stay with theirs. */
  makeDefault(id: string): void {
    this.#toneMicrophones = new Map([[id, this.#toneMicrophones.get(id)!], ...this.#toneMicrophones]);
  }

  plug(id: string, frequency: number): void {
    this.#toneMicrophones.set(id, new ToneMicrophone(frequency));
  }

  restore(): void {
    navigator.mediaDevices.getUserMedia = this.#real;
    for (const toneMicrophone of this.#toneMicrophones.values()) toneMicrophone.stop();
  }

  async #give(audio: boolean | MediaTrackConstraints | undefined): Promise<MediaStream> {
    const constraints = typeof audio === 'object' ? audio : {};
    this.questions.push(constraints);
    await this.until;
    if (this.refusal) throw new DOMException('refused by the test', this.refusal);
    const { deviceId } = constraints;
    const wanted = typeof deviceId === 'object' && 'exact' in deviceId ? String(deviceId.exact) : undefined;
    if (wanted !== undefined && !this.#toneMicrophones.has(wanted))
      throw new DOMException('deviceId', 'OverconstrainedError');
    const id = wanted ?? [...this.#toneMicrophones.keys()][0];
    if (id === undefined) throw new DOMException('none', 'NotFoundError');
    const track = this.#toneMicrophones.get(id)!.track.clone();
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

/** Replaces the outputs of the machine until `restore()`, and records every element that plays, in the document or not. */
export class FakeOutputs {
  readonly #real = { setSinkId: HTMLMediaElement.prototype.setSinkId, play: HTMLMediaElement.prototype.play };
  readonly #played = new Set<HTMLMediaElement>();
  /** Whether the page needs a user gesture to play (HTML §8.1.6.4 and §4.8.11.8, "allowed to play"). */
  locked = false;

  /** @param refused the id of an output that cannot be opened */
  constructor(refused?: string) {
    const [played, real] = [this.#played, this.#real];
    const isLocked = (): boolean => this.locked;
    HTMLMediaElement.prototype.setSinkId = function (this: HTMLMediaElement, id: string): Promise<void> {
      if (id === refused) return Promise.reject(new DOMException('Test', 'NotFoundError'));
      Object.defineProperty(this, 'sinkId', { configurable: true, value: id });
      return Promise.resolve();
    };
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
      if (isLocked()) return Promise.reject(new DOMException('Test', 'NotAllowedError'));
      played.add(this);
      return real.play.call(this);
    };
  }

  /** The elements that play now. */
  get elements(): readonly HTMLMediaElement[] {
    return [...this.#played].filter(({ paused }) => !paused);
  }

  /** Their outputs; empty for the default. */
  get playing(): readonly string[] {
    return this.elements.map(({ sinkId }) => sinkId);
  }

  restore(): void {
    Object.assign(HTMLMediaElement.prototype, this.#real);
  }
}
