/**
 * Shared header fields of event packages: Event, Retry-After (RFC 6665 §8.2, RFC 3261 §20).
 * Subjects: shortest refresh of a subscription.
 */

import { parseRetryAfter } from '../message/header/retry-after.js';
import type { Message } from '../message/message.js';

/** Minimum time before a refresh, regardless of the granted lifetime, milliseconds. */
export const SHORTEST_REFRESH = 2000;

export { parseEvent, printEvent, sameEvent, type EventHeader } from '../message/header/event.js';

/** The Retry-After of a message in seconds; undefined if missing or malformed. */
export function retryAfterOf(message: Message): number | undefined {
  return parseRetryAfter(message.headers.get('Retry-After') ?? '')?.seconds;
}
