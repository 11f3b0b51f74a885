/** Header fields that all of this folder reads and writes: Event, Retry-After (RFC 6665 §8.2, RFC 3261 §20). */

import { parseRetryAfter } from '../message/header/retry-after.js';
import type { Message } from '../message/message.js';

/** No refresh comes sooner than this, whatever time the far side grants, milliseconds. */
export const SHORTEST_REFRESH = 2000;

export { parseEvent, printEvent, sameEvent, type EventHeader } from '../message/header/event.js';

/** Seconds of a Retry-After; undefined where there is none that can be read. */
export function retryAfterOf(message: Message): number | undefined {
  return parseRetryAfter(message.headers.get('Retry-After') ?? '')?.seconds;
}
