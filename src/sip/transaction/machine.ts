/**
 * The type of the four transaction machines: a pure function from state and event to state and effects (RFC 3261 §17).
 * Subjects: effects of a transaction; state machine type.
 */

import type { TimerName, Timing } from './timing.js';

/** An action of a machine, executed in order by the transaction. */
export type Effect =
  /** Client: send or retransmit the request. */
  | { do: 'send-request' }
  /** Client INVITE: acknowledge the non-2xx response of this event (RFC 3261 §17.1.1.3). */
  | { do: 'send-ack' }
  /** Server: send the response of this event and store it. */
  | { do: 'send-response' }
  /** Server: retransmit the last response. */
  | { do: 'resend-response' }
  /** Server INVITE: send a 100. */
  | { do: 'send-trying' }
  /** Client: pass the response of this event to the transaction user. */
  | { do: 'deliver' }
  /** Server INVITE: pass the ACK of this event to the transaction user. */
  | { do: 'deliver-ack' }
  /** Report that no response (timers B, F) or no ACK (timer H) arrived. */
  | { do: 'tell-timeout' }
  /** Report the transport error of this event. */
  | { do: 'tell-transport-error' }
  | { do: 'start'; timer: TimerName; delay: number }
  | { do: 'stop'; timer: TimerName };

export interface Step<State> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** The events of every machine: a timer has fired, or a message could not be sent. */
export type CommonEvent = { readonly type: 'timer'; readonly timer: TimerName } | { readonly type: 'transport-error' };

export type Machine<State, Event> = (state: State, event: Event, timing: Timing) => Step<State>;

export const NOTHING: readonly Effect[] = [];

export function start(timer: TimerName, delay: number): Effect {
  return { do: 'start', timer, delay };
}

export function stop(timer: TimerName): Effect {
  return { do: 'stop', timer };
}

/** Returns the terminated state with effects that report the reason. */
export function terminated(...effects: Effect[]): { state: { name: 'terminated' }; effects: Effect[] } {
  return { state: { name: 'terminated' }, effects };
}
