/**
 * Detects speech while muted after 0.8 s of voice, earlier than the quality samples do.
 * Subjects: speech while muted; "You are muted", detected; threshold of speech while muted.
 */

import type { Clock, Timer } from '../../sip/base/clock.js';

/** ms between readings. */
const STEP = 200;
/** Level of a voice at the microphone (-30 dB of full scale). */
const VOICE = 0.03;
/** Consecutive readings with voice that start speech, and without voice that end it. */
const TALK = 4;
const SILENCE = 15;

export class MutedSpeech {
  readonly #clock: Clock;
  readonly #level: () => number | undefined;
  readonly #changed: (isTalking: boolean) => void;
  #timer: Timer | undefined;
  #isTalking = false;
  /** Consecutive readings that differ from `#isTalking`. */
  #count = 0;

  /** `level`: the level of the microphone itself, 0 to 1. */
  constructor(clock: Clock, level: () => number | undefined, changed: (isTalking: boolean) => void) {
    this.#clock = clock;
    this.#level = level;
    this.#changed = changed;
  }

  /** Whether to measure: only while the user is muted. */
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
