/**
 * One dialog of a subscription: created by a NOTIFY, ended by a NOTIFY or expiry (RFC 6665 §4.1.2, §4.4.1).
 * Subjects: subscription dialog; refresh of a subscription; Timer N; 481 to a refresh of a subscription.
 */

import type { Timer } from '../base/clock.js';
import type { DialogUsage } from '../core/dialog-table.js';
import { RequestedExpires } from '../core/requested-expires.js';
import { isLocalResponse } from '../core/local-response.js';
import { addExtraHeaders, readExtraHeaders } from '../core/extra-headers.js';
import type { OutgoingRequest } from '../core/outgoing-request.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import { whyUnanswered } from '../digest/unanswered.js';
import { SHORTEST_REFRESH, type EventHeader, printEvent } from './words.js';
import { isFor, readNotification, type Notification } from './notification.js';

/** How a fork ended. */
export interface ForkEnd {
  /** The reason of RFC 6665 §4.1.3, `expired` without a refresh, or `lost` after a fatal response to one. */
  readonly reason: string | undefined;
  /** Seconds to wait before another subscription. */
  readonly retryAfter: number | undefined;
}

/** The part of the subscription that a fork uses. */
export interface ForkOwner {
  readonly core: UserAgentCore;
  readonly event: EventHeader;
  readonly accept: readonly string[];
  readonly extraHeaders: readonly string[];
  /** Lifetime in seconds that a refresh requests. */
  readonly expires: number;
  onNotification(fork: SubscriptionFork, notification: Notification): void;
  onEnd(fork: SubscriptionFork, end: ForkEnd): void;
}

/** Maximum wait for the final NOTIFY: Timer N (§4.1.2.4), milliseconds. */
export const TIMER_N = 32_000;

/** Responses to a refresh that end the subscription (RFC 6665 §4.1.2.2, RFC 5057 §5.1). */
const FATAL: ReadonlySet<number> = new Set([404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]);

export class SubscriptionFork implements DialogUsage {
  state: 'pending' | 'active' | 'terminated' = 'pending';
  readonly #owner: ForkOwner;
  readonly #dialog: Dialog;
  /** When the subscription expires, milliseconds of the clock. */
  #expiresAt: number;
  #refreshTimer: Timer | undefined;
  #endTimer: Timer | undefined;
  #outgoing: OutgoingRequest | undefined;
  #ending = false;
  /** Whether a NOTIFY has named the lifetime since the last SUBSCRIBE. */
  #named = false;
  readonly #requested: RequestedExpires;

  constructor(owner: ForkOwner, dialog: Dialog, expires: number) {
    this.#owner = owner;
    this.#dialog = dialog;
    this.#requested = new RequestedExpires(owner.expires);
    this.#expiresAt = owner.core.clock.elapsed() + expires * 1000;
    owner.core.dialogs.add(dialog, this);
    this.setLifetime(expires);
  }

  /** The tag of the notifier. */
  get tag(): string {
    return this.#dialog.remoteTag;
  }

