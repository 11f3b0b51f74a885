/**
 * Publishes event state to a server: initial, refresh, modify, remove (RFC 3903 §4).
 * Subjects: PUBLISH; publication, refreshed and removed; SIP-If-Match and entity-tag.
 */

import type { Timer } from '../base/clock.js';
import { Emitter } from '../base/emitter.js';
import { InvalidStateError } from '../base/errors.js';
import { RetryDelay } from '../base/retry-delay.js';
import { failureOf } from '../core/client-context.js';
import { RequestedExpires } from '../core/requested-expires.js';
import type { OutgoingRequest } from '../core/outgoing-request.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import { isToken } from '../message/scanner.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { EventContent } from './notifier.js';
import { SHORTEST_REFRESH, isPassing, parseEvent, printEvent, type EventHeader } from './words.js';

export interface PublicationOptions {
  /** Requested lifetime in seconds. Default 3600. */
  expires?: number;
  /** `Name: value` lines of every PUBLISH. */
  extraHeaders?: readonly string[];
}

export interface PublicationEvents {
  /** The server has stored the latest state. */
  published: [response: IncomingResponse];
  /** The server no longer stores state of this publication. */
  unpublished: [response: IncomingResponse | undefined];
  /** A PUBLISH was rejected, or timed out (`null`); `retryAt` is set if it will be retried. */
  failed: [response: IncomingResponse | null, cause: string];
}

/** The next request to the server. */
type Wish = 'publish' | 'refresh' | 'remove';

/** The entity-tag of the state that the server stores. */
type Held = { etag: string } | undefined;

/** Milliseconds before a retry after one, two, … failures. */
const RETRY: readonly number[] = [2000, 10_000, 60_000, 300_000];

/** One publication. Only one PUBLISH is pending at a time (§4.1); later changes are sent with the next one. */
export class Publication extends Emitter<PublicationEvents> {
  readonly event: EventHeader;
  #content: EventContent | undefined;
  #held: Held;
  #sending: OutgoingRequest | undefined;
  #wish: Wish | undefined;
  #plan: { at: number; timer: Timer } | undefined;
  readonly #retry: RetryDelay;
  readonly #requested: RequestedExpires;
  #disposed = false;

  /** Throws TypeError for an invalid event package name. */
  constructor(
    readonly core: UserAgentCore,
    readonly target: URI,
    event: string,
    private readonly options: PublicationOptions = {},
  ) {
    super();
    const parsed = parseEvent(event);
    if (!parsed) throw new TypeError('An event package is a token, such as "presence"');
    this.event = parsed;
    this.#requested = new RequestedExpires(options.expires ?? 3600);
    this.#retry = new RetryDelay(RETRY, core.random);
  }

  /** Whether the server stores state of this publication. */
  get published(): boolean {
    return this.#held !== undefined;
  }

  /** Time of the next PUBLISH, milliseconds of the clock; undefined if none is planned. */
  get retryAt(): number | undefined {
    return this.#plan?.at;
  }

  /** Publishes this content, replacing the previous one. Throws InvalidStateError after `dispose()`. */
  publish(body: string, contentType: string): this {
    if (this.#disposed) throw new InvalidStateError('The publication has ended');
    this.#content = { body, contentType };
    return this.#want('publish');
  }

  /** Removes the published state. */
  unpublish(): this {
    this.#content = undefined;
    if (this.#held || this.#sending) return this.#want('remove');
    this.#cancelPlan();
    return this;
  }

  /** Call this when a new flow is registered: refreshes the state, or runs a planned attempt now. */
  refresh(): this {
    if (this.#content && !this.#sending) this.#want(this.#held ? 'refresh' : 'publish');
    return this;
  }

  /** Ends the publication without sending a request. */
  dispose(): void {
    this.#disposed = true;
    this.#cancelPlan();
    this.#sending?.dispose();
    this.#sending = undefined;
    this.#wish = undefined;
  }

  #want(wish: Wish): this {
    this.#wish = wish;
    if (!this.#sending) this.#send();
    return this;
  }

  #send(): void {
    const wish = this.#wish;
    this.#wish = undefined;
    if (wish === undefined || this.#disposed) return;
    this.#cancelPlan();
    if (wish === 'remove' && !this.#held) return void this.emit('unpublished', undefined);
    // A refresh has no body; an initial publication has no entity-tag (§4.1, table 1).
    const content = wish === 'remove' || (wish === 'refresh' && this.#held) ? undefined : this.#content;
    const message = this.core.makeOutgoingRequestMessage('PUBLISH', this.target, {
      extraHeaders: [
        `Event: ${printEvent(this.event)}`,
        `Expires: ${wish === 'remove' ? 0 : this.#requested.seconds}`,
        ...(this.#held ? [`SIP-If-Match: ${this.#held.etag}`] : []),
        ...(this.options.extraHeaders ?? []),
      ],
      body: content?.body,
      contentType: content?.contentType,
    });
    this.#sending = this.core.request(message, {
      onAccept: (response) => this.#accepted(wish, response),
      onRedirect: (response) => this.#refused(wish, response),
      onReject: (response) => this.#refused(wish, response),
    });
  }

  #accepted(wish: Wish, response: IncomingResponse): void {
    this.#sending = undefined;
    this.#retry.forget();
    this.#requested.granted();
    if (wish === 'remove') {
      this.#held = undefined;
      this.emit('unpublished', response);
      return this.#send();
    }
    const etag = response.headers.get('SIP-ETag');
    this.#held = etag !== undefined && isToken(etag) ? { etag } : undefined;
    const expires = response.expires ?? this.#requested.seconds;
    const wait = Math.max(SHORTEST_REFRESH, expires * 1000 * (0.7 + 0.15 * this.core.random()));
    if (expires > 0) this.#planIn(wait, this.#held ? 'refresh' : 'publish');
    if (this.#wish === undefined) this.emit('published', response);
    this.#send();
  }

  #refused(wish: Wish, response: IncomingResponse): void {
    this.#sending = undefined;
    const { statusCode } = response;
    // The server no longer has the state: publish it again (§4.5).
    if (statusCode === 412 && this.#held) {
      this.#held = undefined;
      return void this.#want(this.#wish ?? (wish === 'remove' ? 'remove' : 'publish'));
    }
    if (wish !== 'remove' && this.#requested.raise(response)) return void this.#want(this.#wish ?? wish);
    const next = this.#wish ?? wish;
    this.#wish = undefined;
    if (wish === 'remove') this.#held = undefined;
    else if (isPassing(response)) this.#planIn(this.#retry.next(1000 * (retryAfterOf(response) ?? 0)), next);
    const [received, cause] = failureOf(response);
    this.emit('failed', received ?? null, cause);
  }

  #planIn(delay: number, wish: Wish): void {
    const { clock } = this.core;
    this.#plan = { at: clock.now() + delay, timer: clock.after(delay, () => this.#want(wish)) };
  }

  #cancelPlan(): void {
    this.#plan?.timer.cancel();
    this.#plan = undefined;
  }
}
