/**
 * A subscription to an event package: requested, refreshed in each fork, and renewed when it ends (RFC 6665 §4.1).
 * Subjects: SUBSCRIBE sent; subscription; retry of a SUBSCRIBE; resubscribe; number of forks of a subscription.
 */

import type { Timer } from '../base/clock.js';
import { Emitter } from '../base/emitter.js';
import { InvalidStateError } from '../base/errors.js';
import { RetryDelay } from '../base/retry-delay.js';
import { causeText, failureOf } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import { RequestedExpires } from '../core/requested-expires.js';
import { isLocalResponse } from '../core/local-response.js';
import type { OutgoingRequest } from '../core/outgoing-request.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { Dialog } from '../dialog/dialog.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import { isFor, type Notification } from './notification.js';
import { SubscriptionFork, TIMER_N, type ForkEnd, type ForkOwner } from './subscription-fork.js';
import { isPassing, parseEvent, printEvent, type EventHeader } from './words.js';

export interface SubscriptionOptions {
  /** Requested lifetime in seconds. Default 3600; 0 requests a single NOTIFY (§4.4.3). */
  expires?: number;
  /** Accepted media types of bodies, lower case; others get 415. Default: no Accept is sent, all are accepted. */
  accept?: readonly string[];
  /** Whether to subscribe again when the notifier ends the subscription or it expires. Default true. */
  resubscribe?: boolean;
  /** `Name: value` lines of every SUBSCRIBE. */
  extraHeaders?: readonly string[];
  body?: string;
  contentType?: string;
}

export type SubscriptionStatus = 'new' | 'requesting' | 'pending' | 'active' | 'waiting' | 'terminated';

export interface SubscriptionEvents {
  stateChange: [state: SubscriptionStatus];
  notify: [notification: Notification];
  /** The subscription to the notifier with this tag has ended; its state is outdated (RFC 6665 §4.4.1). */
  forkEnded: [tag: string];
  accepted: [response: IncomingResponse, cause: string];
  /** A SUBSCRIBE was rejected, or timed out (`null`). If it will be retried, `stateChange` reports `waiting`. */
  failed: [response: IncomingResponse | null, cause: string];
  /** The subscription has ended for good: the reason of the notifier, or undefined if it was ended locally. */
  terminated: [reason: string | undefined];
}

type Phase =
  | { name: 'new' }
  /** `ending`: unsubscribed locally, the final NOTIFYs are awaited. NOTIFYs create forks while Timer N runs (§4.1.2.4). */
  | { name: 'open' | 'ending'; outgoing: OutgoingRequest; timerN: Timer | undefined; forks: Set<SubscriptionFork> }
  /** The next attempt is at `at`. */
  | { name: 'waiting'; at: number; timer: Timer }
  | { name: 'terminated' };

/** Reasons of the notifier after which no new attempt is made (§4.1.3). */
const FINAL_REASONS: ReadonlySet<string> = new Set(['rejected', 'noresource', 'invariant']);
/** Reasons after which a new attempt is delayed, even without a Retry-After. */
const LATER_REASONS: ReadonlySet<string> = new Set(['probation', 'giveup']);
/** Maximum number of forks, as each costs a dialog and its refreshes. */
const MAX_FORKS = 20;
/** Milliseconds before an attempt: at once after a subscription that ended, longer after each failed one. */
const RETRY: readonly number[] = [0, 1000, 5000, 30_000, 120_000, 600_000];
/** An attempt that lasts this long after its first NOTIFY, milliseconds, resets the back-off. */
const GOOD = 30_000;

export class Subscription extends Emitter<SubscriptionEvents> implements ForkOwner {
  readonly event: EventHeader;
  readonly accept: readonly string[];
  readonly extraHeaders: readonly string[];
  /** Free for use by the application. */
  readonly data: Record<string, unknown> = {};
  readonly #requested: RequestedExpires;
  #phase: Phase = { name: 'new' };
  #emitted: SubscriptionStatus = 'new';
  readonly #retry: RetryDelay;
  /** Time of the first NOTIFY of the current attempt, milliseconds of the clock. */
  #aliveSince: number | undefined;
  /** The lifetime in seconds that the 2xx of the current attempt grants; a NOTIFY may contain another one. */
  #granted: number | undefined;

