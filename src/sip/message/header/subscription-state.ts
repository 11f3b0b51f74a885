/**
 * Subscription-State: the state of a subscription (RFC 6665 §4.1.3, §8.2.3).
 * Subjects: Subscription-State.
 */

import { parseParameterized } from './parameterized.js';
import { isToken, parseDecimal } from '../scanner.js';

export interface SubscriptionState {
  /** Lower case: `active`, `pending`, `terminated` or an extension. */
  readonly state: string;
  /** Seconds. */
  readonly expires: number | undefined;
  /** Lower case: `deactivated`, `probation`, `rejected`, `timeout`, `giveup`, `noresource`, `invariant` or an extension. */
  readonly reason: string | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
}

export function parseSubscriptionState(text: string): SubscriptionState | undefined {
  const parts = parseParameterized(text);
  if (!parts || !isToken(parts.value)) return undefined;
  const { value, params } = parts;
  return {
    state: value.toLowerCase(),
    expires: parseDecimal(params.get('expires') ?? ''),
    reason: params.get('reason')?.toLowerCase(),
    retryAfter: parseDecimal(params.get('retry-after') ?? ''),
  };
}

export function printSubscriptionState(state: Pick<SubscriptionState, 'state'> & Partial<SubscriptionState>): string {
  let text = state.state;
  if (state.reason !== undefined) text += `;reason=${state.reason}`;
  if (state.expires !== undefined) text += `;expires=${state.expires}`;
  if (state.retryAfter !== undefined) text += `;retry-after=${state.retryAfter}`;
  return text;
}
