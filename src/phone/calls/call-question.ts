/**
 * The question that a call asks the user: whether to call a target that the remote party named (RFC 3261 §8.1.3.4, RFC 3515).
 * Subjects: question to the user about a transfer, open.
 */

import type { CallQuestion } from '../state.js';

export class Question {
  #settle: ((accepted: boolean) => void) | undefined;

  constructor(private readonly show: (question: CallQuestion | undefined) => void) {}

  /** Resolves with the decision; with false when the call ends or another question replaces this one. */
  ask(question: CallQuestion): Promise<boolean> {
    this.respond(false);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.show(question);
    });
  }

  /** Answers the question. Does nothing without one. */
  respond(accepted: boolean): void {
    const settle = this.#settle;
    if (!settle) return;
    this.#settle = undefined;
    this.show(undefined);
    settle(accepted);
  }
}
