/**
 * The Retry-After of a received message (RFC 3261 §20.33).
 * Subjects: Retry-After of a response, read.
 */

import { parseRetryAfter } from '../message/header/retry-after.js';
import type { Message } from '../message/message.js';

/** Returns the Retry-After in seconds; undefined if missing or malformed. */
export function retryAfterOf(message: Message | undefined): number | undefined {
  return parseRetryAfter(message?.headers.get('Retry-After') ?? '')?.seconds;
}
