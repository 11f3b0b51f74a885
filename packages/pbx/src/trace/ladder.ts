/**
 * A SIP ladder in plain text: one column for each end, one arrow for each message.
 * Subjects: ladder in the terminal.
 */

import type { TraceEntry } from './trace.js';

const WIDTH = 22;

/** Draws line by line. A column is added with the first message of its end; the first column is the server. */
export class Ladder {
  readonly #columns: string[] = ['pbx'];
  #started: number | undefined;

  /** The lines for one message: the heading where a column is new, then the arrow. */
  draw(entry: TraceEntry): string[] {
    this.#started ??= entry.at;
    const known = this.#columns.length;
    const from = this.#column(entry.from);
    const to = this.#column(entry.to);
    const heading = known === this.#columns.length ? [] : ['', this.#heading(), this.#rungs()];
    return [...heading, `${this.#time(entry.at)} ${this.#arrow(from, to, entry)}`];
  }

  #column(name: string): number {
    const at = this.#columns.indexOf(name);
    return at >= 0 ? at : this.#columns.push(name) - 1;
  }

  #time(at: number): string {
    return ((at - (this.#started ?? at)) / 1000).toFixed(3).padStart(9);
  }

  #heading(): string {
    return `${' '.repeat(10)}${this.#columns.map((name) => center(name, WIDTH)).join('')}`;
  }

  #rungs(): string {
    return `${' '.repeat(10)}${this.#columns.map(() => center('│', WIDTH)).join('')}`;
  }

  #arrow(from: number, to: number, entry: TraceEntry): string {
    const [left, right] = from < to ? [from, to] : [to, from];
    const shaft = '─'.repeat((right - left) * WIDTH - 2);
    const arrow = from < to ? `${shaft}►` : `◄${shaft}`;
    const before = this.#columns
      .slice(0, left)
      .map(() => center('│', WIDTH))
      .join('');
    const after = this.#columns
      .slice(right + 1)
      .map(() => center('│', WIDTH))
      .join('');
    const half = ' '.repeat(WIDTH / 2 - 1);
    const label = `${entry.summary}${entry.cseq === undefined ? '' : `  (${entry.cseq})`}`;
    return `${before}${half}│${arrow}│${half}${after}  ${label}`;
  }
}

function center(text: string, width: number): string {
  const cut = text.slice(0, width - 2);
  const left = Math.floor((width - 1 - cut.length) / 2);
  return `${' '.repeat(left)}${cut}`.padEnd(width);
}
