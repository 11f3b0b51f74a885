/**
 * Repeats a 2xx to an INVITE until its ACK arrives, over reliable transports too (RFC 3261 §13.3.1.4).
 * Subjects: wait for the ACK in the pocket PBX.
 */

import type { Clock, Timer } from '../../../../src/sip/base/clock.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import { LONGEST_INTERVAL, retransmit } from '../../../../src/sip/transaction/retransmission.js';

type Wait = { readonly sequence: number; readonly answerInAck: boolean };

/** Waits for one ACK at a time: a dialog has at most one pending INVITE. */
export class Acknowledgement {
  #wait: Wait | undefined;
  #repetition: Timer | undefined;

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
    const giveUp = (): void => {
      this.stop();
      this.missing();
    };
    this.#repetition = retransmit(this.clock, resend, giveUp, LONGEST_INTERVAL);
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
    this.#repetition?.cancel();
  }
}
