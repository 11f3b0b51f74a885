/** What an element needs of a phone: the face of `Phone` without the class, so that anything with this shape can stand in. */

import type { AnswerOptions, CallOptions } from '../../phone/call/call.js';
import type { CallSummary } from '../../phone/records/summary.js';
import type { PhoneConfiguration } from '../../phone/configuration.js';
import type { CallState, MicrophoneState, PhoneState, Problem } from '../../phone/state.js';

export interface CallLike {
  readonly id: string;
  readonly state: CallState;
  readonly session?: unknown;
  readonly answered: Promise<void>;
  readonly ended: Promise<CallState>;
  answer(options?: AnswerOptions): Promise<void>;
  decline(): Promise<void>;
  hangUp(): Promise<void>;
  mute(on?: boolean): void;
  hold(on?: boolean): Promise<void>;
  sendDigits(text: string): Promise<void>;
  ignore(): void;
  transfer(target: string | CallLike): Promise<void>;
}

export interface PhoneLikeEvents {
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  registrationFailed: [statusCode: number | undefined, reason: string];
  incoming: [call: CallLike];
  problem: [problem: Problem];
  summary: [summary: CallSummary];
  sessionEvent: [call: CallLike, name: string, args: readonly unknown[]];
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
  dismiss(callId: string): void;
  requestMicrophone(): Promise<MicrophoneState>;
  unlockAudio(): Promise<void>;
  retryNow(): void;
  activate(callId: string): Promise<void>;
  setDoNotDisturb(on: boolean): void;
  markMissedSeen(): void;
  clearHistory(): void;
  on<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): unknown;
  off<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): unknown;
}
