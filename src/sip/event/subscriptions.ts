/** All subscriptions of a user agent: where a NOTIFY finds the one that it makes a fork of (RFC 6665 §4.4.1). */

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

  /** Makes a subscription, not asked for yet. Throws TypeError for an event that is no package name. */
  make(target: URI, event: string, options?: SubscriptionOptions): Subscription {
    return new Subscription(this.core, this.#all, target, event, options);
  }

  /** For `UserAgentCoreDelegate.onNotify`: true when a subscription took the NOTIFY and answered it. */
  receiveNotify(uas: UserAgentServer): boolean {
    return [...this.#all].some((subscription) => subscription.takesNotify(uas));
  }

  /** Call it when a new flow is registered: the far side learns our new address, and what waits is asked for now. */
  refresh(): void {
    for (const subscription of [...this.#all]) subscription.refresh();
  }

  /** Asks every notifier for the end. */
  unsubscribe(): void {
    for (const subscription of [...this.#all]) subscription.unsubscribe();
  }

  /** Ends all without a word on the wire. */
  dispose(): void {
    for (const subscription of [...this.#all]) subscription.dispose();
  }
}
