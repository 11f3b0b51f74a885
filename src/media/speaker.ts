/** Where calls are heard: one audio element for each, never in the page, so that no page style or removal touches it (HTML §4.8.11). */

import { Emitter } from '../sip/base/emitter.js';

export interface SpeakerOptions {
  /** The output's `deviceId`; default the system's. */
  deviceId?: string | undefined;
  /** 0 to 1. Default 1. */
  volume?: number;
}

export type SpeakerEvents = {
  /** Whether the browser's autoplay policy keeps sound back until there is a gesture. */
  locked: [locked: boolean];
  /** The chosen output is gone or may not be used; sound goes to the system's default. */
  fallback: [deviceId: string];
};

/** Something that is being played. */
export interface Playback {
  /** Ends it and frees its element. Safe to call twice. */
  stop(): void;
}

export class Speaker extends Emitter<SpeakerEvents> {
  readonly #elements = new Set<HTMLAudioElement>();
  #deviceId: string;
  #volume: number;
  #locked = false;

  constructor(options: SpeakerOptions = {}) {
    super();
    this.#deviceId = options.deviceId ?? '';
    this.#volume = clampVolume(options.volume ?? 1);
  }

  /** Whether the browser can send sound to another output than the system's default. */
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
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** Plays a stream until `stop()`. Tracks that join the stream later are heard too. */
  play(stream: MediaStream): Playback {
    const element = new Audio();
    element.srcObject = stream;
    return this.#begin(element);
  }

  /** Plays a sound file again and again until `stop()`. `onError` is called once if it cannot be played. */
  playFile(url: string, onError: () => void): Playback {
    const element = new Audio();
    element.loop = true;
    element.addEventListener(
      'error',
      () => {
        if (this.#elements.delete(element)) onError();
      },
      { once: true },
    );
    element.src = url;
    return this.#begin(element);
  }

  /** Sends everything, and what is played later, to another output. Falls back to the default where it cannot. */
  async select(deviceId: string | undefined): Promise<void> {
    this.#deviceId = deviceId ?? '';
    await Promise.all([...this.#elements].map((element) => this.#route(element)));
  }

  /** Starts what the autoplay policy held back. Call it in a gesture. */
  async unlock(): Promise<void> {
    await Promise.all([...this.#elements].filter((e) => e.paused).map((element) => this.#start(element)));
    if (this.#elements.size === 0) this.#setLocked(false);
  }

  /** Ends everything that is played. */
  close(): void {
    for (const element of this.#elements) silence(element);
    this.#elements.clear();
  }

  #begin(element: HTMLAudioElement): Playback {
    element.volume = this.#volume;
    this.#elements.add(element);
    // Nothing is to be heard at the wrong output first.
    void this.#route(element).then(() => {
      if (this.#elements.has(element)) return this.#start(element);
    });
    return {
      stop: () => {
        if (this.#elements.delete(element)) silence(element);
      },
    };
  }

  async #start(element: HTMLAudioElement): Promise<void> {
    try {
      element.autoplay = true;
      await element.play();
      this.#setLocked(false);
    } catch (error) {
      // AbortError: stopped before it began. Only the policy's refusal is a lock.
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

/** An element that keeps its source keeps the decoder and the stream as well. */
function silence(element: HTMLAudioElement): void {
  element.pause();
  element.srcObject = null;
  element.removeAttribute('src');
  element.load();
}

function clampVolume(volume: number): number {
  return Number.isFinite(volume) ? Math.min(1, Math.max(0, volume)) : 1;
}
