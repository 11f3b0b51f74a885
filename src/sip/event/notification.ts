/**
 * Validates a received NOTIFY (RFC 6665 §4.1.3).
 * Subjects: NOTIFY checked; notification.
 */

import { parseEvent, sameEvent, type EventHeader } from '../message/header/event.js';
import { parseSubscriptionState, type SubscriptionState } from '../message/header/subscription-state.js';
import type { IncomingRequest } from '../message/request.js';
import { badEvent } from '../core/request-inspection.js';
import type { UserAgentServer } from '../core/user-agent-server.js';

/** A received NOTIFY, as emitted to subscribers. */
export interface Notification {
  readonly request: IncomingRequest;
  readonly event: EventHeader;
  readonly state: SubscriptionState;
  /** Lower case, without parameters; undefined without a body. */
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Whether a NOTIFY matches this event. One with a missing or malformed Event matches any, and is rejected (489). */
export function isFor(notify: IncomingRequest, event: EventHeader): boolean {
  const named = parseEvent(notify.headers.get('Event') ?? '');
  return notify.method === 'NOTIFY' && (!named || sameEvent(named, event));
}

/** Parses a NOTIFY, or rejects it: 489 (§4.1.3), 400, 415 (RFC 3261 §8.2.3). */
export function readNotification(uas: UserAgentServer, accept: readonly string[]): Notification | undefined {
  const { message } = uas;
  const event = parseEvent(message.headers.get('Event') ?? '');
  const state = parseSubscriptionState(message.headers.get('Subscription-State') ?? '');
  if (!event) return void uas.reject(badEvent(uas.core.configuration));
  if (!state) return void uas.reject({ statusCode: 400, reasonPhrase: 'Bad Subscription-State' });
  const contentType = message.body === '' ? undefined : message.contentType;
  if (contentType !== undefined && accept.length > 0 && !accept.includes(contentType)) {
    return void uas.reject({ statusCode: 415, extraHeaders: [`Accept: ${accept.join(', ')}`] });
  }
  return { request: message, event, state, contentType, body: message.body };
}
