/** Subscription to the event state of one address, over changing connections (RFC 6665); merges the documents of its notifiers. */

import type { Clock } from '../../sip/base/clock.js';
import type { Notification } from '../../sip/event/notification.js';
import type { Subscription, SubscriptionOptions } from '../../sip/event/subscription.js';
import type { URI } from '../../sip/message/uri.js';
import type { DocumentReaders } from './document-slot.js';
import { loadReaders, withReaders, type WatchedPackage } from './event-packages.js';

/** A connection of the account that can subscribe. */
export interface Subscriber {
  subscribe(target: URI, event: string, options: SubscriptionOptions): Subscription;
}

/** `waiting`: subscribed, no state yet; `unavailable`: refused or timed out. */
export type WatchStatus = 'off' | 'waiting' | 'known' | 'unavailable';

/** Minimum interval of refreshes after a missing document, against a notifier that skips them on purpose, ms. */
const REFRESH_INTERVAL = 5000;

export class EventWatcher<T> {
  #status: WatchStatus = 'off';
  #subscription: Subscription | undefined;
  /** By the tag of the notifier: a forked SUBSCRIBE has several (RFC 6665 §4.4.1). */
  readonly #documents = new Map<string, T>();
  #askedAt = -Infinity;

  constructor(
    private readonly watched: WatchedPackage<T>,
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  get status(): WatchStatus {
    return this.#status;
  }

  /** The documents, one for each notifier. */
  get documents(): readonly T[] {
    return [...this.#documents.values()];
  }

  /** Subscribes, in place of an earlier subscription. */
  begin(line: Subscriber, target: URI): void {
    this.end();
    this.#status = 'waiting';
    loadReaders();
    const { event, contentType } = this.watched;
    const subscription = (this.#subscription = line.subscribe(target, event, { accept: [contentType] }));
    const current = (run: () => void): void => {
      if (this.#subscription === subscription) run();
    };
    subscription.on('notify', (notification) =>
      withReaders((readers) => current(() => this.#take(notification, readers))),
    );
    subscription.on('forkEnded', (tag) => current(() => this.#drop(tag)));
    subscription.on('failed', () => current(() => this.#become('unavailable')));
    subscription.on('terminated', () => {
      current(() => {
        this.#subscription = undefined;
        this.#become('unavailable');
      });
    });
    this.changed();
  }

  /** Subscribes again where the subscription has ended: the server may accept it now. */
  retry(line: Subscriber, target: URI): void {
    if (!this.#subscription) this.begin(line, target);
  }

  /** Drops the known state as the connection is lost; the subscription waits for the next connection. */
  forget(): void {
    if (this.#subscription) this.#become('waiting');
  }

  /** Ends the subscription. */
  end(): void {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    subscription?.unsubscribe();
    this.#become('off');
  }

  #take({ request, state, contentType, body }: Notification, readers: DocumentReaders): void {
    const tag = request.fromTag ?? '';
    if (contentType === this.watched.contentType) {
      const next = this.watched.reader(readers)(this.#documents.get(tag), body);
      if (next === 'lost') return this.#askAgain();
      if (next !== undefined) {
        this.#documents.set(tag, next);
        this.#status = 'known';
      }
    }
    if (state.state === 'terminated') this.#documents.delete(tag);
    this.changed();
  }

  /** Drops the state of a notifier that has ended: a restarted one has another tag and sends full state. */
  #drop(tag: string): void {
    if (!this.#documents.delete(tag)) return;
    if (this.#documents.size === 0 && this.#status === 'known') this.#status = 'waiting';
    this.changed();
  }

  #askAgain(): void {
    const now = this.clock.elapsed();
    if (now - this.#askedAt < REFRESH_INTERVAL) return;
    this.#askedAt = now;
    this.#subscription?.refresh();
  }

  #become(status: WatchStatus): void {
    this.#documents.clear();
    if (status === this.#status) return;
    this.#status = status;
    this.changed();
  }
}
