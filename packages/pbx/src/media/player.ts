/** Plays frames at the pace of a microphone: one packet every 20 ms, corrected by the wall clock (RFC 3551 §4.2). */

import { systemClock, type Clock, type Timer } from '../../../../src/sip/base/clock.js';
import type { AudioSource } from './tone.js';

const INTERVAL = 20;
/** Frames that are made up for after a stall; what is older is left out rather than sent in a burst. */
const CATCH_UP = 5;

/** Pulls frames from one source at a time. */
export class Player {
  #timer: Timer | undefined;
  #source: AudioSource | undefined;
  #ended: (() => void) | undefined;
  #next = 0;

  constructor(
    private readonly write: (frame: Int16Array) => void,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Plays this source from now on instead of the one before. Resolves at its end, or when it is replaced or stopped. */
  play(source: AudioSource): Promise<void> {
    this.stop();
    this.#source = source;
    this.#next = this.clock.elapsed();
    return new Promise((resolve) => {
      this.#ended = resolve;
      this.#tick();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#source = undefined;
    const ended = this.#ended;
    this.#ended = undefined;
    ended?.();
  }

  #tick(): void {
    const now = this.clock.elapsed();
    this.#next = Math.max(this.#next, now - CATCH_UP * INTERVAL);
    for (; this.#next <= now; this.#next += INTERVAL) {
      const frame = this.#source?.();
      if (!frame) return this.stop();
      this.write(frame);
    }
    this.#timer = this.clock.after(this.#next - now, () => this.#tick());
  }
}
