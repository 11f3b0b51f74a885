/**
 * A warning with hysteresis: raised when three of the last five samples are bad, cleared when three are good.
 * Subjects: hysteresis of quality warnings; begin and end of a warning; three of five samples.
 */

const WINDOW = 5;
const MAJORITY = 3;

/** The rating of a sample; undefined between the two thresholds and without a value. */
export type Finding = 'bad' | 'good' | undefined;

export class Alarm {
  #raised = false;
  #findings: Finding[] = [];

  get raised(): boolean {
    return this.#raised;
  }

  /** Takes the next finding. Returns the change of the warning, if any. */
  take(finding: Finding): 'raise' | 'clear' | undefined {
    this.#findings = [...this.#findings.slice(1 - WINDOW), finding];
    const wanted = this.#raised ? 'good' : 'bad';
    if (this.#findings.filter((one) => one === wanted).length < MAJORITY) return undefined;
    this.#raised = !this.#raised;
    this.#findings = [];
    return this.#raised ? 'raise' : 'clear';
  }
}

/** Rates a value where more is worse: bad above one threshold, good at or below a lower one. */
export function above(value: number | undefined, bad: number, good: number): Finding {
  if (value === undefined) return undefined;
  return value > bad ? 'bad' : value <= good ? 'good' : undefined;
}

/** Rates a value where less is worse: bad below one threshold, good at or above a higher one. */
export function below(value: number | undefined, bad: number, good: number): Finding {
  if (value === undefined) return undefined;
  return value < bad ? 'bad' : value >= good ? 'good' : undefined;
}
