/**
 * All subscriptions of a user agent; matches a NOTIFY to its subscription (RFC 6665 §4.4.1).
 * Subjects: subscriptions of a user agent; NOTIFY matched to its subscription.
 */

import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { URI } from '../message/uri.js';
import { Subscription, type SubscriptionOptions } from './subscription.js';

export class Subscriptions {
  readonly #all = new Set<Subscription>();

  constructor(private readonly core: UserAgentCore) {}

  get size(): number {
    return this.#all.size;
  }

  /** Creates a subscription without sending a request. Throws TypeError for an invalid event package name. */
  make(target: URI, event: string, options?: SubscriptionOptions): Subscription {
    return new Subscription(this.core, this.#all, target, event, options);
  }

  /** For `UserAgentCoreDelegate.onNotify`: true if a subscription answered the NOTIFY. */
  receiveNotify(uas: UserAgentServer): boolean {
    return [...this.#all].some((subscription) => subscription.takesNotify(uas));
  }

  /** Call this when a new flow is registered: sends the new contact, and runs planned attempts now. */
  refresh(): void {
    for (const subscription of [...this.#all]) subscription.refresh();
  }

  /** Unsubscribes from every notifier. */
  unsubscribe(): void {
    for (const subscription of [...this.#all]) subscription.unsubscribe();
  }

  /** Ends all subscriptions without sending requests. */
  dispose(): void {
    for (const subscription of [...this.#all]) subscription.dispose();
  }
}
