/**
 * Subscriptions, publications and notifiers of a user agent (RFC 6665, RFC 3903).
 * Subjects: event agent; number of SUBSCRIBEs taken; SUBSCRIBE received.
 */

import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { URI } from '../message/uri.js';
import { takeSubscribe, type Notifier } from './notifier.js';
import { Publication, type PublicationOptions } from './publication.js';
import type { Subscription, SubscriptionOptions } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

/** Maximum number of notifiers, as each costs a dialog, and a NOTIFY for each change. */
const MAX_NOTIFIERS = 200;

export class EventAgent {
  readonly subscriptions: Subscriptions;
  readonly publications = new Set<Publication>();
  readonly notifiers = new Set<Notifier>();

  constructor(
    private readonly core: UserAgentCore,
    private readonly packages: readonly string[],
  ) {
    this.subscriptions = new Subscriptions(core);
  }

  /** Throws TypeError for an event that is no package name. */
  subscribe(target: URI, event: string, options: SubscriptionOptions): Subscription {
    return this.subscriptions.make(target, event, options).subscribe();
  }

  /** Throws TypeError for an event that is no package name. */
  publication(target: URI, event: string, options: PublicationOptions): Publication {
    const publication = new Publication(this.core, target, event, options);
    this.publications.add(publication);
    return publication;
  }

  /** Ends a publication without a request: what the server has of it expires there. */
  release(publication: Publication): void {
    publication.dispose();
    this.publications.delete(publication);
  }

  /** Creates a notifier for a SUBSCRIBE, which has to be accepted or rejected; undefined if it was rejected here. */
  receiveSubscribe(uas: UserAgentServer): Notifier | undefined {
    if (this.notifiers.size >= MAX_NOTIFIERS) {
      return void uas.reject({ statusCode: 503, extraHeaders: ['Retry-After: 60'] });
    }
    const notifier = takeSubscribe(uas, this.core, { packages: this.packages });
    if (!notifier) return undefined;
    this.notifiers.add(notifier);
    notifier.on('terminated', () => void this.notifiers.delete(notifier));
    return notifier;
  }

  /** For `UserAgentCoreDelegate.onNotify`. */
  receiveNotify(uas: UserAgentServer): boolean {
    return this.subscriptions.receiveNotify(uas);
  }

  /** Call this when a new flow is registered: sends the new contact, and runs planned attempts now. */
  refresh(): void {
    this.subscriptions.refresh();
    for (const publication of this.publications) publication.refresh();
    for (const notifier of this.notifiers) notifier.notify();
  }

  /** Ends all subscriptions, publications and notifiers without waiting for responses. */
  leave(): void {
    this.subscriptions.unsubscribe();
    for (const publication of this.publications) publication.unpublish();
    for (const notifier of [...this.notifiers]) notifier.terminate('deactivated');
  }

  /** Ends all subscriptions, publications and notifiers without sending requests. */
  dispose(): void {
    this.subscriptions.dispose();
    for (const publication of this.publications) publication.dispose();
    for (const notifier of this.notifiers) notifier.dispose();
    this.publications.clear();
    this.notifiers.clear();
  }
}
