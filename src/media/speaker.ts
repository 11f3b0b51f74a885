/**
 * Plays audio with one audio element per playback, outside the document so that the page cannot affect it (HTML §4.8.11). Elements of
 * streams are used again, as tables of the browser grow with each new one.
 * Subjects: playing of remote audio; autoplay policy blocks audio; setSinkId; speaker volume applied.
 */

import { Emitter } from '../sip/base/emitter.js';

export interface SpeakerOptions {
  /** The `deviceId` of the output. Default: the system's default. */
  deviceId?: string | undefined;
  /** 0 to 1. Default 1. */
  volume?: number;
}

/** Elements that are kept for later playbacks: a call has its remote audio and a tone at a time. */
const MOST_IDLE = 4;

export type SpeakerEvents = {
  /** Whether the autoplay policy of the browser blocks audio until a user gesture. */
  locked: [locked: boolean];
  /** The selected output is not available; audio is played on the system's default. */
  fallback: [deviceId: string];
  /** `playing`, the output or the volume has changed, or `unlock()` was called. */
  change: [];
};

/** A running playback. */
export interface Playback {
  /** Stops the playback and releases its element. Safe to call twice. */
  stop(): void;
}

export class Speaker extends Emitter<SpeakerEvents> {
  readonly #elements = new Set<HTMLAudioElement>();
  /** Elements of streams that have been played. */
  readonly #idle: HTMLAudioElement[] = [];
  #deviceId: string;
  #volume: number;
  #locked = false;

  constructor(options: SpeakerOptions = {}) {
    super();
    this.#deviceId = options.deviceId ?? '';
    this.#volume = clampVolume(options.volume ?? 1);
  }

  /** Whether the browser supports selecting an output device. */
  static get canSelect(): boolean {
    return 'setSinkId' in HTMLMediaElement.prototype;
  }

  get deviceId(): string | undefined {
    return this.#deviceId || undefined;
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    this.#volume = clampVolume(volume);
    for (const element of this.#elements) element.volume = this.#volume;
    this.emit('change');
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** The elements that play, or wait for their output or a user gesture. */
  get playing(): ReadonlySet<HTMLAudioElement> {
    return this.#elements;
  }

  /** Plays a stream until `stop()`, including tracks that are added later. */
  play(stream: MediaStream): Playback {
    const element = this.#idle.pop() ?? new Audio();
    element.srcObject = stream;
    const { stop } = this.#begin(element);
    let over = false;
    return {
      stop: () => {
        if (over) return;
        over = true;
        // One that does not play yet may be waiting for its output; another output than the default may be gone at the next call.
        const isFree =
          this.#elements.has(element) && !element.paused && !element.sinkId && this.#idle.length < MOST_IDLE;
        stop();
        if (isFree) this.#idle.push(element);
      },
    };
  }

  /** Plays an audio file in a loop until `stop()`. Calls `onError` once if it cannot be played, and `onPlaying` when it is heard. */
  playFile(url: string, onError: () => void, onPlaying?: () => void): Playback {
    const element = new Audio();
    element.loop = true;
    if (onPlaying) element.addEventListener('playing', onPlaying);
    element.addEventListener('error', () => {
      if (this.#end(element)) onError();
    });
    element.src = url;
    return this.#begin(element);
  }

  /** Moves all current and later playbacks to an output; to the default, with a `fallback` event, where that fails. */
  async select(deviceId: string | undefined): Promise<void> {
    this.#deviceId = deviceId ?? '';
    this.emit('change');
    await Promise.all([...this.#elements].map((element) => this.#route(element)));
  }

  /** Starts playbacks that the autoplay policy blocked. Call it in a user gesture. */
  async unlock(): Promise<void> {
    this.emit('change');
    await Promise.all([...this.#elements].filter((e) => e.paused).map((element) => this.#start(element)));
    if (this.#elements.size === 0) this.#setLocked(false);
  }

  /** Stops all playbacks. */
  close(): void {
    this.#idle.length = 0;
    for (const element of this.#elements) this.#end(element);
  }

  #begin(element: HTMLAudioElement): Playback {
    element.volume = this.#volume;
    this.#elements.add(element);
    this.emit('change');
    // A browser that freezes a page pauses its elements, and does not start them again at its `resume` (Page Lifecycle).
    document.addEventListener('resume', this.#resumed);
    // Selects the output before playing.
    void this.#route(element).then(() => {
      if (this.#elements.has(element)) return this.#start(element);
    });
    return { stop: () => void this.#end(element) };
  }

  /** Stops an element. Returns whether it was playing. */
  #end(element: HTMLAudioElement): boolean {
    if (!this.#elements.delete(element)) return false;
    silence(element);
    if (this.#elements.size === 0) document.removeEventListener('resume', this.#resumed);
    this.emit('change');
    return true;
  }

  readonly #resumed = (): void => void this.unlock();

  async #start(element: HTMLAudioElement): Promise<void> {
    try {
      element.autoplay = true;
      await element.play();
      this.#setLocked(false);
    } catch (error) {
      // Only NotAllowedError is the autoplay policy; AbortError means stopped before the start.
      if (error instanceof Error && error.name === 'NotAllowedError') this.#setLocked(true);
    }
  }

  async #route(element: HTMLAudioElement): Promise<void> {
    if (!Speaker.canSelect || element.sinkId === this.#deviceId) return;
    const wanted = this.#deviceId;
    try {
      await element.setSinkId(wanted);
    } catch {
      if (wanted !== this.#deviceId) return;
      this.#deviceId = '';
      this.emit('fallback', wanted);
      await Promise.all([...this.#elements].map((other) => this.#route(other)));
    }
  }

  #setLocked(locked: boolean): void {
    if (locked === this.#locked) return;
    this.#locked = locked;
    this.emit('locked', locked);
  }
}

/** Stops an element and removes its source, which releases decoder and stream. */
function silence(element: HTMLAudioElement): void {
  element.pause();
  element.autoplay = false;
  element.srcObject = null;
  element.removeAttribute('src');
  element.load();
}

function clampVolume(volume: number): number {
  return Number.isFinite(volume) ? Math.min(1, Math.max(0, volume)) : 1;
}
