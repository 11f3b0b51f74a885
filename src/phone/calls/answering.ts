/**
 * Answers an incoming call: opens the microphone, holds or ends the other calls, accepts the session (RFC 3261 §13.3.1.4).
 * Subjects: answering, order; other calls held or ended before an answer; answer without a microphone, tried again.
 */

import type { AnswerOptions } from '../call-options.js';
import { phoneError } from '../error-causes.js';
import type { Call } from './call.js';
import type { CallOwner } from './call-owner.js';

export class Answering {
  readonly #call: Call;
  readonly #owner: CallOwner;
  /** Options of an answer that failed as there was no microphone; the call is answered with them once there is one. */
  #wanted: AnswerOptions | undefined;

  constructor(call: Call, owner: CallOwner) {
    this.#call = call;
    this.#owner = owner;
  }

  /** Answers the call. Rejects with a `PhoneError`; without a microphone the call continues to ring. */
  async run(options: AnswerOptions): Promise<void> {
    const call = this.#call;
    if (call.state.status !== 'incoming') return call.answered;
    call.apply({ type: 'answering' });
    // The caller may cancel during each of these waits.
    const goesOn = (): boolean => call.state.status === 'answering';
    try {
      await this.#owner.readyToTalk(call, options);
    } catch (error) {
      this.#wanted = options;
      call.apply({ type: 'unanswered' });
      throw phoneError(error);
    }
    this.#wanted = undefined;
    if (options.video) await call.prepareCamera();
    if (goesOn()) await this.#owner.makeRoomFor(call, options.others ?? 'hold');
    if (goesOn()) call.session?.accept({ extraHeaders: [...(options.extraHeaders ?? [])] });
    return call.answered;
  }

  /** Answers the call that lacked a microphone. */
  retry(): void {
    if (this.#wanted && this.#call.state.status === 'incoming') this.run(this.#wanted).catch(() => undefined);
  }
}
