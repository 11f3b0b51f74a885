/**
 * The server INVITE transaction as a pure function (RFC 3261 §17.2.1, figure 7; Accepted state of RFC 6026 §8.5).
 * Subjects: INVITE server transaction; Timer G and H; retransmission of an INVITE response.
 */

import { NOTHING, start, stop, terminated, type CommonEvent, type Effect, type Step } from './machine.js';
import { TRYING_DELAY, transactionTimeout, waitT4, type Timing } from './timing.js';

export type InviteServerState =
  /** `answered`: whether a provisional response was sent, which is repeated for a retransmission. */
  | { name: 'proceeding'; answered: boolean }
  /** `interval`: the delay of Timer G in milliseconds, doubled up to T2. */
  | { name: 'completed'; interval: number }
  | { name: 'confirmed' }
  /** A 2xx was sent; the transaction user retransmits it until the ACK (§13.3.1.4). */
  | { name: 'accepted' }
  | { name: 'terminated' };

export type ServerEvent =
  | CommonEvent
  /** A retransmission of the request. */
  | { type: 'request' }
  | { type: 'ack' }
  /** The transaction user sends a response. */
  | { type: 'respond'; statusCode: number };

type InviteServerStep = Step<InviteServerState>;

export function beginInviteServer(): InviteServerStep {
  return { state: { name: 'proceeding', answered: false }, effects: [start('trying', TRYING_DELAY)] };
}

/** Whether the transaction user may send a response with this status in this state. */
export function inviteServerTakes(state: InviteServerState, statusCode: number): boolean {
  return state.name === 'proceeding' || (state.name === 'accepted' && statusCode >= 200 && statusCode < 300);
}

export function inviteServer(state: InviteServerState, event: ServerEvent, timing: Timing): InviteServerStep {
  // A transport error is reported without a state change: the client retransmits, or a timer ends this (RFC 6026 §8.8).
  if (event.type === 'transport-error' && state.name !== 'terminated') {
    return { state, effects: [{ do: 'tell-transport-error' }] };
  }
  switch (state.name) {
    case 'proceeding':
      return proceeding(state, event, timing);
    case 'completed':
      return completed(state, event, timing);
    case 'confirmed':
      if (event.type === 'timer' && event.timer === 'I') return terminated();
      break;
    case 'accepted':
      if (event.type === 'ack') return { state, effects: [{ do: 'deliver-ack' }] };
      if (event.type === 'respond' && inviteServerTakes(state, event.statusCode)) {
        return { state, effects: [{ do: 'send-response' }] };
      }
      if (event.type === 'timer' && event.timer === 'L') return terminated();
      break;
    case 'terminated':
  }
  return { state, effects: NOTHING };
}

function proceeding(
  state: InviteServerState & { name: 'proceeding' },
  event: ServerEvent,
  timing: Timing,
): InviteServerStep {
  switch (event.type) {
    case 'request':
      return { state, effects: state.answered ? [{ do: 'resend-response' }] : NOTHING };
    case 'respond':
      return respond(event.statusCode, timing);
    case 'timer':
      if (event.timer !== 'trying') break;
      return { state: { name: 'proceeding', answered: true }, effects: [{ do: 'send-trying' }] };
    default:
  }
  return { state, effects: NOTHING };
}

function respond(statusCode: number, timing: Timing): InviteServerStep {
  const send: Effect[] = [stop('trying'), { do: 'send-response' }];
  if (statusCode < 200) return { state: { name: 'proceeding', answered: true }, effects: send };
  const limit = transactionTimeout(timing);
  if (statusCode < 300) return { state: { name: 'accepted' }, effects: [...send, start('L', limit)] };
  const again = timing.reliable ? [] : [start('G', timing.t1)];
  return { state: { name: 'completed', interval: timing.t1 }, effects: [...send, ...again, start('H', limit)] };
}

function completed(
  state: InviteServerState & { name: 'completed' },
  event: ServerEvent,
  timing: Timing,
): InviteServerStep {
  if (event.type === 'request') return { state, effects: [{ do: 'resend-response' }] };
  if (event.type === 'ack') {
    return { state: { name: 'confirmed' }, effects: [stop('G'), stop('H'), start('I', waitT4(timing))] };
  }
  if (event.type !== 'timer') return { state, effects: NOTHING };
  if (event.timer === 'H') return terminated({ do: 'tell-timeout' });
  if (event.timer !== 'G') return { state, effects: NOTHING };
  const interval = Math.min(state.interval * 2, timing.t2);
  return { state: { name: 'completed', interval }, effects: [{ do: 'resend-response' }, start('G', interval)] };
}
