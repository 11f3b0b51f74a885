/** Notices who talks while muted, sooner than the samples of the connection would tell: after 0.8 s of voice. */

import type { Clock, Timer } from '../../sip/base/clock.js';

/** ms between readings. */
const STEP = 200;
/** A voice at the microphone (-30 dB of full scale). */
const VOICE = 0.03;
/** Readings with a voice in a row until it is talk, and without one until it has ended. */
const TALK = 4;
const SILENCE = 15;

export class MutedSpeech {
  readonly #clock: Clock;
  readonly #level: () => number | undefined;
  readonly #changed: (isTalking: boolean) => void;
  #timer: Timer | undefined;
  #isTalking = false;
  /** Readings in a row that say something else than `#isTalking`. */
  #count = 0;

  /** `level` is that of the microphone itself, 0 to 1. */
  constructor(clock: Clock, level: () => number | undefined, changed: (isTalking: boolean) => void) {
    this.#clock = clock;
    this.#level = level;
    this.#changed = changed;
  }

  /** Whether it listens: only while the person is muted. */
  set listening(on: boolean) {
    if (on === (this.#timer !== undefined)) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (on) this.#plan();
    else this.#become(false);
  }

  #plan(): void {
    this.#timer = this.#clock.after(STEP, () => {
      const isVoice = (this.#level() ?? 0) > VOICE;
      this.#count = isVoice === this.#isTalking ? 0 : this.#count + 1;
      this.#plan();
      if (this.#count >= (this.#isTalking ? SILENCE : TALK)) this.#become(isVoice);
    });
  }

  #become(isTalking: boolean): void {
    this.#count = 0;
    if (isTalking === this.#isTalking) return;
    this.#isTalking = isTalking;
    this.#changed(isTalking);
  }
}
