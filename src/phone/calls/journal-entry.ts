/**
 * Converts calls to the entries of the journal, and back.
 * Subjects: entry of the call journal; past call made of a lost call.
 */

import { defined } from '../../sip/base/defined.js';
import { makeCancel } from '../../sip/core/cancel.js';
import type { OutgoingRequestMessage } from '../../sip/message/request.js';
import type { CallState, HistoryEntry } from '../state.js';
import type { Call } from './call.js';
import type { JournalCall, JournalRing } from './call-journal.js';
import type { End } from './call-state.js';

/** The entry of an established call; undefined for others. */
export function journalEntryOf({ state, session, holding }: Call): JournalCall | undefined {
  const taken = session?.snapshot();
  if (state.status !== 'active' || !session || !taken) return undefined;
  // The next page does not know how the transfer ends, which counts as a failure: the hold for it is not continued.
  const local = state.hold.local && holding.reason !== 'transfer';
  const snapshot = { ...taken, localHold: local };
  const hold = { ...state.hold, local };
  const { id, direction, muted, createdAt, digits, answeredAt, calledParty, redirectTarget, headers } = state;
  const { name, number, uri } = state.peer;
  const { merged, recording } = state;
  const { remoteUserAgent } = session;
  return {
    ...{ id, direction, muted, createdAt, digits, answeredAt, hold, snapshot, peer: { name, number, uri } },
    ...defined({
      ...{ calledParty, redirectTarget, headers, remoteUserAgent, merged },
      recorded: recording && (!recording.atServer || recording.since),
    }),
  };
}

/** The state of a call until it is taken over: its entry without what only the takeover needs. */
export function resumingState(record: JournalCall): CallState {
  const { snapshot: _snapshot, remoteUserAgent: _agent, merged: _merged, recorded: _recorded, ...state } = record;
  return { ...state, hold: { local: state.hold.local, remote: false }, status: 'resuming' };
}

/** The entry of the history of a call that no page continues. */
export function pastOf({ id, direction, peer, createdAt, answeredAt }: JournalCall, endedAt: number): HistoryEntry {
  return { id, direction, peer, startedAt: createdAt, answeredAt, endedAt, cause: 'hung-up' };
}

const UNANSWERED: ReadonlySet<CallState['status']> = new Set(['dialing', 'ringing', 'early', 'incoming', 'answering']);

export function isUnanswered({ status }: CallState): boolean {
  return UNANSWERED.has(status);
}

/** How long before its page a call may have lost its connection, ms. */
const CUT_BEFORE = 1000;

/**
 * Whether a call that rang has just ended with its connection: Firefox closes the sockets of a page that is left before `pagehide`
 * (decision 019).
 */
export function wasJustCut(call: CallState, now: number): boolean {
  if (call.status !== 'ended' || call.cause !== 'no-connection' || call.answeredAt !== undefined) return false;
  return now - call.endedAt < CUT_BEFORE;
}

/**
 * The entry of a call that rings, with the CANCEL of an INVITE that was sent: a browser may close the socket before it is. A callee that
 * answers meanwhile would wait 32 s for the ACK (RFC 3261 §13.3.1.4), so its early dialogs get a BYE.
 */
export function ringOf({ state, session }: Call): JournalRing {
  const { id, direction, createdAt } = state;
  const { name, number, uri } = state.peer;
  const invite = direction === 'outgoing' ? (session?.request as OutgoingRequestMessage | undefined) : undefined;
  const cancel = invite?.via && makeCancel(invite).toString();
  const canceled = cancel && { cancel, early: session?.earlySnapshots() };
  return { id, direction, createdAt, peer: { name, number, uri }, ...canceled };
}

/** A call whose session has ended with its page; it must not ring again. */
export function stateOfRing({ cancel: _cancel, early: _early, ...ring }: JournalRing): CallState {
  return { ...ring, muted: false, digits: '', status: 'ending' };
}

/** How a call ended that could not be continued: a dialog that is not confirmed (RFC 3891 §3), or one that could not be stored. */
export const endWithPage = (state: CallState): End => ({
  cause: 'answeredAt' in state ? 'not-resumed' : 'left-unanswered',
  endedBy: 'system',
});
