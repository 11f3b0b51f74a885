/**
 * Whether a command is possible, and which call it is for: pure functions of the state of the phone.
 * Subjects: call that a command is for; when a command is possible; current call; disabled button, condition; ringing call of a
 * command.
 */

import { COMMANDS, rowOf, type CallCommandName } from './commands.js';
import type { CallState, PhoneState } from './state.js';

/** What a command needs of its call. */
const NEEDS = {
  /** The call has not ended, and is not being ended. */
  live: ({ status }) => status !== 'ended' && status !== 'ending',
  /** The call rings on this phone. */
  incoming: ({ status }) => status === 'incoming',
  /** The call rings on this phone, or waits for the microphone after it was accepted. */
  unanswered: ({ status }) => status === 'incoming' || status === 'answering',
  /** The call was answered and continues. */
  active: ({ status }) => status === 'active',
  /** A file or stream is played into the call. */
  playing: (call) => call.status === 'active' && call.playing !== undefined,
  /** The call is part of the conference of this phone. */
  conference: (call) => call.status === 'active' && call.merged === true,
} satisfies Record<string, (call: CallState) => boolean>;

export type CallNeed = keyof typeof NEEDS;

/** Anything that has the state of a phone. */
interface WithState {
  readonly state: PhoneState;
}

/** Whether a call has what the command needs. */
export function isPossible(command: CallCommandName, call: CallState | undefined): boolean {
  return call !== undefined && NEEDS[COMMANDS[command].needs](call);
}

/** Returns the call that commands without a call id act on: the shown call, else the newest. */
export function currentCall({ state: { calls, activeCallId } }: WithState): CallState | undefined {
  return calls.find((call) => call.id === activeCallId) ?? calls.at(-1);
}

/** Whether the call was answered and continues, also while it comes back after a reload. */
export function isInCall(call: CallState | undefined): call is CallState & { status: 'active' | 'resuming' } {
  return call?.status === 'active' || call?.status === 'resuming';
}

/** Returns the incoming call; with several, the shown one first. */
export function ringingCall(phone: WithState): CallState | undefined {
  return callFor(phone, 'answer');
}

/**
 * Returns the call that a control acts on: that of its element, `id`, else the default of the command. Undefined where there is
 * none. A command on another call than the shown one is never for the shown one.
 */
export function callFor(phone: WithState, command: CallCommandName, id?: string): CallState | undefined {
  const { calls } = phone.state;
  const shown = currentCall(phone);
  const named = calls.find((call) => call.id === id);
  const { default: rule = 'active' } = rowOf(command);
  if (rule === 'other') {
    const isOther = (call: CallState): boolean => call.id !== shown?.id && call.status === 'active' && !call.merged;
    return named && isOther(named) ? named : calls.findLast(isOther);
  }
  if (id !== undefined) return named;
  return rule === 'active' || isPossible(command, shown) ? shown : calls.find((call) => isPossible(command, call));
}
