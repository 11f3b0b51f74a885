/**
 * Call history as pure functions: adding a call, and which entries are removed first, so that no caller displaces all others.
 * Subjects: past call added; number of past calls kept; missed calls, count; repeated calls in one entry; oldest calls removed;
 * one caller displaces others, prevented.
 */

import { cleanText } from '../calls/party.js';
import type { HistoryEntry } from '../state.js';
import { isCauseWord } from '../words.js';
import { firstThatFit } from '../account/storage-area.js';

export interface PastCalls {
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
  readonly missedCount: number;
}

export const NO_CALLS: PastCalls = { history: [], missedCount: 0 };

/** Maximum number of entries. */
const MOST = 1000;
/** Consecutive missed or blocked calls of one caller with an entry each; further ones share the newest entry. */
const MOST_IN_A_ROW = 3;
/** Unanswered entries of one caller that rank before those of other callers. */
const MOST_OF_A_CALLER = 20;
/** Answered entries of one caller with that rank, as calls may be answered automatically. */
const MOST_ANSWERED = 200;

/** Size of the JSON of an entry besides its texts, characters. */
const ENTRY_OVERHEAD = 200;

const sizeOf = ({ id, peer }: HistoryEntry): number =>
  ENTRY_OVERHEAD + id.length + peer.name.length + peer.number.length + peer.uri.length;

/** Whether the entry is a missed call. */
export const isMissed = ({ direction, cause }: HistoryEntry): boolean =>
  direction === 'incoming' && (cause === 'missed' || cause === 'left-unanswered');

const isBlocked = ({ direction, cause }: HistoryEntry): boolean => direction === 'incoming' && cause === 'blocked';

/** Adds an ended call; returns the same object where it is present already. */
export function withCall(past: PastCalls, entry: HistoryEntry): PastCalls {
  if (past.history.some(({ id }) => id === entry.id)) return past;
  const added = clean(entry);
  const isOfRow = isMissed(added) ? isMissed : isBlocked(added) ? isBlocked : undefined;
  if (!isOfRow) return { ...past, history: [added, ...past.history] };
  const missedCount = past.missedCount + (isMissed(added) ? 1 : 0);
  const [newest, ...row] = inARow(past.history, added.peer.uri, isOfRow);
  if (!newest || row.length + 1 < MOST_IN_A_ROW) return { history: [added, ...past.history], missedCount };
  const joined = { ...added, times: timesOf(newest) + 1 };
  return { history: [joined, ...past.history.filter((other) => other !== newest)], missedCount };
}

/** Removes a call; returns the same object where it is not present. */
export function withoutCall(past: PastCalls, id: string): PastCalls {
  if (!past.history.some((entry) => entry.id === id)) return past;
  return { ...past, history: past.history.filter((entry) => entry.id !== id) };
}

/** Returns the number of calls of an entry. */
const timesOf = ({ times = 1 }: HistoryEntry): number => times;

/** Returns the newest entries of the caller up to the first that is not of the row. */
function inARow(
  history: readonly HistoryEntry[],
  uri: string,
  isOfRow: (entry: HistoryEntry) => boolean,
): readonly HistoryEntry[] {
  const ofCaller = history.filter(({ peer }) => peer.uri === uri).slice(0, MOST_IN_A_ROW);
  const other = ofCaller.findIndex((entry) => !isOfRow(entry));
  return other < 0 ? ofCaller : ofCaller.slice(0, other);
}

/**
 * Returns the entries that fit into `room` characters of JSON. Kept first: outgoing and answered calls; then those of callers who were once answered
 * or called; then those of strangers; then entries of a caller above the limits. The oldest of each are removed first.
 */
export function fitCalls(past: PastCalls, room: number): PastCalls {
  const { history } = past;
  const isSmall = history.reduce((sum, entry) => sum + sizeOf(entry), 0) <= room;
  if (history.length <= MOST && isSmall) return past;
  const ranks: [HistoryEntry[], HistoryEntry[], HistoryEntry[], HistoryEntry[]] = [[], [], [], []];
  const known = new Set(history.filter(isAnswered).map(({ peer }) => peer.uri));
  const answered = new Map<string, number>();
  const missed = new Map<string, number>();
  for (const entry of history) {
    const counts = isAnswered(entry) ? answered : missed;
    const count = (counts.get(entry.peer.uri) ?? 0) + 1;
    counts.set(entry.peer.uri, count);
    ranks[rankOf(entry, count, known)].push(entry);
  }
  const kept = firstThatFit(ranks.flat(), room, sizeOf, MOST);
  return { ...past, history: history.filter((entry) => kept.has(entry)) };
}

const isAnswered = ({ direction, answeredAt }: HistoryEntry): boolean =>
  direction === 'outgoing' || answeredAt !== undefined;

function rankOf(entry: HistoryEntry, count: number, known: ReadonlySet<string>): 0 | 1 | 2 | 3 {
  if (entry.direction === 'outgoing') return 0;
  if (isAnswered(entry)) return count > MOST_ANSWERED ? 3 : 0;
  if (count > MOST_OF_A_CALLER) return 3;
  return known.has(entry.peer.uri) ? 1 : 2;
}

/** Validates stored data. */
export function readCalls(value: unknown): PastCalls {
  const stored = value as Partial<PastCalls> | null;
  const history = Array.isArray(stored?.history) ? stored.history.filter(isEntry).slice(0, MOST).map(clean) : [];
  const count = stored?.missedCount;
  return { history, missedCount: isCount(count) ? count : 0 };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

function isEntry(value: unknown): value is HistoryEntry {
  const { id, direction, peer, startedAt, endedAt, cause } = (value ?? {}) as Partial<HistoryEntry>;
  const texts: unknown[] = [id, peer?.name, peer?.number, peer?.uri];
  return (
    texts.every((text) => typeof text === 'string') &&
    (direction === 'incoming' || direction === 'outgoing') &&
    [startedAt, endedAt].every((time) => typeof time === 'number') &&
    isCauseWord(cause)
  );
}

/** Returns known properties only, with names cleaned again. */
function clean({ id, direction, peer, startedAt, answeredAt, endedAt, cause, times }: HistoryEntry): HistoryEntry {
  const { name, number, uri } = peer;
  return {
    ...{ id: cleanText(id), direction, startedAt },
    peer: { name: cleanText(name), number: cleanText(number), uri: cleanText(uri, 512) },
    ...(typeof answeredAt === 'number' ? { answeredAt } : {}),
    ...{ endedAt, cause },
    ...(isCount(times) && times > 1 ? { times } : {}),
  };
}
