/** What is to be kept of a call when it is over: one record, once, as a customer file wants it. */

import type { QualityReport } from '../../media/index.js';
import type { CallState, Cause, HistoryEntry, Party, RecordingFile } from '../state.js';
import { CAUSE_WORDS } from '../words.js';

export interface CallSummary {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly peer: Party;
  /** Wall clock, ms. */
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt: number;
  /** Time between answer and end, ms; 0 where it was not answered. */
  readonly duration: number;
  /** Of that, how long this side held the other, ms. */
  readonly held: number;
  readonly cause: Cause;
  /** The cause as an English sentence. */
  readonly words: string;
  readonly endedBy: 'local' | 'remote' | 'system';
  readonly statusCode?: number;
  /** By which number or queue the caller reached us, and the header fields that came with the call; see `CallState`. */
  readonly calledParty?: Party;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it sounded like; absent where it was never up. */
  readonly quality?: QualityReport;
  /** What was recorded; `call.recording()` gives the file. */
  readonly recordings?: readonly RecordingFile[];
}

/** What a summary has beside the state of the call. */
export type SummaryRecords = Pick<CallSummary, 'held' | 'quality' | 'recordings'>;

/** Adds up the time on hold of each call. */
export class HoldTimes {
  readonly #calls = new Map<string, { since: number | undefined; sum: number }>();

  /** Takes note of a state of a call; the sum so far, in ms. */
  follow(call: CallState, now: number): number {
    const entry = this.#calls.get(call.id) ?? { since: undefined, sum: 0 };
    this.#calls.set(call.id, entry);
    const held = call.status === 'active' && call.hold.local;
    if (held) entry.since ??= now;
    else if (entry.since !== undefined) {
      entry.sum += now - entry.since;
      entry.since = undefined;
    }
    if (call.status === 'ended') this.#calls.delete(call.id);
    return entry.sum;
  }
}

export function summaryOf(call: CallState & { status: 'ended' }, records: SummaryRecords): CallSummary {
  const { cause, endedBy, statusCode, peer, calledParty: via, headers } = call;
  return {
    ...entryOf(call),
    peer,
    duration: call.answeredAt === undefined ? 0 : call.endedAt - call.answeredAt,
    ...records,
    words: CAUSE_WORDS[cause],
    endedBy,
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(via ? { calledParty: via } : {}),
    ...(headers ? { headers } : {}),
  };
}

/** The call as the history keeps it. */
export function entryOf(call: CallState & { status: 'ended' }): HistoryEntry {
  const { id, direction, createdAt, answeredAt, endedAt, cause } = call;
  // What the page has looked up it can look up again; a picture may be larger than the whole history.
  const { name, number, uri } = call.peer;
  const peer = { name, number, uri };
  const entry = { id, direction, peer, startedAt: createdAt, endedAt, cause };
  return answeredAt === undefined ? entry : { ...entry, answeredAt };
}
