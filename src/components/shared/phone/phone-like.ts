/** The interface of `Phone` that elements use, without the class, so that another object of this shape can replace it. */

import type { AnswerOptions, CallOptions } from '../../../phone/calls/call.js';
import type { CallSummary } from '../../../phone/calls/call-summary.js';
import type { PhoneConfiguration } from '../../../phone/configuration.js';
import type { TracedMessage, WithheldChallenge } from '../../../phone/events.js';
import type { BeforeEvent } from '../../../phone/policy/before.js';
import type {
  AudioTest,
  CallState,
  ChatMessage,
  Contact,
  DeviceUse,
  MicrophoneState,
  Party,
  PhoneState,
  Problem,
  QualityWarning,
  SoundProcessing,
  Suggestion,
} from '../../../phone/state.js';

export interface CallLike {
  readonly id: string;
  readonly state: CallState;
  readonly session?: unknown;
  readonly answered: Promise<void>;
  readonly ended: Promise<CallState>;
  answer(options?: AnswerOptions): Promise<void>;
  decline(): Promise<void>;
  hangUp(): Promise<void>;
  /** Returns false if a `before` listener prevents it, as `ignore()` and `muteParticipant()` do. */
  mute(on?: boolean): boolean;
  hold(on?: boolean): Promise<void>;
  sendDigits(text: string): Promise<void>;
  ignore(): boolean;
  /** Answers `state.question`: whether to call the target that the remote party named. */
  respond(accepted: boolean): void;
  transfer(target: string | CallLike): Promise<void>;
  /** Continues after a `;` in a string of digits. */
  proceed(): void;
  /** Stops sending a string of digits. */
  stopDigits(): void;
  /** Redirects an incoming call to another target (302). */
  deflect(target: string): Promise<void>;
  /** Merges the call with `other`, or all active calls, into the conference of this phone. */
  merge(other?: CallLike): Promise<void>;
  /** Splits the call from the conference and holds it. */
  split(): Promise<void>;
  /** Mutes a participant for the user and the conference; without `on` it toggles. The state has the result in `participantMuted`. */
  muteParticipant(on?: boolean): boolean;
  /** Selects the video that is sent to the remote party: none, the camera or the screen. */
  show(what: 'none' | 'camera' | 'screen'): Promise<void>;
  record(on?: boolean): Promise<void>;
  /** Resolves with the file of a completed recording, undefined if there is none. */
  recording(): Promise<File | undefined>;
  /** Audio level from 0 to 1, received (`in`) or sent (`out`); undefined if it cannot be measured. */
  level(direction: 'in' | 'out'): number | undefined;
  /** Suppresses this warning for a minute. */
  quiet(warning: QualityWarning): void;
  /** The streams for `<video>` elements. */
  readonly videoStreams: { readonly local: MediaStream | undefined; readonly remote: MediaStream | undefined };
}

export interface DevicesLike {
  /** Enumerates the devices, with labels where that needs no permission prompt. */
  refresh(): Promise<void>;
  /** Selects a device for a use, also during a call; `undefined` selects the system default. Rejects with a `PhoneError`. */
  choose(use: DeviceUse, deviceId: string | undefined): Promise<void>;
  setVolume(use: 'speaker' | 'ringer', volume: number): void;
  setProcessing(changes: Partial<SoundProcessing>): Promise<void>;
  dismissNotice(): void;
  /** Plays a tone through the speaker or ringer, or records five seconds of the microphone and plays them. Resolves at the end. */
  test(kind: AudioTest['kind']): Promise<void>;
  stopTest(): void;
  /** Opens the microphone to measure its level, also without a call; `close()` releases it. */
  meter(): Promise<{ level(): number; close(): void }>;
}

export interface LampsLike {
  /** Subscribes to the state of `target` until the returned function is called; calling it again has no effect. */
  watch(target: string, name?: string): () => void;
  /** Picks up the call that rings at `target` (RFC 3891). */
  pickUp(target: string): CallLike;
}

export interface MessagesLike {
  /** Sends a text message (RFC 3428). Resolves when the remote user agent or a server has accepted it; rejects with a `PhoneError`. */
  send(target: string, text: string): Promise<void>;
  resend(messageId: string): Promise<void>;
  /** Marks the messages of this peer as read. */
  markRead(uri: string): void;
  clear(uri: string): void;
}

export interface ContactsLike {
  set(contacts: readonly Contact[]): void;
  /** Resolves with at most eight suggestions for typed text: from call history, contacts and the page. */
  suggest(text: string): Promise<readonly Suggestion[]>;
}

export interface PhoneLikeEvents {
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  registrationFailed: [statusCode: number | undefined, reason: string];
  /** A challenge was not answered; holds no secret. */
  challengeWithheld: [challenge: WithheldChallenge];
  incoming: [call: CallLike];
  problem: [problem: Problem];
  summary: [summary: CallSummary];
  sessionEvent: [call: CallLike, name: string, args: readonly unknown[]];
  /** A text message was received. */
  message: [peer: Party, message: ChatMessage];
  /** A call rings, and the browser blocks the sound of the ringer. */
  ringBlocked: [call: CallLike];
  /** A command is about to be performed: `event.preventDefault()` stops it. */
  before: [event: BeforeEvent<CallLike>];
  /** A SIP message was sent or received; secrets are masked. */
  trace: [message: TracedMessage];
}

type PhoneListener<K extends keyof PhoneLikeEvents> = (...args: PhoneLikeEvents[K]) => void;

export interface PhoneLike {
  readonly state: PhoneState;
  subscribe(listener: (state: PhoneState, previous: PhoneState) => void): () => void;
  /** The options that are set. */
  readonly configuration: Readonly<PhoneConfiguration>;
  configure(changes: Partial<PhoneConfiguration>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  dispose(): Promise<void>;
  call(target: string, options?: CallOptions): CallLike;
  getCall(id: string): CallLike | undefined;
  setDialString(text: string): void;
  /** Removes an ended call from the state, and deletes its recordings unless `keepRecordings` is set. */
  dismiss(callId: string, options?: { readonly keepRecordings?: boolean }): void;
  requestMicrophone(): Promise<MicrophoneState>;
  unlockAudio(): Promise<void>;
  retryNow(): void;
  useHere(): Promise<void>;
  /** Plays the tone of a pressed key; digits sent in a call play their own tones. */
  playKey(key: string): void;
  activate(callId: string): Promise<void>;
  setDoNotDisturb(on: boolean): void;
  markMissedSeen(): void;
  clearHistory(): void;
  /** Deletes all stored data of the account on this device, in every tab. Never rejects. */
  forget(): Promise<void>;
  readonly devices: DevicesLike;
  readonly lamps: LampsLike;
  readonly messages: MessagesLike;
  readonly contacts: ContactsLike;
  /** Calls the mailbox. */
  callVoicemail(): CallLike;
  /** Requests permission for notifications; call it in a user gesture. */
  requestNotifications(): Promise<void>;
  /** Formats a typed number by the plan of `country`. */
  formatNumber(text: string): string;
  on<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): unknown;
  off<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): unknown;
}
