/**
 * Plays frames at the pace of a microphone: one packet every 20 ms, corrected by the wall clock (RFC 3551 §4.2).
 * Subjects: 20 ms pace of RTP.
 */

import { systemClock, type Clock, type Timer } from '../../../../src/sip/base/clock.js';
import type { AudioSource } from './tone.js';

const INTERVAL = 20;
/** The number of frames that are sent late after a stall; older ones are dropped instead of sent in a burst. */
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

  /** Plays this source instead of the previous one. Resolves at its end, or when it is replaced or stopped. */
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
