/** A warning that does not flutter: raised when three of the last five samples are bad, cleared when three of five are good. */

const WINDOW = 5;
const MAJORITY = 3;

/** What a sample says: `undefined` is neither, as between the two thresholds or where there is no value. */
export type Finding = 'bad' | 'good' | undefined;

export class Alarm {
  #raised = false;
  #findings: Finding[] = [];

  get raised(): boolean {
    return this.#raised;
  }

  /** Takes the next finding. Returns what has changed by it, if anything. */
  take(finding: Finding): 'raise' | 'clear' | undefined {
    this.#findings = [...this.#findings.slice(1 - WINDOW), finding];
    const wanted = this.#raised ? 'good' : 'bad';
    if (this.#findings.filter((one) => one === wanted).length < MAJORITY) return undefined;
    this.#raised = !this.#raised;
    this.#findings = [];
    return this.#raised ? 'raise' : 'clear';
  }
}

/** Bad above one threshold, good at or below another, lower one. For values where more is worse. */
export function above(value: number | undefined, bad: number, good: number): Finding {
  if (value === undefined) return undefined;
  return value > bad ? 'bad' : value <= good ? 'good' : undefined;
}

/** The same for values where less is worse. */
export function below(value: number | undefined, bad: number, good: number): Finding {
  if (value === undefined) return undefined;
  return value < bad ? 'bad' : value >= good ? 'good' : undefined;
}
