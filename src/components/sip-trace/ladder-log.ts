/**
 * The messages of the ladder, with secrets masked.
 * Subjects: number of messages in the trace; longest message kept in the trace; trace as text.
 */

import { redact } from '../../sip/base/logger.js';
import type { Rung } from './ladder-row.js';
import { callIdOf, type LadderEntry } from './ladder.js';

/** Maximum number of characters kept of one message. */
const LONGEST = 64_000;

export class LadderLog {
  #rungs: Rung[] = [];
  #count = 0;
  /** Time of the first message since the last `clear()`, epoch ms: the times shown stay as they are when messages are dropped. */
  start = 0;

  get rungs(): readonly Rung[] {
    return this.#rungs;
  }

  /** Adds a message, and drops the oldest ones beyond so many. */
  add(entry: LadderEntry, keep: number): void {
    if (this.#rungs.length === 0) this.start = entry.at;
    const text = redact(entry.text.slice(0, LONGEST));
    this.#rungs.push({ ...entry, text, id: this.#count++, callId: callIdOf(text) });
    const most = Math.max(1, Math.floor(keep) || 1);
    if (this.#rungs.length > most) this.#rungs.splice(0, this.#rungs.length - most);
  }

  clear(): void {
    this.#rungs = [];
  }

  /** All messages as text, oldest first. */
  get text(): string {
    return this.#rungs
      .map(({ at, from, to, text }) => `${new Date(at).toISOString()} ${from} → ${to}\n${text.trimEnd()}\n`)
      .join('\n');
  }
}
