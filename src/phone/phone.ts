/** The phone without a face: one account, its calls, one observable state and the commands on it. */

import type { Emitter } from '../sip/base/emitter.js';
import type { Call, CallOptions } from './call.js';
import type { PhoneConfiguration } from './configuration.js';
import type { MicrophoneState, PhoneState, Problem } from './state.js';

/** Events of a phone. The state says what is; these say what happened. */
export type PhoneEvents = {
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  registrationFailed: [statusCode: number | undefined, reason: string];
  incoming: [call: Call];
  problem: [problem: Problem];
  /** An event of the SIP session of a call, unchanged in name and order. */
  sessionEvent: [call: Call, name: string, args: readonly unknown[]];
};

export declare class Phone extends Emitter<PhoneEvents> {
  constructor(configuration?: PhoneConfiguration);
  /** The newest state: immutable, replaced as a whole. */
  readonly state: PhoneState;
  readonly configuration: Readonly<PhoneConfiguration>;
  /** Calls `listener` for each new state from now on. Returns what stops it. */
  subscribe(listener: (state: PhoneState, previous: PhoneState) => void): () => void;
  /** Changes options. Never throws: a bad value becomes `state.problem` and a `problem` event. */
  configure(changes: Partial<PhoneConfiguration>): void;
  /** Connects and registers. Resolves when the first try is over, whatever came of it. */
  start(): Promise<void>;
  /** Ends calls, un-registers and disconnects; `start()` begins again. */
  stop(): Promise<void>;
  /** `stop()` for ever; frees everything. */
  dispose(): Promise<void>;
  /** Calls a number, a name of this domain or a SIP URI. What is wrong with it becomes the end of the call. */
  call(target: string, options?: CallOptions): Call;
  getCall(id: string): Call | undefined;
  setDialString(text: string): void;
  /** Takes an ended call out of the state. */
  dismiss(callId: string): void;
  /** Asks for the microphone; call it in a gesture. Resolves with what came of it. */
  requestMicrophone(): Promise<MicrophoneState>;
  /** Lets the phone ring; call it in a gesture. */
  unlockAudio(): Promise<void>;
  /** Tries to connect now instead of at `account.retryAt`. */
  retryNow(): void;
}
