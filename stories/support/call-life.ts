/**
 * Brings a call into a state by the transitions of the phone (`call-state.ts`): a story or test names the properties that it needs,
 * and one that no call of the phone can have is an error.
 * Subjects: state of a call in a story.
 */

import { newCallState, nextCallState, type CallEvent } from '../../src/phone/calls/call-state.js';
import type { CallState } from '../../src/phone/state.js';
import { elementClock } from '../../src/components/shared/time/time.js';
import { ANN } from './parties.js';

type Active = Extract<CallState, { status: 'active' }>;
type Ended = Extract<CallState, { status: 'ended' }>;

/** Any properties of a call. */
export type CallPatch = Partial<Active> | Partial<CallState>;

/** The properties of all states of a call. */
type AnyPatch = Partial<Omit<Active, 'status'> & Omit<Ended, 'status' | 'transfer'> & { status: CallState['status'] }>;

/** How long ago a call was answered, where a story does not say when, ms. */
const ANSWERED_AGO = 252_000;

const DETAILS = [
  'recordingLost',
  'merged',
  'participantMuted',
  'quality',
  'recording',
  'video',
  'focus',
  'playing',
  'captions',
  'sending',
] as const;

/** A call with these properties, in the state of the phone that has them; what they do not name is as in an ordinary call. */
export function callState(patch: CallPatch & { status: CallState['status'] }): CallState {
  const {
    status,
    id = 'call-1',
    peer = ANN,
    answeredAt,
    ...rest
  } = patch as AnyPatch & { status: CallState['status'] };
  const now = elementClock().now();
  const direction = rest.direction ?? (status === 'incoming' || status === 'answering' ? 'incoming' : 'outgoing');
  const isUp = status === 'active' || status === 'resuming';
  const answered = answeredAt ?? (isUp ? now - ANSWERED_AGO : undefined);
  const createdAt = rest.createdAt ?? Math.min(now, answered ?? now);
  const { calledParty, alertInfo, offersVideo, ringer, headers } = rest;
  const base = newCallState({
    ...{ id, peer, direction, createdAt },
    ...(calledParty && { calledParty }),
    ...(alertInfo && { alertInfo }),
    ...(offersVideo && { offersVideo }),
    ...(ringer && { ringer }),
    ...(headers && { headers }),
  });
  // The page before this one answered a call that is resumed, and stored whether the local party held it.
  const hold = { local: rest.hold?.local ?? false, remote: false };
  const start: CallState =
    status === 'resuming' && answered !== undefined ? { ...base, status, answeredAt: answered, hold } : base;
  return changedCall(start, { ...patch, ...(answered === undefined ? {} : { answeredAt: answered }) });
}

/** The call after the events that give it these properties. Throws where no event does. */
export function changedCall(call: CallState, patch: CallPatch): CallState {
  const next = eventsOf(call, patch as AnyPatch).reduce(nextCallState, call);
  if (/[^•]/.test(next.digits)) throw new Error(`The state has a dot for each digit, and not ${next.digits}`);
  const reached = next as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(patch))
    if (!isSame(reached[name], value))
      throw new Error(`No call that is ${next.status} has ${name}: ${JSON.stringify(value)}`);
  return next;
}

/** Throws where the phone cannot have such a call. */
export function checkCall(call: CallState): void {
  if (!isSame(callState(call), call)) throw new Error(`The phone has no such call: ${JSON.stringify(call)}`);
}

function eventsOf(call: CallState, patch: AnyPatch): readonly CallEvent[] {
  return [...beginning(call, patch), ...properties(call, patch), ...end(patch)];
}

/** The events until the call is in the state in which it has its properties. */
function beginning(call: CallState, { status = call.status, answeredAt, media }: AnyPatch): CallEvent[] {
  if (status === 'ringing') return [{ type: 'ringing' }];
  if (status === 'early') return [{ type: 'early-media' }];
  if (status === 'answering') return [{ type: 'answering' }];
  const at = answeredAt ?? (status === 'active' ? elementClock().now() : undefined);
  if (status === 'resuming' || call.status === 'active' || at === undefined) return [];
  return [
    { type: 'answered', at },
    { type: 'media', media: media ?? 'connected' },
  ];
}

function properties(call: CallState, patch: AnyPatch): CallEvent[] {
  const { media, hold, muted, digits, peer, redirectTarget, question, ignored, transfer } = patch;
  const events: (CallEvent | false | undefined)[] = [
    media && { type: 'media', media },
    hold && { type: 'hold', hold },
    muted !== undefined && { type: 'muted', on: muted },
    digits !== undefined && { type: 'digits', text: digits.slice(call.digits.length) },
    peer && { type: 'peer', peer },
    redirectTarget && { type: 'called', party: redirectTarget },
    'question' in patch && { type: 'question', question },
    ignored && { type: 'ignored' },
    transfer && { type: 'transfer', transfer },
  ];
  const details = Object.fromEntries(DETAILS.filter((name) => name in patch).map((name) => [name, patch[name]]));
  return [...events.filter((event) => typeof event === 'object'), { type: 'details', details }];
}

function end(patch: AnyPatch): CallEvent[] {
  if (patch.status === 'ending') return [{ type: 'ending' }];
  if (patch.status !== 'ended') return [];
  const {
    cause = 'hung-up',
    endedBy = 'remote',
    endedAt = elementClock().now(),
    statusCode,
    reason,
    retryAfter,
  } = patch;
  const more = { ...(statusCode === undefined ? {} : { statusCode }), ...(reason === undefined ? {} : { reason }) };
  const refused = patch.transfer?.status === 'refused' ? { transfer: patch.transfer } : {};
  const again = retryAfter === undefined ? {} : { retryAfter };
  return [{ type: 'ended', at: endedAt, end: { cause, endedBy, ...more, ...refused, ...again } }];
}

/** Whether two values of the state are equal; a property that is undefined is as one that is absent. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(x), ...Object.keys(y)])].every((name) => isSame(x[name], y[name]));
}
