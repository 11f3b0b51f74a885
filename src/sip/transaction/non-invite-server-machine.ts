/**
 * The server non-INVITE transaction as a pure function (RFC 3261 §17.2.2, figure 8).
 * Subjects: non-INVITE server transaction.
 */

import type { ServerEvent } from './invite-server-machine.js';
import { NOTHING, start, terminated, type Step } from './machine.js';
import { waitJ, type Timing } from './timing.js';

export type NonInviteServerState =
  /** No response was sent yet, so a retransmission is ignored. */
  { name: 'trying' } | { name: 'proceeding' } | { name: 'completed' } | { name: 'terminated' };

type NonInviteServerStep = Step<NonInviteServerState>;

export function beginNonInviteServer(): NonInviteServerStep {
  return { state: { name: 'trying' }, effects: NOTHING };
}

/** Whether the transaction user may send a response in this state. */
export function nonInviteServerTakes(state: NonInviteServerState): boolean {
  return state.name === 'trying' || state.name === 'proceeding';
}

export function nonInviteServer(state: NonInviteServerState, event: ServerEvent, timing: Timing): NonInviteServerStep {
  // A transport error is reported without a state change: the client retransmits, or a timer ends this (RFC 6026 §8.8).
  if (event.type === 'transport-error' && state.name !== 'terminated') {
    return { state, effects: [{ do: 'tell-transport-error' }] };
  }
  switch (state.name) {
    case 'trying':
    case 'proceeding':
      if (event.type === 'respond') return respond(event.statusCode, timing);
      if (event.type === 'request' && state.name === 'proceeding') {
        return { state, effects: [{ do: 'resend-response' }] };
      }
      break;
    case 'completed':
      if (event.type === 'request') return { state, effects: [{ do: 'resend-response' }] };
      if (event.type === 'timer' && event.timer === 'J') return terminated();
      break;
    case 'terminated':
  }
  return { state, effects: NOTHING };
}

function respond(statusCode: number, timing: Timing): NonInviteServerStep {
  if (statusCode < 200) return { state: { name: 'proceeding' }, effects: [{ do: 'send-response' }] };
  return { state: { name: 'completed' }, effects: [{ do: 'send-response' }, start('J', waitJ(timing))] };
}
