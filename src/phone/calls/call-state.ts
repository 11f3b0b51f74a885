/**
 * State transitions of one call as a pure function of state and event. The shapes are in `state.ts`.
 * Subjects: call states; allowed state changes of a call; active, held and ended states; start time of a call; transitions of a
 * call.
 */

import { defined } from '../../sip/base/defined.js';
import { isFailure } from '../failure-causes.js';
import type {
  CallBase,
  CallQuestion,
  CallState,
  Hold,
  MediaState,
  Party,
  Cause,
  RefusedTransfer,
  Transfer,
} from '../state.js';

/** How a call ended. */
export interface End {
  readonly cause: Cause;
  readonly endedBy: 'local' | 'remote' | 'system';
  readonly statusCode?: number;
  readonly reason?: string;
  /** The refused transfer after which the remote party hung up. */
  readonly transfer?: RefusedTransfer;
  /** Seconds after which the server permits another attempt (Retry-After, RFC 3261 §20.33). */
  readonly retryAfter?: number;
}

/** An event in the life of a call. */
export type CallEvent =
  | { readonly type: 'ringing' }
  | { readonly type: 'early-media' }
  | { readonly type: 'answering' }
  | { readonly type: 'answered'; readonly at: number }
  | { readonly type: 'resumed' }
  | { readonly type: 'hold'; readonly hold: Partial<Hold> }
  | { readonly type: 'media'; readonly media: MediaState }
  | { readonly type: 'muted'; readonly on: boolean }
  | { readonly type: 'digits'; readonly text: string }
  | { readonly type: 'peer'; readonly peer: Party }
  | { readonly type: 'headers'; readonly headers: NonNullable<CallState['headers']> }
  | { readonly type: 'called'; readonly party: Party }
  | { readonly type: 'question'; readonly question: CallQuestion | undefined }
  | { readonly type: 'ignored' }
  | { readonly type: 'transfer'; readonly transfer: Transfer }
  | { readonly type: 'details'; readonly details: CallDetails }
  | { readonly type: 'unanswered' }
  | { readonly type: 'ending' }
  | { readonly type: 'ended'; readonly at: number; readonly end: End };

type Active = CallState & { readonly status: 'active' };

/** Details of an active call that do not change its status; `undefined` removes one. */
type CallDetails = {
  readonly [
    Name in
      | 'recordingLost'
      | 'merged'
      | 'participantMuted'
      | 'quality'
      | 'recording'
      | 'video'
      | 'focus'
      | 'playing'
      | 'captions'
      | 'sending'
  ]?: Active[Name] | undefined;
};

type Base = Omit<CallBase, 'ignored' | 'question'>;

/** Returns the state of a new call. */
export function newCallState(base: Omit<Base, 'muted' | 'digits'>): CallState {
  return { ...base, muted: false, digits: '', status: base.direction === 'incoming' ? 'incoming' : 'dialing' };
}

/** Whether an incoming call rings that the user has not silenced. */
export function isRinging(call: CallState): call is CallState & { readonly status: 'incoming' } {
  return call.status === 'incoming' && !call.ignored;
}

/** Whether the call is active or may become so. */
export function isLive(call: CallState): boolean {
  return call.status !== 'ended' && call.status !== 'ending';
}

/** Returns the id of the active call: the current one unless it has ended; else the newest one that has not ended; else an ended one. */
export function chooseActive(calls: readonly CallState[], shown: string | undefined): string | undefined {
  const current = calls.find(({ id }) => id === shown);
  if (current && current.status !== 'ended') return current.id;
  const living = calls.filter(isLive);
  return (living.at(-1) ?? current ?? calls.at(-1))?.id;
}

/** Whether the local party holds the call. */
export function isOnHold(call: CallState): boolean {
  return 'hold' in call && call.hold.local;
}

/** Whether the user has begun or answered the call, and does not hold it. */
export function isUnderWay(call: CallState): boolean {
  return isLive(call) && call.status !== 'incoming' && !isOnHold(call);
}

/** Whether an outgoing call waits for an answer. */
export function isOutgoingRing(call: CallState): boolean {
  return call.status === 'dialing' || call.status === 'ringing' || call.status === 'early';
}

