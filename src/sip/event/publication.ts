/** Event state of ours that a server keeps for us: PUBLISH, refresh, modify, remove (RFC 3903 §4). */

import type { Timer } from '../base/clock.js';
import { Emitter } from '../base/emitter.js';
import { InvalidStateError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import { Lifetime } from '../core/lifetime.js';
import { isLocalResponse } from '../core/local-response.js';
import type { OutgoingRequest } from '../core/outgoing-request.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import { whyUnanswered } from '../digest/unanswered.js';
import { isToken } from '../message/scanner.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { EventContent } from './notifier.js';
import { SHORTEST_REFRESH, parseEvent, printEvent, retryAfterOf, type EventHeader } from './words.js';

export interface PublicationOptions {
  /** Seconds to ask for. Default 3600. */
  expires?: number;
  /** `Name: value` lines of every PUBLISH. */
  extraHeaders?: readonly string[];
}

export interface PublicationEvents {
  /** The server has what was given last. */
  published: [response: IncomingResponse];
  /** The server has nothing more of ours. */
  unpublished: [response: IncomingResponse | undefined];
  /** A PUBLISH was refused, or nobody answered it (`null`); `retryAt` says whether it is tried again. */
  failed: [response: IncomingResponse | null, cause: string];
}

/** What the server is to be told next. */
type Wish = 'publish' | 'refresh' | 'remove';

/** What the server holds of ours. */
type Held = { etag: string } | undefined;

/** Refusals after which trying again can help; others need one with a Retry-After. */
const PASSING: ReadonlySet<number> = new Set([408, 480, 500, 503, 504]);
/** Seconds before a new attempt after one, two, … failures. */
const PATIENCE: readonly number[] = [2, 10, 60, 300];

/** One piece of event state. Only one PUBLISH is out at a time (§4.1); what changes meanwhile goes out with the next. */
export class Publication extends Emitter<PublicationEvents> {
  readonly event: EventHeader;
  #content: EventContent | undefined;
  #held: Held;
  #sending: OutgoingRequest | undefined;
  #wish: Wish | undefined;
  #plan: { at: number; timer: Timer } | undefined;
  #failures = 0;
  readonly #lifetime: Lifetime;
  #disposed = false;

  /** Throws TypeError for an event that is no package name. */
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
    this.#lifetime = new Lifetime(options.expires ?? 3600);
  }

  /** Whether the server holds state of ours. */
  get published(): boolean {
    return this.#held !== undefined;
  }

  /** When the next PUBLISH is due, milliseconds of the clock. */
  get retryAt(): number | undefined {
    return this.#plan?.at;
  }

  /** Publishes this content, in place of what was published before. Throws InvalidStateError after `dispose()`. */
  publish(body: string, contentType: string): this {
    if (this.#disposed) throw new InvalidStateError('The publication has ended');
    this.#content = { body, contentType };
    return this.#want('publish');
  }

  /** Takes it back. */
  unpublish(): this {
    this.#content = undefined;
    if (this.#held || this.#sending) return this.#want('remove');
    this.#cancelPlan();
    return this;
  }

  /** Call it when a new flow is registered: what waits is tried now. */
  refresh(): this {
    if (this.#content && !this.#sending) this.#want(this.#held ? 'refresh' : 'publish');
    return this;
  }

  /** Ends it without a word on the wire. */
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
    // Without a body a refresh; without an entity-tag an initial publication (§4.1, table 1).
    const content = wish === 'remove' || (wish === 'refresh' && this.#held) ? undefined : this.#content;
    const message = this.core.makeOutgoingRequestMessage('PUBLISH', this.target, {
      extraHeaders: [
        `Event: ${printEvent(this.event)}`,
        `Expires: ${wish === 'remove' ? 0 : this.#lifetime.seconds}`,
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
    this.#failures = 0;
    this.#lifetime.granted();
    if (wish === 'remove') {
      this.#held = undefined;
      this.emit('unpublished', response);
      return this.#send();
    }
    const etag = response.headers.get('SIP-ETag');
    this.#held = etag !== undefined && isToken(etag) ? { etag } : undefined;
    const expires = response.expires ?? this.#lifetime.seconds;
    const wait = Math.max(SHORTEST_REFRESH, expires * 1000 * (0.7 + 0.15 * Math.random()));
    if (expires > 0) this.#planIn(wait, this.#held ? 'refresh' : 'publish');
    if (this.#wish === undefined) this.emit('published', response);
    this.#send();
  }

  #refused(wish: Wish, response: IncomingResponse): void {
    this.#sending = undefined;
    const { statusCode } = response;
    // The server has lost our state: publish it anew (§4.5).
    if (statusCode === 412 && this.#held) {
      this.#held = undefined;
      return void this.#want(this.#wish ?? (wish === 'remove' ? 'remove' : 'publish'));
    }
    if (wish !== 'remove' && this.#lifetime.raise(response)) return void this.#want(this.#wish ?? wish);
    const local = isLocalResponse(response);
    const cause = local && statusCode === 408 ? causes.REQUEST_TIMEOUT : causes.CONNECTION_ERROR;
    const next = this.#wish ?? wish;
    this.#wish = undefined;
    const retryAfter = retryAfterOf(response);
    if (wish === 'remove') this.#held = undefined;
    else if (local || isPassing(response) || retryAfter !== undefined) {
      const patience = PATIENCE[Math.min(this.#failures++, PATIENCE.length - 1)]!;
      this.#planIn(Math.max(retryAfter ?? 0, patience) * 1000, next);
    }
    this.emit('failed', local ? null : response, local ? cause : causeText(response));
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

function isPassing(response: IncomingResponse): boolean {
  return PASSING.has(response.statusCode) || whyUnanswered(response) === 'unavailable';
}
