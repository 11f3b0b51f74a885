/** One call as a person knows it: it rings, is answered, held, ended. A thin door over a SIP session (RFC 3261 §13 to §15). */

import type { CallState } from './state.js';

/** How a call is answered. */
export interface AnswerOptions {
  /** What happens to the call that is up now. Default `hold`. */
  others?: 'hold' | 'end';
  /** Own header fields for the 200, as `Name: value`. */
  extraHeaders?: readonly string[];
}

/** How a call is made. */
export interface CallOptions {
  /** Own header fields for the INVITE, as `Name: value`. */
  extraHeaders?: readonly string[];
  /** Withhold the caller's identity (RFC 3323). Default false. */
  anonymous?: boolean;
}

/** A call of a `Phone`. Every promise of it settles. */
export declare class Call {
  readonly id: string;
  /** The newest state; the same object as in `phone.state.calls`. */
  readonly state: CallState;
  /** The SIP session under it; absent while an outgoing call waits for the connection. */
  readonly session: unknown;
  /** Resolves when the call is answered by either side; rejects with a `PhoneError` when it ends unanswered. */
  readonly answered: Promise<void>;
  /** Resolves with the final state when the call is over. Never rejects. */
  readonly ended: Promise<CallState>;
  /** Answers an incoming call. Rejects with a `PhoneError`. */
  answer(options?: AnswerOptions): Promise<void>;
  /** Declines an incoming call (603). */
  decline(): Promise<void>;
  /** Ends the call in whatever state it is: CANCEL, a final response or BYE. */
  hangUp(): Promise<void>;
  /** Stops sending the microphone; without an argument it toggles. Works before the call is up. */
  mute(on?: boolean): void;
  /** Puts the far side on hold, or takes it back; without an argument it toggles. */
  hold(on?: boolean): Promise<void>;
  /** Sends DTMF: `0-9 * # A-D`, `,` pauses 2 s. Resolves when all of it has been sent. */
  sendDigits(text: string): Promise<void>;
}
