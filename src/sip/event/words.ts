/**
 * Shared by subscriptions and publications: Event, and which rejections are retried (RFC 6665 §8.2).
 * Subjects: shortest refresh of a subscription; rejected SUBSCRIBE or PUBLISH, retried.
 */

import { retryAfterOf } from '../core/retry-after.js';
import { whyUnanswered } from '../digest/unanswered.js';
import type { IncomingResponse } from '../message/response.js';

/** Minimum time before a refresh, regardless of the granted lifetime, milliseconds. */
export const SHORTEST_REFRESH = 2000;

export { parseEvent, printEvent, sameEvent, type EventHeader } from '../message/header/event.js';

/** Responses after which a retry is useful; others need a Retry-After. */
const PASSING: ReadonlySet<number> = new Set([408, 480, 500, 503, 504]);

/** Whether the request may be accepted later. A local response is one of 408 or 503. */
export function isPassing(response: IncomingResponse): boolean {
  const passing = PASSING.has(response.statusCode) || whyUnanswered(response) === 'unavailable';
  return passing || retryAfterOf(response) !== undefined;
}
