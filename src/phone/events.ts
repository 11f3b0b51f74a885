/**
 * Events of a phone, emitted in the order in which they happen.
 * Subjects: events of the phone, list.
 */

import type { WithheldChallenge } from '../sip/digest/unanswered.js';
import type { Call } from './calls/call.js';
import type { CallSessionEvents } from './calls/session-events.js';
import type { BeforeEvent } from './policy/before.js';
import type { CallMessage, ChatMessage, Party, Problem } from './state.js';
import type { CallSummary } from './calls/call-summary.js';

export type { WithheldChallenge } from '../sip/digest/unanswered.js';

/** A SIP message as it was sent or received, with secrets masked. */
export interface TracedMessage {
  /** Wall clock, ms. */
  readonly at: number;
  readonly direction: 'out' | 'in';
  readonly text: string;
}

/** Events of a phone. The state describes the present; events report changes. `C`: the class of calls. */
export interface PhoneEvents<C = Call> {
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  /** A REGISTER failed. `statusCode` is undefined where there was no response. */
  registrationFailed: [statusCode: number | undefined, reason: string];
  /** A request failed on a challenge that the configuration forbids to answer; nothing was sent. `realm` is text from the network. */
  challengeWithheld: [challenge: WithheldChallenge];
  /** An incoming call rings. */
  incoming: [call: C];
  /** `state.problem` has changed to this problem. */
  problem: [problem: Problem];
  /** A call has ended: its summary, for storage. Emitted once for each call. */
  summary: [summary: CallSummary];
  /** An event of the SIP session of a call, with its name and arguments. */
  sessionEvent: [call: C, name: keyof CallSessionEvents, args: CallSessionEvents[keyof CallSessionEvents]];
  /** A text message was received (RFC 3428). */
  message: [peer: Party, message: ChatMessage];
  /** A message of the application was received inside a call (options `messageTypes` and `infoPackages`). */
  callMessage: [call: C, message: CallMessage];
  /** The browser blocks the ringer of a call: the application should alert in another way. */
  ringBlocked: [call: C];
  /** A command is about to run, whatever its origin; `event.preventDefault()` prevents it. Listeners run synchronously. */
  before: [event: BeforeEvent<C>];
  /** A SIP message was sent or received. */
  trace: [message: TracedMessage];
}
