/**
 * What is played into one call: the code for it (`call-playback.ts`) is loaded when it is used first.
 * Subjects: playback code, loaded.
 */

import type { AudioSource, CallMedia } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { PlayOptions, PlaySource } from '../call-options.js';
import type { CallState } from '../state.js';
import type { PlayingState } from './media-state.js';

/** The call as its playback uses it. */
export interface PlaybackCall {
  readonly state: CallState;
  readonly media: CallMedia | undefined;
  show(playing: PlayingState | undefined): void;
}

export interface PlaybackParts {
  readonly call: PlaybackCall;
  readonly clock: Clock;
  readonly microphone: AudioSource;
  /** The option `holdMusic`. */
  holdMusic(): string | undefined;
  /** The hold music cannot be played. */
  musicFailed(detail: string): void;
}

export interface Playback {
  /** Plays until the end of the file, `stop()` or `close()`. Rejects with a `PhoneError`. */
  play(source: PlaySource, options: PlayOptions): Promise<void>;
  stop(): void;
  /** Takes a changed state or other media of the call. */
  follow(): void;
  close(): void;
}

export class LatePlayback {
  #playback: Playback | undefined;
  /** Shared, as each change of the call asks for it: a second one would play the same music beside it. */
  #loading: Promise<Playback> | undefined;
  #closed = false;
  /** Changes with each `play()` and `stop()` until the code is there. */
  #turn = 0;

  constructor(
    private readonly call: PlaybackCall,
    private readonly kit: { playback(call: PlaybackCall): Promise<Playback>; holdMusic(): string | undefined },
  ) {}

  async play(source: PlaySource, options: PlayOptions): Promise<void> {
    if (!this.#playback) {
      const turn = ++this.#turn;
      const isLast = (): boolean => turn === this.#turn;
      this.call.show({ mode: options.mode ?? 'replace', loop: options.loop ?? false, position: 0 });
      try {
        await this.#load();
      } finally {
        if (isLast()) this.call.show(undefined);
      }
      if (!isLast()) return;
    }
    if (!this.#closed) await this.#playback?.play(source, options);
  }

  stop(): void {
    this.#turn++;
    if (this.#playback) this.#playback.stop();
    else this.call.show(undefined);
  }

  follow(): void {
    const { state } = this.call;
    if (this.#playback) this.#playback.follow();
    // Without the code the call is held in silence.
    else if (state.status === 'active' && state.hold.local && this.kit.holdMusic())
      this.#load().then(
        (playback) => playback?.follow(),
        () => undefined,
      );
  }

  close(): void {
    this.#closed = true;
    this.#playback?.close();
  }

  /** Resolves with undefined when the call has ended meanwhile. */
  async #load(): Promise<Playback | undefined> {
    try {
      this.#playback = await (this.#loading ??= this.kit.playback(this.call));
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
    return this.#closed ? undefined : this.#playback;
  }
}
