/**
 * The summary of an ended call: one record, emitted once, for storage in a customer file.
 * Subjects: summary of a call; sip-call-summary, contents; duration of a call; hold time of a call.
 */

import { defined } from '../../sip/base/defined.js';
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
  /** Time between answer and end, ms; 0 for an unanswered call. */
  readonly duration: number;
  /** Part of `duration` in which the local party held the call, ms. */
  readonly held: number;
  readonly cause: Cause;
  /** The cause as an English sentence. */
  readonly words: string;
  readonly endedBy: 'local' | 'remote' | 'system';
  readonly statusCode?: number;
  /** The dialled number or queue, and the custom header fields of the call; see `CallState`. */
  readonly calledParty?: Party;
  readonly headers?: Readonly<Record<string, string>>;
  /** Quality of the audio; absent where the call was never active. */
  readonly quality?: QualityReport;
  /** The recordings of the call; `call.recording()` returns the newest file. */
  readonly recordings?: readonly RecordingFile[];
}

/** Properties of a summary besides the state of the call. */
type SummaryRecords = Pick<CallSummary, 'held' | 'quality' | 'recordings'>;

/** Adds up the time that each call is on hold. */
export class HoldTimes {
  readonly #calls = new Map<string, { since: number | undefined; sum: number }>();

  /** Takes a state of a call. Returns its time on hold so far, ms. */
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
  const { cause, endedBy, statusCode, peer, calledParty, headers } = call;
  return {
    ...historyEntryOf(call),
    peer,
    duration: call.answeredAt === undefined ? 0 : call.endedAt - call.answeredAt,
    ...records,
    words: CAUSE_WORDS[cause],
    endedBy,
    ...defined({ statusCode, calledParty, headers }),
  };
}

/** Returns the call as an entry of the history. */
export function historyEntryOf(call: CallState & { status: 'ended' }): HistoryEntry {
  const { id, direction, createdAt, answeredAt, endedAt, cause } = call;
  // Details from `lookUp` can be looked up again; an image may be larger than the whole history.
  const { name, number, uri } = call.peer;
  const peer = { name, number, uri };
  return { id, direction, peer, startedAt: createdAt, ...defined({ answeredAt }), endedAt, cause };
}
