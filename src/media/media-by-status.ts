/**
 * Decides what a call may capture and send, by the status of its session. A device is open from the moment at which the
 * user dials or answers until the session ends, is being ended or is rejected. No media of the user is sent before the
 * session is established (RFC 3261 §13.2.2.4, §13.3.1.4), except `earlyAudio`, or after the user has ended it (§9.1, §15).
 * Subjects: capture by session state; when the microphone is sent; early audio; devices released at the end of a call;
 * earlyAudio, effect.
 */

import type { SessionStatus } from '../sip/session/state.js';

/** The conditions of sending besides the status. */
export interface SendingConditions {
  readonly muted: boolean;
  /** Whether the call is on local hold. */
  readonly held: boolean;
  /** Whether audio is sent before the callee answers, for voice menus in early media. */
  readonly earlyAudio: boolean;
}

/** The stage of a call with regard to capture. */
type Stage =
  /** No capture: an incoming call that is not answered, or a call that has ended. */
  | 'closed'
  /** Outgoing, not answered. */
  | 'calling'
  /** Incoming, answered by the user; the session is not established yet. */
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

/** Whether audio of the user may be sent. */
export function maySendAudio(status: SessionStatus, { muted, held, earlyAudio }: SendingConditions): boolean {
  const stage = STAGES[status];
  return !muted && !held && (stage === 'established' || (earlyAudio && stage === 'calling'));
}

/** Whether video of the user may be sent. */
export function maySendVideo(status: SessionStatus, { muted }: Pick<SendingConditions, 'muted'>): boolean {
  return !muted && STAGES[status] === 'established';
}

/** Whether the call has ended for the user, so that its devices are released. */
export function isOver(status: SessionStatus): boolean {
  return status === 'ending' || status === 'ended';
}
