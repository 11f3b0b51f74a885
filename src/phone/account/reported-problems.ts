/**
 * The problems of the configuration: the first one is in the state, each new one is told once.
 * Subjects: problems of the configuration, told once.
 */

import type { PhoneCore } from '../phone-core.js';
import type { Problem } from '../state.js';

export class ReportedProblems {
  #known: readonly Problem[] = [];

  constructor(private readonly core: PhoneCore) {}

  /** Publishes the first problem, and tells each that is new. */
  report(problems: readonly Problem[]): void {
    const [first] = problems;
    const known = this.#known;
    this.#known = problems;
    if (!isSame(first, this.core.store.state.problem)) this.core.store.update({ problem: first });
    for (const problem of problems) if (!known.some((one) => isSame(one, problem))) this.core.tell('problem', problem);
  }
}

function isSame(a: Problem | undefined, b: Problem | undefined): boolean {
  return a?.kind === b?.kind && a?.attribute === b?.attribute && a?.detail === b?.detail;
}
