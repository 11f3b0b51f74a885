/**
 * The client INVITE transaction as a pure function (RFC 3261 §17.1.1, figure 5; Accepted state of RFC 6026 §8.4).
 * Subjects: INVITE client transaction; Timer A and B.
 */

import { NOTHING, start, stop, terminated, type CommonEvent, type Step } from './machine.js';
import { transactionTimeout, waitD, type Timing } from './timing.js';

type InviteClientState =
  /** `interval`: the delay of Timer A in milliseconds, doubled with each retransmission. */
  | { name: 'calling'; interval: number }
  | { name: 'proceeding' }
  /** A 300-699 was received; each retransmission gets an ACK. */
  | { name: 'completed' }
  /** A 2xx was received; further ones, also of other forks, are delivered (RFC 6026 §7.2). */
  | { name: 'accepted' }
  | { name: 'terminated' };

export type ClientEvent = CommonEvent | { type: 'response'; statusCode: number };

type InviteClientStep = Step<InviteClientState>;

export function beginInviteClient(timing: Timing): InviteClientStep {
  return {
    state: { name: 'calling', interval: timing.t1 },
    effects: [
      { do: 'send-request' },
      ...(timing.reliable ? [] : [start('A', timing.t1)]),
      start('B', transactionTimeout(timing)),
    ],
  };
}

export function inviteClient(state: InviteClientState, event: ClientEvent, timing: Timing): InviteClientStep {
  switch (state.name) {
    case 'calling':
      return calling(state, event, timing);
    case 'proceeding':
      if (event.type === 'response') return response(state, event.statusCode, timing);
      if (event.type === 'transport-error') return terminated({ do: 'tell-transport-error' });
      break;
    case 'completed':
      if (event.type === 'response' && event.statusCode >= 300) return { state, effects: [{ do: 'send-ack' }] };
      if (event.type === 'transport-error') return terminated({ do: 'tell-transport-error' });
      if (event.type === 'timer' && event.timer === 'D') return terminated();
      break;
    case 'accepted':
      if (event.type === 'response' && event.statusCode >= 200 && event.statusCode < 300) {
        return { state, effects: [{ do: 'deliver' }] };
      }
      if (event.type === 'timer' && event.timer === 'M') return terminated();
      break;
    case 'terminated':
  }
  return { state, effects: NOTHING };
}

function calling(state: InviteClientState & { name: 'calling' }, event: ClientEvent, timing: Timing): InviteClientStep {
  if (event.type === 'response') return response(state, event.statusCode, timing);
  if (event.type === 'transport-error') return terminated({ do: 'tell-transport-error' });
  if (event.timer === 'B') return terminated({ do: 'tell-timeout' });
  if (event.timer !== 'A') return { state, effects: NOTHING };
  const interval = state.interval * 2;
  return { state: { name: 'calling', interval }, effects: [{ do: 'send-request' }, start('A', interval)] };
}

/** A response in the calling or proceeding state. */
function response(state: InviteClientState, statusCode: number, timing: Timing): InviteClientStep {
  const quiet = state.name === 'calling' ? [stop('A'), stop('B')] : NOTHING;
  if (statusCode < 200) return { state: { name: 'proceeding' }, effects: [...quiet, { do: 'deliver' }] };
  if (statusCode < 300) {
    const effects = [...quiet, start('M', transactionTimeout(timing)), { do: 'deliver' } as const];
    return { state: { name: 'accepted' }, effects };
  }
  const effects = [...quiet, start('D', waitD(timing)), { do: 'send-ack' } as const, { do: 'deliver' } as const];
  return { state: { name: 'completed' }, effects };
}
