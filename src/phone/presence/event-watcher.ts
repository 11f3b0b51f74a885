/**
 * Subscription to the event state of one address, over changing connections (RFC 6665); merges the documents of its notifiers.
 * Subjects: subscription over reconnections; subscription after a lost connection; refresh of a lamp after a missing document.
 */

import type { Clock, Timer } from '../../sip/base/clock.js';
import type { Notification } from '../../sip/event/notification.js';
import type { Subscription } from '../../sip/event/subscription.js';
import type { URI } from '../../sip/message/uri.js';
import type { AccountConnection } from '../account/account-connection.js';
import { withEventCode, type WatchedPackage } from './event-packages.js';
import type { EventCode } from './event-slot.js';

/** A connection of the account that can subscribe. */
export type Subscriber = Pick<AccountConnection, 'eventAgent'>;

/** `waiting`: subscribed, no state yet; `unavailable`: refused or timed out. */
type WatchStatus = 'off' | 'waiting' | 'known' | 'unavailable';

/** Minimum interval of refreshes after a missing document, against a notifier that skips them on purpose, ms. */
const REFRESH_INTERVAL = 5000;

export class EventWatcher<T> {
  #status: WatchStatus = 'off';
  #subscription: Subscription | undefined;
  /** Cancels the subscription that waits for the code. */
  #cancel: (() => void) | undefined;
  /** By the tag of the notifier: a forked SUBSCRIBE has several (RFC 6665 §4.4.1). */
  readonly #documents = new Map<string, T>();
  #askedAt = -Infinity;
  #later: Timer | undefined;

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
    this.#cancel = withEventCode((code) => this.#subscribe(line, target, code));
    this.changed();
  }

  #subscribe(line: Subscriber, target: URI, code: EventCode): void {
    const { event, contentType } = this.watched;
    const agent = line.eventAgent(code.makeAgent);
    const subscription = (this.#subscription = agent.subscribe(target, event, { accept: [contentType] }));
    const current = (run: () => void): void => {
      if (this.#subscription === subscription) run();
    };
    subscription.on('notify', (notification) => current(() => this.#take(notification, code)));
    subscription.on('forkEnded', (tag) => current(() => this.#drop(tag)));
    subscription.on('failed', () => current(() => this.#become('unavailable')));
    subscription.on('terminated', () => {
      current(() => {
        this.#subscription = undefined;
        this.#cancel = undefined;
        this.#become('unavailable');
      });
    });
  }

  /** Subscribes again where the subscription has ended: the server may accept it now. */
  retry(line: Subscriber, target: URI): void {
    if (!this.#cancel) this.begin(line, target);
  }

  /** Drops the known state as the connection is lost; the subscription waits for the next connection. */
  forget(): void {
    if (this.#cancel) this.#become('waiting');
  }

  /** Ends the subscription. */
  end(): void {
    const subscription = this.#subscription;
    this.#later?.cancel();
    this.#subscription = undefined;
    this.#cancel?.();
    this.#cancel = undefined;
    subscription?.unsubscribe();
    this.#become('off');
  }

  #take({ request, state, contentType, body }: Notification, code: EventCode): void {
    const tag = request.fromTag ?? '';
    if (contentType === this.watched.contentType) {
      const next = this.watched.reader(code)(this.#documents.get(tag), body);
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
    const wait = this.#askedAt + REFRESH_INTERVAL - now;
    if (wait > 0) {
      this.#later?.cancel();
      this.#later = this.clock.after(wait, () => this.#askAgain());
      return;
    }
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