  /** Throws TypeError for an invalid event package name. */
  constructor(
    readonly core: UserAgentCore,
    private readonly table: Set<Subscription>,
    readonly target: URI,
    event: string,
    private readonly options: SubscriptionOptions = {},
  ) {
    super();
    const parsed = parseEvent(event);
    if (!parsed) throw new TypeError('An event package is a token, such as "presence"');
    this.event = parsed;
    this.accept = (options.accept ?? []).map((type) => type.toLowerCase());
    this.extraHeaders = options.extraHeaders ?? [];
    this.#requested = new RequestedExpires(options.expires ?? 3600);
    this.#retry = new RetryDelay(RETRY, core.random);
  }

  get expires(): number {
    return this.#requested.seconds;
  }

  get state(): SubscriptionStatus {
    const phase = this.#phase;
    if (phase.name !== 'open' && phase.name !== 'ending') return phase.name;
    if (phase.forks.size === 0) return 'requesting';
    return [...phase.forks].some(({ state }) => state === 'active') ? 'active' : 'pending';
  }

  /** Time of the next attempt, milliseconds of the clock; undefined if none is planned. */
  get retryAt(): number | undefined {
    return this.#phase.name === 'waiting' ? this.#phase.at : undefined;
  }

  /** Subscribes now, even if an attempt is planned for later. Throws InvalidStateError after the end. */
  subscribe(): this {
    if (this.#phase.name === 'terminated') throw new InvalidStateError('The subscription has ended', 'terminated');
    if (this.#phase.name === 'waiting') this.#phase.timer.cancel();
    else if (this.#phase.name !== 'new') return this;
    this.#begin();
    return this;
  }

  /** Refreshes every fork: after a lost flow is restored, or to request the full state. */
  refresh(): this {
    if (this.#phase.name === 'open') for (const fork of this.#phase.forks) fork.refresh();
    else if (this.#phase.name === 'waiting') this.subscribe();
    return this;
  }

  /** Sends Expires 0 in each fork; emits `terminated` when all are confirmed, or after 32 s. */
  unsubscribe(): this {
    const phase = this.#phase;
    if (phase.name === 'new' || phase.name === 'waiting') this.#finish(undefined);
    if (phase.name !== 'open') return this;
    this.#phase = { ...phase, name: 'ending' };
    for (const fork of [...phase.forks]) fork.unsubscribe();
    return this;
  }

  /** Ends the subscription without sending requests. */
  dispose(): void {
    this.#finish(undefined);
  }

  /** Handles a NOTIFY without a dialog; true if it creates a fork of this subscription (§4.4.1). */
  takesNotify(uas: UserAgentServer): boolean {
    const phase = this.#phase;
    if ((phase.name !== 'open' && phase.name !== 'ending') || !phase.timerN) return false;
    if (phase.forks.size >= MAX_FORKS) return false;
    const { message } = phase.outgoing;
    const { callId, toTag } = uas.message;
    if (callId !== message.callId || toTag !== message.fromTag || !isFor(uas.message, this.event)) return false;
    const fork = new SubscriptionFork(this, Dialog.ofNotify(message, uas.message), this.#granted ?? this.expires);
    phase.forks.add(fork);
    this.#aliveSince ??= this.core.clock.elapsed();
    fork.receiveRequest(uas);
    if (this.#phase.name === 'ending') fork.unsubscribe();
    return true;
  }

  onNotification(_fork: SubscriptionFork, notification: Notification): void {
    this.#tellState();
    this.emit('notify', notification);
  }

  onEnd(fork: SubscriptionFork, end: ForkEnd): void {
    const phase = this.#phase;
    if (phase.name !== 'open' && phase.name !== 'ending') return;
    phase.forks.delete(fork);
    this.emit('forkEnded', fork.tag);
    // A listener may have ended the subscription.
    if (this.#phase !== phase) return;
    if (phase.forks.size > 0) return this.#tellState();
    if (phase.name === 'ending' || this.options.expires === 0) return this.#finish(end.reason);
    if (this.options.resubscribe === false || FINAL_REASONS.has(end.reason ?? '')) return this.#finish(end.reason);
    this.#again(end.retryAfter, LATER_REASONS.has(end.reason ?? ''));
  }

  #begin(): void {
    const { body, contentType } = this.options;
    const { clock } = this.core;
    const message = this.core.makeOutgoingRequestMessage('SUBSCRIBE', this.target, {
      contact: this.core.contact.toHeader(),
      extraHeaders: [
        `Event: ${printEvent(this.event)}`,
        `Expires: ${this.expires}`,
        ...(this.accept.length > 0 ? [`Accept: ${this.accept.join(', ')}`] : []),
        ...this.extraHeaders,
      ],
      body,
      contentType,
    });
    this.#aliveSince = this.#granted = undefined;
    this.table.add(this);
    const outgoing = this.core.request(message, {
      onAccept: (response) => this.#accepted(response),
      onRedirect: (response) => this.#refused(response),
      onReject: (response) => this.#refused(response),
    });
    this.#phase = { name: 'open', outgoing, timerN: clock.after(TIMER_N, () => this.#onTimerN()), forks: new Set() };
    this.#tellState();
  }

  #accepted(response: IncomingResponse): void {
    const phase = this.#phase;
    if (phase.name !== 'open' && phase.name !== 'ending') return;
    this.#requested.granted();
    // The granted lifetime applies to forks whose NOTIFY contains none (§4.1.2.1), also to later ones.
    if (response.expires !== undefined && phase.name === 'open') {
      this.#granted = Math.min(response.expires, this.expires);
      for (const fork of phase.forks) fork.grant(this.#granted);
    }
    this.emit('accepted', response, causeText(response));
  }

  #refused(response: IncomingResponse): void {
    const phase = this.#phase;
    if (phase.name !== 'open' && phase.name !== 'ending') return;
    // The response was lost, but NOTIFYs show that the subscription exists (§4.1.2.1).
    if (isLocalResponse(response) && phase.forks.size > 0) return;
    phase.timerN?.cancel();
    for (const fork of phase.forks) {
      fork.dispose();
      this.emit('forkEnded', fork.tag);
    }
    phase.forks.clear();
    if (this.#phase !== phase) return;
    if (phase.name === 'open' && this.#requested.raise(response)) return this.#begin();
    const again = phase.name === 'open' && isPassing(response) && this.options.resubscribe !== false;
    if (again) this.#again(retryAfterOf(response), true);
    const [received, cause] = failureOf(response);
    this.emit('failed', received ?? null, cause);
    if (!again) this.#finish(undefined);
  }

  /** Timer N: no new forks are accepted; without any the subscription has failed (§4.1.2.4). */
  #onTimerN(): void {
    const phase = this.#phase;
    if (phase.name !== 'open' && phase.name !== 'ending') return;
    phase.timerN = undefined;
    if (phase.forks.size > 0) return;
    phase.outgoing.dispose();
    if (phase.name === 'ending') return this.#finish(undefined);
    const again = this.options.resubscribe !== false && this.options.expires !== 0;
    if (again) this.#again(undefined, true);
    this.emit('failed', null, causes.REQUEST_TIMEOUT);
    if (!again) this.#finish(undefined);
  }

  /** Schedules another attempt: at once after a success, else with back-off; not before `retryAfter` seconds. */
  #again(retryAfter: number | undefined, failed: boolean): void {
    const { clock } = this.core;
    this.#close();
    const lived = clock.elapsed() - (this.#aliveSince ?? clock.elapsed());
    if (lived >= GOOD && retryAfter === undefined) this.#retry.forget();
    if (failed) this.#retry.count();
    const wait = this.#retry.next(1000 * (retryAfter ?? 0));
    this.#phase = { name: 'waiting', at: clock.now() + wait, timer: clock.after(wait, () => this.#begin()) };
    this.#tellState();
  }

  #finish(reason: string | undefined): void {
    if (this.#phase.name === 'terminated') return;
    this.#close();
    this.table.delete(this);
    this.#phase = { name: 'terminated' };
    this.#tellState();
    this.emit('terminated', reason);
  }

  /** Releases the resources of the current phase. */
  #close(): void {
    const phase = this.#phase;
    if (phase.name === 'waiting') phase.timer.cancel();
    if (phase.name !== 'open' && phase.name !== 'ending') return;
    phase.timerN?.cancel();
    phase.outgoing.delegate = undefined;
    for (const fork of phase.forks) fork.dispose();
  }

  #tellState(): void {
    const { state } = this;
    if (state === this.#emitted) return;
    this.#emitted = state;
    this.emit('stateChange', state);
  }
}