  takes(request: UserAgentServer['message']): boolean {
    return isFor(request, this.#owner.event);
  }

  receiveRequest(uas: UserAgentServer): void {
    const notification = readNotification(uas, this.#owner.accept);
    if (!notification) return;
    uas.accept();
    this.#dialog.refreshTarget(uas.message);
    const { state } = notification;
    if (state.state === 'terminated') {
      this.#owner.onNotification(this, notification);
      return this.#end({ reason: state.reason, retryAfter: state.retryAfter });
    }
    this.state = state.state === 'active' ? 'active' : 'pending';
    // The lifetime in the NOTIFY takes precedence (§4.1.3).
    this.#named ||= state.expires !== undefined;
    if (state.expires !== undefined) this.setLifetime(state.expires);
    this.#owner.onNotification(this, notification);
  }

  /** Takes the lifetime of the 2xx to a SUBSCRIBE, which may arrive after the NOTIFY that names another one. */
  grant(seconds: number): void {
    if (!this.#named) this.setLifetime(seconds);
  }

  /** Sets the remaining lifetime; the refresh follows after 70 to 85 % of it. */
  setLifetime(seconds: number): void {
    if (this.state === 'terminated' || this.#ending) return;
    const { clock, random } = this.#owner.core;
    const left = seconds * 1000;
    const wait = Math.max(SHORTEST_REFRESH, left * (0.7 + 0.15 * random()));
    this.#expiresAt = clock.elapsed() + left;
    this.#arm(wait < left ? clock.after(wait, () => this.refresh()) : undefined);
    this.#endTimer = clock.after(left, () => this.#end({ reason: 'expired', retryAfter: undefined }));
  }

  /** Refreshes the fork. Does nothing while a refresh is pending. */
  refresh(): void {
    if (this.state === 'terminated' || this.#ending || this.#outgoing) return;
    this.#refreshTimer?.cancel();
    this.#send(this.#requested.seconds);
  }

  /** Unsubscribes; the fork ends with the final NOTIFY, or after 32 s without one. */
  unsubscribe(): void {
    if (this.state === 'terminated' || this.#ending) return;
    this.#ending = true;
    this.#arm(undefined);
    const { clock } = this.#owner.core;
    this.#endTimer = clock.after(TIMER_N, () => this.#end({ reason: undefined, retryAfter: undefined }));
    this.#outgoing?.dispose();
    this.#send(0);
  }

  /** Releases the fork without sending a request. */
  dispose(): void {
    this.state = 'terminated';
    this.#arm(undefined);
    this.#outgoing?.dispose();
    this.#outgoing = undefined;
    this.#owner.core.dialogs.remove(this.#dialog, this);
  }

  #send(expires: number): void {
    const { core, event, accept, extraHeaders } = this.#owner;
    this.#named = false;
    const message = this.#dialog.makeRequest('SUBSCRIBE');
    message.headers.append('Event', printEvent(event));
    message.headers.append('Expires', String(expires));
    message.headers.append('Contact', core.contact.toHeader());
    if (accept.length > 0) message.headers.append('Accept', accept.join(', '));
    addExtraHeaders(message.headers, readExtraHeaders(extraHeaders));
    this.#outgoing = core.request(
      message,
      {
        onAccept: (response) => {
          this.#outgoing = undefined;
          this.#requested.granted();
          this.#dialog.refreshTarget(response);
          this.grant(Math.min(response.expires ?? expires, expires));
        },
        onRedirect: () => this.#refused(undefined, undefined),
        onReject: (response) => {
          const code = isLocalResponse(response) && response.statusCode === 503 ? undefined : response.statusCode;
          this.#outgoing = undefined;
          if (!this.#ending && this.#requested.raise(response)) return this.#send(this.#requested.seconds);
          // A challenge that must not be answered inside the dialog may be answered in a new subscription.
          if (whyUnanswered(response) === 'withheld' && !this.#ending)
            return this.#end({ reason: 'lost', retryAfter: undefined });
          this.#refused(code, retryAfterOf(response));
        },
      },
      this.#dialog,
    );
  }

  /** Handles a failed refresh: the granted lifetime still applies unless the response is fatal (§4.1.2.2). */
  #refused(statusCode: number | undefined, retryAfter: number | undefined): void {
    this.#outgoing = undefined;
    if (this.#ending || (statusCode !== undefined && FATAL.has(statusCode))) {
      return this.#end({ reason: this.#ending ? undefined : 'lost', retryAfter });
    }
    const { clock } = this.#owner.core;
    const left = this.#expiresAt - clock.elapsed();
    const wait = Math.max((retryAfter ?? 0) * 1000, left / 2, SHORTEST_REFRESH);
    if (wait < left) this.#refreshTimer = clock.after(wait, () => this.refresh());
  }

  #end(end: ForkEnd): void {
    if (this.state === 'terminated') return;
    this.dispose();
    this.#owner.onEnd(this, end);
  }

  #arm(refresh: Timer | undefined): void {
    this.#refreshTimer?.cancel();
    this.#endTimer?.cancel();
    this.#refreshTimer = refresh;
    this.#endTimer = undefined;
  }
}
