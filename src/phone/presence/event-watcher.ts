/** Event state of one address, on whichever line is up (RFC 6665): what its notifiers have said, put together. */

import type { Clock } from '../../sip/base/clock.js';
import type { Notification } from '../../sip/event/notification.js';
import type { Subscription, SubscriptionOptions } from '../../sip/event/subscription.js';
import type { URI } from '../../sip/message/uri.js';

/** How the documents of an event package are read. */
export interface WatchedPackage<T> {
  readonly event: string;
  readonly contentType: string;
  /** What is known after this body; undefined where it is no such body, `lost` where one before it is missing. */
  take(known: T | undefined, body: string): T | 'lost' | undefined;
}

/** What subscribes: a line of the account. */
export interface Subscriber {
  subscribe(target: URI, event: string, options: SubscriptionOptions): Subscription;
}

/** `waiting`: asked, and not told; `unavailable`: refused, or nobody answered. */
export type WatchStatus = 'off' | 'waiting' | 'known' | 'unavailable';

/** A notifier that leaves out documents on purpose must not make us ask without end, ms. */
const PATIENCE = 5000;

export class EventWatcher<T> {
  #status: WatchStatus = 'off';
  #subscription: Subscription | undefined;
  /** By the tag of the notifier: a SUBSCRIBE that forked is told by several (RFC 6665 §4.4.1). */
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

  /** One for each notifier that has told anything. */
  get documents(): readonly T[] {
    return [...this.#documents.values()];
  }

  /** Asks, in place of what was asked before. */
  begin(line: Subscriber, target: URI): void {
    this.end();
    this.#status = 'waiting';
    const { event, contentType } = this.watched;
    const subscription = (this.#subscription = line.subscribe(target, event, { accept: [contentType] }));
    const current = (run: () => void): void => {
      if (this.#subscription === subscription) run();
    };
    subscription.on('notify', (notification) => current(() => this.#take(notification)));
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

  /** Asks again where the answer was no: the server may have been told of it since. */
  retry(line: Subscriber, target: URI): void {
    if (!this.#subscription) this.begin(line, target);
  }

  /** The connection is gone, and with it what is known; the subscription waits for the next one. */
  forget(): void {
    if (this.#subscription) this.#become('waiting');
  }

  /** Asks for no more. */
  end(): void {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    subscription?.unsubscribe();
    this.#become('off');
  }

  #take({ request, state, contentType, body }: Notification): void {
    const tag = request.fromTag ?? '';
    if (contentType === this.watched.contentType) {
      const next = this.watched.take(this.#documents.get(tag), body);
      if (next === 'lost') return this.#askAgain();
      if (next !== undefined) {
        this.#documents.set(tag, next);
        this.#status = 'known';
      }
    }
    if (state.state === 'terminated') this.#documents.delete(tag);
    this.changed();
  }

  /** A notifier tells no more: one that was started again has another tag, and knows nothing of what it told before. */
  #drop(tag: string): void {
    if (!this.#documents.delete(tag)) return;
    if (this.#documents.size === 0 && this.#status === 'known') this.#status = 'waiting';
    this.changed();
  }

  #askAgain(): void {
    const now = this.clock.elapsed();
    if (now - this.#askedAt < PATIENCE) return;
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
