/** What a call waits for the user to decide: whether this phone calls a target that the other side named (RFC 3261 §8.1.3.4, RFC 3515). */

import type { CallQuestion } from '../state.js';

export class Question {
  #settle: ((accepted: boolean) => void) | undefined;

  constructor(private readonly show: (question: CallQuestion | undefined) => void) {}

  /** Resolves with the decision; false when the call ends or asks something else before. */
  ask(question: CallQuestion): Promise<boolean> {
    this.respond(false);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.show(question);
    });
  }

  /** Does nothing where nothing is asked. */
  respond(accepted: boolean): void {
    const settle = this.#settle;
    if (!settle) return;
    this.#settle = undefined;
    this.show(undefined);
    settle(accepted);
  }
}
