/** The shape that the four transaction machines share: a pure function from state and event to state and effects. */

import type { TimerName, Timing } from './timing.js';

/** What a machine wants done, in order. The runner does it. */
export type Effect =
  /** Client: put the request on the wire (again). */
  | { do: 'send-request' }
  /** Client INVITE: acknowledge the non-2xx response of this event (RFC 3261 §17.1.1.3). */
  | { do: 'send-ack' }
  /** Server: put the response of this event on the wire and remember it. */
  | { do: 'send-response' }
  /** Server: the last response again. */
  | { do: 'resend-response' }
  /** Server INVITE: say 100 by itself. */
  | { do: 'send-trying' }
  /** Client: the response of this event goes to the user. */
  | { do: 'deliver' }
  /** Server INVITE: the ACK of this event goes to the user. */
  | { do: 'deliver-ack' }
  /** The user hears that nobody answered (B, F) or acknowledged (H). */
  | { do: 'tell-timeout' }
  /** The user hears of the transport error of this event. */
  | { do: 'tell-transport-error' }
  | { do: 'start'; timer: TimerName; delay: number }
  | { do: 'stop'; timer: TimerName };

export interface Step<State> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export type Machine<State, Event> = (state: State, event: Event, timing: Timing) => Step<State>;

export const NOTHING: readonly Effect[] = [];

export function start(timer: TimerName, delay: number): Effect {
  return { do: 'start', timer, delay };
}

export function stop(timer: TimerName): Effect {
  return { do: 'stop', timer };
}

/** Nothing more to do, but to say why where it did not go well. */
export function terminated(...effects: Effect[]): { state: { name: 'terminated' }; effects: Effect[] } {
  return { state: { name: 'terminated' }, effects };
}
