/**
 * The client non-INVITE transaction as a pure function (RFC 3261 §17.1.2, figure 6).
 * Subjects: non-INVITE client transaction; Timer E and F.
 */

import type { ClientEvent } from './invite-client-machine.js';
import { NOTHING, start, stop, terminated, type Step } from './machine.js';
import { transactionTimeout, waitT4, type Timing } from './timing.js';

type NonInviteClientState =
  /** `interval`: the delay of Timer E in milliseconds, doubled up to T2. */
  { name: 'trying'; interval: number } | { name: 'proceeding' } | { name: 'completed' } | { name: 'terminated' };

type NonInviteClientStep = Step<NonInviteClientState>;

export function beginNonInviteClient(timing: Timing): NonInviteClientStep {
  return {
    state: { name: 'trying', interval: timing.t1 },
    effects: [
      { do: 'send-request' },
      ...(timing.reliable ? [] : [start('E', timing.t1)]),
      start('F', transactionTimeout(timing)),
    ],
  };
}

export function nonInviteClient(state: NonInviteClientState, event: ClientEvent, timing: Timing): NonInviteClientStep {
  switch (state.name) {
    case 'trying':
    case 'proceeding':
      if (event.type === 'response') return response(state, event.statusCode, timing);
      if (event.type === 'transport-error') return terminated({ do: 'tell-transport-error' });
      if (event.timer === 'F') return terminated({ do: 'tell-timeout' });
      if (event.timer === 'E') return again(state, timing);
      break;
    case 'completed':
      if (event.type === 'timer' && event.timer === 'K') return terminated();
      break;
    case 'terminated':
  }
  return { state, effects: NOTHING };
}

function response(state: NonInviteClientState, statusCode: number, timing: Timing): NonInviteClientStep {
  if (statusCode >= 200) {
    const effects = [stop('E'), stop('F'), start('K', waitT4(timing)), { do: 'deliver' } as const];
    return { state: { name: 'completed' }, effects };
  }
  if (state.name === 'proceeding' || timing.reliable) {
    return { state: { name: 'proceeding' }, effects: [{ do: 'deliver' }] };
  }
  // After the first provisional response Timer E is T2, to recover a lost final response (§17.1.2.2).
  return { state: { name: 'proceeding' }, effects: [start('E', timing.t2), { do: 'deliver' }] };
}

/** Retransmits the request when Timer E fires. */
function again(state: NonInviteClientState, timing: Timing): NonInviteClientStep {
  if (state.name !== 'trying') return { state, effects: [{ do: 'send-request' }, start('E', timing.t2)] };
  const interval = Math.min(state.interval * 2, timing.t2);
  return { state: { name: 'trying', interval }, effects: [{ do: 'send-request' }, start('E', interval)] };
}
