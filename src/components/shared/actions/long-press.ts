/**
 * A press that is held for some time has another command than a short one.
 * Subjects: long press.
 */

import type { Timer } from '../../../sip/base/clock.js';
import { elementClock } from '../time/time.js';

/** How long a button is held, in ms. */
const HELD = 500;

export class LongPress {
  #timer: Timer | undefined;
  #isHeld = false;

  /** @param held the command of the long press */
  constructor(private readonly held: () => void) {}

  /** Call it at `pointerdown`. */
  readonly down = (): void => {
    this.up();
    this.#isHeld = false;
    this.#timer = elementClock().after(HELD, () => {
      this.#isHeld = true;
      this.held();
    });
  };

  /** Call it at `pointerup`, `pointercancel` and `pointerleave`. */
  readonly up = (): void => {
    this.#timer?.cancel();
    this.#timer = undefined;
  };

  /** Returns whether a click ends a long press, and is to be ignored. */
  isOver(): boolean {
    const held = this.#isHeld;
    this.#isHeld = false;
    return held;
  }
}
