/** What a phone tells of: facts, in the order in which they happen. */

import type { WithheldChallenge } from '../sip/digest/unanswered.js';
import type { Call } from './calls/call.js';
import type { BeforeEvent } from './policy/before.js';
import type { ChatMessage, Party, Problem } from './state.js';
import type { CallSummary } from './calls/call-summary.js';

export type { WithheldChallenge } from '../sip/digest/unanswered.js';

/** A SIP message as it went over the wire, with secrets taken out. */
export interface TracedMessage {
  /** Wall clock, ms. */
  readonly at: number;
  readonly direction: 'out' | 'in';
  readonly text: string;
}

/** Events of a phone. The state says what is; these say what happened. */
export interface PhoneEvents {
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  registrationFailed: [statusCode: number | undefined, reason: string];
  /**
   * A server, or the far end in its place, asked for credentials in a way that the configuration forbids to answer: nothing
   * was sent, and the request failed. `realm` is text from the network.
   */
  challengeWithheld: [challenge: WithheldChallenge];
  incoming: [call: Call];
  problem: [problem: Problem];
  /** A call is over: all that is to be kept of it. Comes once for each call. */
  summary: [summary: CallSummary];
  /** An event of the SIP session of a call, unchanged in name and order. */
  sessionEvent: [call: Call, name: string, args: readonly unknown[]];
  /** A text came in (RFC 3428). */
  message: [peer: Party, message: ChatMessage];
  /** A call rings, and the browser would not let it be heard: say it otherwise. */
  ringBlocked: [call: Call];
  /** A command is about to be done, whoever caused it: `event.preventDefault()` stops it. Listeners are called at once. */
  before: [event: BeforeEvent<Call>];
  /** A SIP message was sent or came. */
  trace: [message: TracedMessage];
}
