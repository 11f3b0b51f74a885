/** Sends a string of DTMF in order: RTP events where the far side takes them (RFC 4733), else INFO (RFC 6086). */

import type { Clock, Timer } from '../../sip/base/clock.js';
import { OperationQueue } from '../../sip/base/queue.js';

const DURATION = 100;
const GAP = 70;
/** What a `,` or `;` waits, ms. */
const PAUSE = 2000;

/** Sends tones without a pause in them. */
export type SendTones = (tones: string, timing: { duration: number; interToneGap: number }) => void;

/** One string at a time; a second one waits for the end of the first. */
export class DigitSender {
  readonly #clock: Clock;
  readonly #send: SendTones;
  readonly #queue = new OperationQueue();
  readonly #timers = new Set<Timer>();

  constructor(clock: Clock, send: SendTones) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Resolves when the last tone has sounded. Rejects with a `canceled` SipError when the call ends first. */
  send(digits: string): Promise<void> {
    return this.#queue.add(async (signal) => {
      for (const part of digits.match(/[,;]|[^,;]+/g) ?? []) {
        if (signal.aborted) return;
        if (part === ',' || part === ';') await this.#wait(PAUSE);
        else {
          this.#send(part, { duration: DURATION, interToneGap: GAP });
          await this.#wait(part.length * (DURATION + GAP));
        }
      }
    });
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#queue.close();
  }

  #wait(duration: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(duration, () => {
        this.#timers.delete(timer);
        resolve();
      });
      this.#timers.add(timer);
    });
  }
}
