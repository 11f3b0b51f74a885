/**
 * What a call may capture and send, by the status of its session: the one place that decides it. A device is open from the
 * moment at which the user dials or answers until the session ends, is being ended or is refused; the remote party receives
 * nothing of the user before the session is established (RFC 3261 §13.2.2.4, §13.3.1.4), and nothing after the user has
 * ended it, whatever the protocol still waits for (§9.1, §15).
 */

import type { SessionStatus } from '../sip/session/state.js';

/** What sending depends on beside the status. */
export interface SendingConditions {
  readonly muted: boolean;
  /** Whether this side holds the remote party. */
  readonly held: boolean;
  /** Whether the remote party may hear the user before it answers, as voice menus in early media need. */
  readonly earlyAudio: boolean;
}

/** How far a call is, as far as capture is concerned. */
type Stage =
  /** Nothing is captured: an incoming call that nobody answered, or a call that is over. */
  | 'closed'
  /** Outgoing and not answered. */
  | 'calling'
  /** Answered here; the 2xx has not left. */
  | 'answering'
  | 'established';

const STAGES: Readonly<Record<SessionStatus, Stage>> = {
  initial: 'calling',
  calling: 'calling',
  early: 'calling',
  incoming: 'closed',
  answering: 'answering',
  established: 'established',
  ending: 'closed',
  ended: 'closed',
};

/** Whether a device may be open for the call. */
export function mayCapture(status: SessionStatus): boolean {
  return STAGES[status] !== 'closed';
}

/** Whether the remote party may hear the user. */
export function maySendSound(status: SessionStatus, { muted, held, earlyAudio }: SendingConditions): boolean {
  const stage = STAGES[status];
  return !muted && !held && (stage === 'established' || (earlyAudio && stage === 'calling'));
}

/** Whether the remote party may see the user. */
export function maySendPicture(status: SessionStatus, { muted }: Pick<SendingConditions, 'muted'>): boolean {
  return !muted && STAGES[status] === 'established';
}

/** Whether the call is over for the user: what it captured is released, whatever its session still waits for. */
export function isOver(status: SessionStatus): boolean {
  return status === 'ending' || status === 'ended';
}
