/**
 * Consultation: the pair of a held call and the call to its transfer target (attended transfer, RFC 5589 §7). Neither SIP nor
 * the phone relates the two calls before the transfer; the relation is the intent of the user, so it is kept in the interface.
 * Subjects: consultation; attended transfer, pair of calls.
 */

import type { CallState } from '../../../phone/state.js';
import type { PhoneLike } from './phone-like.js';

type Live = Exclude<CallState, { status: 'ended' | 'ending' | 'incoming' }>;

export interface Consultation {
  /** The call to transfer, on hold. */
  readonly first: CallState & { status: 'active' };
  /** The call to the transfer target. */
  readonly second: Live;
}

/** For each phone: id of the call to the transfer target → id of the call to transfer. */
const asked = new WeakMap<PhoneLike, Map<string, string>>();

/** Records that the call `secondId` consults the transfer target of the call `firstId`. */
export function beginConsultation(phone: PhoneLike, firstId: string, secondId: string): void {
  const pairs = asked.get(phone) ?? new Map<string, string>();
  asked.set(phone, pairs.set(secondId, firstId));
}

/** Ends the consultation; both calls continue. */
export function endConsultation(phone: PhoneLike, { second }: Consultation): void {
  asked.get(phone)?.delete(second.id);
}

/** Returns the consultation that either call belongs to, while both calls exist and are not merged. */
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
