/** What an element needs of a phone: the face of `Phone` without the class, so that anything with this shape can stand in. */

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
  /** False where a `before` listener stopped it, as of the two below. */
  mute(on?: boolean): boolean;
  hold(on?: boolean): Promise<void>;
  sendDigits(text: string): Promise<void>;
  ignore(): boolean;
  /** Answers `state.question`: whether the target that the other side named is called. */
  respond(accepted: boolean): void;
  transfer(target: string | CallLike): Promise<void>;
  // The members below become required as the phone gets them.
  /** Goes on behind a `;` in a string of digits. */
  proceed(): void;
  /** Stops a string of digits. */
  stopDigits(): void;
  /** Sends an incoming call to another target (302). */
  deflect(target: string): Promise<void>;
  /** Joins the conference of this phone with the other call, or with all that are up. */
  merge(other?: CallLike): Promise<void>;
  /** Leaves the conference, and is held. */
  split(): Promise<void>;
  /** Whether this far side is heard, by the person here and by a conference; without a value it toggles. See `participantMuted` of the state. */
  muteParticipant(on?: boolean): boolean;
  /** What the far side is sent to be seen: nothing, the camera, the screen. */
  show(what: 'none' | 'camera' | 'screen'): Promise<void>;
  record(on?: boolean): Promise<void>;
  /** The file of a recording that has ended. */
  recording(): Promise<File | undefined>;
  /** 0 to 1, of what is sent or heard now; undefined where nothing can be measured. */
  level(direction: 'in' | 'out'): number | undefined;
  /** No word of this warning for a minute. */
  quiet(warning: QualityWarning): void;
  /** For a `<video>`. */
  readonly videoStreams: { readonly local: MediaStream | undefined; readonly remote: MediaStream | undefined };
}

export interface DevicesLike {
  /** Asks what is plugged in, and for labels where that needs no question. */
  refresh(): Promise<void>;
  /** Chooses a device for a use, `undefined` for the system's default; also in a call. Rejects with a `PhoneError`. */
  choose(use: DeviceUse, deviceId: string | undefined): Promise<void>;
  setVolume(use: 'speaker' | 'ringer', volume: number): void;
  setProcessing(changes: Partial<SoundProcessing>): Promise<void>;
  dismissNotice(): void;
  /** A short sound out of the speaker or the ringer, or five seconds of the microphone recorded and played again. Resolves at its end. */
  test(kind: AudioTest['kind']): Promise<void>;
  stopTest(): void;
  /** Opens the microphone to measure it, outside a call too; the function that is returned lets it go. */
  meter(): Promise<{ level(): number; close(): void }>;
}

export interface LampsLike {
  /** Lights a lamp for this address as long as somebody watches. The function that is returned ends that; twice does no harm. */
  watch(target: string, name?: string): () => void;
  /** Takes the call that rings there (RFC 3891). */
  pickUp(target: string): CallLike;
}

export interface MessagesLike {
  /** Sends a text (RFC 3428). Resolves when the far side has it; rejects with a `PhoneError`. */
  send(target: string, text: string): Promise<void>;
  resend(messageId: string): Promise<void>;
  /** The person has seen what this one wrote. */
  markRead(uri: string): void;
  clear(uri: string): void;
}

export interface ContactsLike {
  set(contacts: readonly Contact[]): void;
  /** What could be meant by what is typed: history, contacts and what the page answers. At most eight. */
  suggest(text: string): Promise<readonly Suggestion[]>;
}

export interface PhoneLikeEvents {
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  registrationFailed: [statusCode: number | undefined, reason: string];
  /** A challenge was not answered; nothing secret is in it. */
  challengeWithheld: [challenge: WithheldChallenge];
  incoming: [call: CallLike];
  problem: [problem: Problem];
  summary: [summary: CallSummary];
  sessionEvent: [call: CallLike, name: string, args: readonly unknown[]];
  /** A text came in. */
  message: [peer: Party, message: ChatMessage];
  /** A call rings, and the browser would not let it be heard: say it otherwise. */
  ringBlocked: [call: CallLike];
  /** A command is about to be done: `event.preventDefault()` stops it. */
  before: [event: BeforeEvent<CallLike>];
  /** A SIP message was sent or came, without secrets. */
  trace: [message: TracedMessage];
}

type PhoneListener<K extends keyof PhoneLikeEvents> = (...args: PhoneLikeEvents[K]) => void;

export interface PhoneLike {
  readonly state: PhoneState;
  subscribe(listener: (state: PhoneState, previous: PhoneState) => void): () => void;
  configure(changes: Partial<PhoneConfiguration>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  dispose(): Promise<void>;
  call(target: string, options?: CallOptions): CallLike;
  getCall(id: string): CallLike | undefined;
  setDialString(text: string): void;
  /** Takes an ended call out of the state, and removes its recordings, unless they are to be kept. */
  dismiss(callId: string, options?: { readonly keepRecordings?: boolean }): void;
  requestMicrophone(): Promise<MicrophoneState>;
  unlockAudio(): Promise<void>;
  retryNow(): void;
  useHere(): Promise<void>;
  /** The sound of a key as it is pressed; digits that are sent in a call sound by themselves. */
  playKey(key: string): void;
  activate(callId: string): Promise<void>;
  setDoNotDisturb(on: boolean): void;
  markMissedSeen(): void;
  clearHistory(): void;
  /** Removes everything that is stored of the account on this device, in every tab. Never rejects. */
  forget(): Promise<void>;
  readonly devices: DevicesLike;
  // The members below become required as the phone gets them.
  readonly lamps: LampsLike;
  readonly messages: MessagesLike;
  readonly contacts: ContactsLike;
  /** Calls the mailbox. */
  callVoicemail(): CallLike;
  /** Asks to show notifications; call it in a gesture. */
  requestNotifications(): Promise<void>;
  /** `text` as a person writes it while typing, by `country`. */
  formatNumber(text: string): string;
  on<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): unknown;
  off<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): unknown;
}