/** Returns the next state; the same object where the event changes nothing or arrives too late. */
export function nextCallState(call: CallState, event: CallEvent): CallState {
  if (call.status === 'ended') return call;
  switch (event.type) {
    case 'ringing':
      return call.status === 'dialing' ? { ...baseOf(call), status: 'ringing' } : call;
    case 'early-media':
      return call.status === 'dialing' || call.status === 'ringing' ? { ...baseOf(call), status: 'early' } : call;
    case 'answering':
      return call.status === 'incoming' ? { ...baseOf(call), status: 'answering' } : call;
    case 'answered':
      return answered(call, event.at);
    case 'resumed':
      if (call.status !== 'resuming') return call;
      return { ...baseOf(call), status: 'active', answeredAt: call.answeredAt, hold: call.hold, media: 'connecting' };
    case 'hold':
      return call.status === 'active' || call.status === 'resuming' ? withHold(call, event.hold) : call;
    case 'media':
      return call.status === 'active' && call.media !== event.media ? { ...call, media: event.media } : call;
    case 'muted':
      return call.muted === event.on ? call : { ...call, muted: event.on };
    case 'digits':
      return event.text === '' ? call : { ...call, digits: call.digits + event.text };
    case 'peer':
      return { ...call, peer: event.peer };
    case 'headers':
      return { ...call, headers: { ...call.headers, ...event.headers } };
    case 'called':
      return { ...call, redirectTarget: event.party };
    case 'question':
      return withQuestion(call, event.question);
    case 'ignored':
      return call.status === 'incoming' ? { ...call, ignored: true } : call;
    case 'transfer':
      return call.status === 'active' ? { ...call, transfer: event.transfer } : call;
    case 'details':
      return call.status === 'active' ? withDetails(call, event.details) : call;
    case 'unanswered':
      // Without a microphone the call continues to ring, as one may still be connected or permitted.
      return call.status === 'answering' ? { ...baseOf(call), status: 'incoming' } : call;
    case 'ending':
      return call.status === 'ending' ? call : { ...baseOf(call), ...whenAnswered(call), status: 'ending' };
    case 'ended':
      return ended(call, event.at, event.end);
  }
}

function answered(call: CallState, at: number): CallState {
  // A 200 that crosses the CANCEL: the call is ended all the same (RFC 3261 §9.1).
  if (call.status === 'active' || call.status === 'ending' || call.status === 'resuming') return call;
  return {
    ...baseOf(call),
    status: 'active',
    answeredAt: at,
    hold: { local: false, remote: false },
    media: 'connecting',
  };
}

function withHold(call: Extract<CallState, { hold: Hold }>, change: Partial<Hold>): CallState {
  const hold = { ...call.hold, ...change };
  return hold.local === call.hold.local && hold.remote === call.hold.remote ? call : { ...call, hold };
}

/** A call that is ending has no question. */
function withQuestion(call: CallState, question: CallQuestion | undefined): CallState {
  const { question: before, ...rest } = call;
  if (question === undefined) return before === undefined ? call : rest;
  return call.status === 'ending' ? call : { ...call, question };
}

function withDetails(call: Active, details: CallDetails): CallState {
  const names = Object.keys(details) as (keyof CallDetails)[];
  if (names.every((name) => Object.is(call[name], details[name]))) return call;
  const next: Record<string, unknown> = { ...call, ...details };
  for (const name of names) if (details[name] === undefined) delete next[name];
  return next as unknown as CallState;
}

function ended(call: CallState, at: number, end: End): CallState {
  // A call that the user ended is not reported as failed.
  const failed = isFailure(end.cause) && end.endedBy !== 'local';
  return { ...baseOf(call), ...whenAnswered(call), status: 'ended', ...end, failed, endedAt: at };
}

function whenAnswered(call: CallState): { answeredAt?: number } {
  return 'answeredAt' in call && call.answeredAt !== undefined ? { answeredAt: call.answeredAt } : {};
}

/** The properties that every status has; those of a call that rings are dropped. */
function baseOf(call: CallState): Base {
  const { id, direction, peer, muted, createdAt, digits, calledParty, redirectTarget, alertInfo, headers } = call;
  return {
    id,
    direction,
    peer,
    muted,
    createdAt,
    digits,
    ...defined({ calledParty, redirectTarget, alertInfo, headers }),
  };
}
