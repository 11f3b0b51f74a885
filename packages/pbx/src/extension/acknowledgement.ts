/**
 * Repeats a 2xx to an INVITE until its ACK arrives, over reliable transports too (RFC 3261 §13.3.1.4).
 * Subjects: wait for the ACK in the pocket PBX.
 */

import type { Clock, Timer } from '../../../../src/sip/base/clock.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';

const T1 = 500;
const T2 = 4000;

type Wait = { readonly sequence: number; readonly answerInAck: boolean };

/** Waits for one ACK at a time: a dialog has at most one pending INVITE. */
export class Acknowledgement {
  #wait: Wait | undefined;
  #repeat: Timer | undefined;
  #limit: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    /** Called when no ACK arrives within 64*T1: the call has to be ended by BYE. */
    private readonly missing: () => void,
  ) {}

  get waiting(): boolean {
    return this.#wait !== undefined;
  }

  await(sequence: number, answerInAck: boolean, resend: () => void): void {
    this.stop();
    this.#wait = { sequence, answerInAck };
    const repeat = (interval: number): void => {
      this.#repeat = this.clock.after(interval, () => {
        resend();
        repeat(Math.min(interval * 2, T2));
      });
    };
    repeat(T1);
    this.#limit = this.clock.after(64 * T1, () => {
      this.stop();
      this.missing();
    });
  }

  /** Takes an ACK. Passes on its body where it has to contain the answer. */
  receive(ack: IncomingRequest): string | undefined {
    const wait = this.#wait;
    if (!wait || ack.cseq.sequence !== wait.sequence) return undefined;
    this.stop();
    return wait.answerInAck ? ack.body : undefined;
  }

  stop(): void {
    this.#wait = undefined;
    this.#repeat?.cancel();
    this.#limit?.cancel();
  }
}
