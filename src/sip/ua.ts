/**
 * The user agent of an application: one account on one flow, its registration, sessions and event packages (RFC 3261 §6, RFC
 * 6665).
 * Subjects: user agent; UA; subscribe().
 */

import { CallUA } from './call-ua.js';
import { EventAgent } from './event/event-agent.js';
import type { Publication, PublicationOptions } from './event/publication.js';
import type { Subscription, SubscriptionOptions } from './event/subscription.js';
import type { URI } from './message/uri.js';

export type { UAStatus } from './ua-lifecycle.js';

/**
 * The user agent of one account. With `autostart` (the default) it connects in the next task, and registers unless
 * `register` is false; it reconnects and registers again automatically until `stop()`.
 */
export class UA extends CallUA {
  /** Subscriptions, publications and notifiers. */
  override readonly eventAgent: EventAgent = new EventAgent(this.core, this.configuration.eventPackages);

  /** Subscribes to an event package of the target (RFC 6665), until `unsubscribe()`. */
  subscribe(target: string | URI, event: string, options: SubscriptionOptions = {}): Subscription {
    return this.eventAgent.subscribe(this.target(target), event, options);
  }

  /** Creates a publication (RFC 3903); its `publish` sends the state. Default target: the own address. */
  publication(
    event: string,
    options: PublicationOptions = {},
    target: string | URI = this.configuration.uri,
  ): Publication {
    return this.eventAgent.publication(this.target(target), event, options);
  }
}
