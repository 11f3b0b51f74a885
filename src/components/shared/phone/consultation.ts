/**
 * Asking first: one call waits while its person speaks to whom it is to be handed to (RFC 5589 §7). That two calls belong
 * together so is nothing that SIP or the phone knows: it is what the person here wants, so it lives beside the phone.
 */

import type { CallState } from '../../../phone/state.js';
import type { PhoneLike } from './phone-like.js';

type Live = Exclude<CallState, { status: 'ended' | 'ending' | 'incoming' }>;

export interface Consultation {
  /** Whom it is about: waits on hold. */
  readonly first: CallState & { status: 'active' };
  /** Who is asked. */
  readonly second: Live;
}

/** For each phone: id of the call of who is asked → id of the call that it is about. */
const asked = new WeakMap<PhoneLike, Map<string, string>>();

/** The call `secondId` is made to ask whether the far side of `firstId` may be handed to it. */
export function beginConsultation(phone: PhoneLike, firstId: string, secondId: string): void {
  const pairs = asked.get(phone) ?? new Map<string, string>();
  asked.set(phone, pairs.set(secondId, firstId));
}

/** They stay two calls, and are no longer about one another. */
export function endConsultation(phone: PhoneLike, { second }: Consultation): void {
  asked.get(phone)?.delete(second.id);
}

/** The consultation that a call belongs to, on either side, as long as both calls are there and apart. */
export function consultationOf(phone: PhoneLike, callId: string): Consultation | undefined {
  for (const [secondId, firstId] of asked.get(phone) ?? []) {
    if (callId !== secondId && callId !== firstId) continue;
    const first = phone.state.calls.find(({ id }) => id === firstId);
    const second = phone.state.calls.find(({ id }) => id === secondId);
    if (first?.status === 'active' && !first.merged && second && isAsked(second)) return { first, second };
  }
  return undefined;
}

const isAsked = (call: CallState): call is Live =>
  call.status !== 'ended' && call.status !== 'ending' && call.status !== 'incoming';
