/**
 * The notifier of one subscription: accepts a SUBSCRIBE and sends NOTIFYs until it ends (RFC 6665 §4.2).
 * Subjects: notifier; NOTIFY sent; local subscription pending or active; notifier that is not answered, 480.
 */

import type { Timer } from '../base/clock.js';
import { Emitter } from '../base/emitter.js';
import { InvalidStateError } from '../base/errors.js';
import { badEvent } from '../core/request-inspection.js';
import type { DialogUsage } from '../core/dialog-table.js';
import type { OutgoingRequest } from '../core/outgoing-request.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { Dialog } from '../dialog/dialog.js';
import { printSubscriptionState } from '../message/header/subscription-state.js';
import type { IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { parseEvent, printEvent, sameEvent, type EventHeader } from './words.js';

/** The body of a NOTIFY. */
export interface EventContent {
  contentType: string;
  body: string;
}

export interface NotifierOptions {
  /** Supported packages. A SUBSCRIBE to another one is rejected with 489 and this list (§4.2.1.1). */
  packages: readonly string[];
  /** Minimum lifetime in seconds; shorter ones are rejected with 423 (§4.2.1.1). Default 60. */
  minExpires?: number;
  /** Maximum lifetime in seconds; longer ones are shortened. Default 3600. */
  maxExpires?: number;
}

export interface NotifierEvents {
  /** The subscriber refreshed the subscription. */
  refresh: [request: IncomingRequest];
  /** The end: `timeout`, the reason of `terminate`, `rejected`, `unsubscribed`, or `lost` if NOTIFYs fail. */
  terminated: [reason: string];
}

type Phase =
  /** Not answered yet. */
  | { name: 'new'; timer: Timer }
  | { name: 'pending' | 'active'; expiresAt: number; timer: Timer }
  | { name: 'terminated' };

/** Maximum time until accept or reject, milliseconds, then 480: the subscriber gives up after 32 s (Timer F). */
const LONGEST_WAIT = 25_000;

/** Responses to a NOTIFY that end the subscription (§4.2.2, RFC 5057 §5.1). */
const FATAL: ReadonlySet<number> = new Set([404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]);

/**
 * Creates a notifier for a SUBSCRIBE outside a dialog, which has to be accepted or rejected. Undefined if it was
 * rejected here: 489 for an unsupported package, 423 for a short lifetime.
 */
export function takeSubscribe(
  uas: UserAgentServer,
  core: UserAgentCore,
  options: NotifierOptions,
): Notifier | undefined {
  const event = parseEvent(uas.message.headers.get('Event') ?? '');
  if (!event || !options.packages.includes(event.package)) {
    return void uas.reject({ statusCode: 489, extraHeaders: [`Allow-Events: ${options.packages.join(', ')}`] });
  }
  const { minExpires = 60, maxExpires = 3600 } = options;
  const wanted = uas.message.expires ?? maxExpires;
  if (isTooBrief(wanted, minExpires)) {
    return void uas.reject({ statusCode: 423, extraHeaders: [`Min-Expires: ${minExpires}`] });
  }
  return new Notifier(uas, core, event, { minExpires, maxExpires });
}

/** One hour or more is never too brief (§4.2.1.1). */
function isTooBrief(wanted: number, minimum: number): boolean {
  return wanted > 0 && wanted < minimum && wanted < 3600;
}

export class Notifier extends Emitter<NotifierEvents> implements DialogUsage {
  readonly request: IncomingRequest;
  /** Free for use by the application. */
  readonly data: Record<string, unknown> = {};
  #phase: Phase;
  #dialog: Dialog | undefined;
  /** The pending NOTIFY; `again` if another one has to follow. */
  #sending: { outgoing: OutgoingRequest; again: boolean } | undefined;
  #content: () => EventContent | undefined = () => undefined;

  constructor(
    private readonly uas: UserAgentServer,
    private readonly core: UserAgentCore,
    readonly event: EventHeader,
    private readonly limits: { minExpires: number; maxExpires: number },
  ) {
    super();
    this.request = uas.message;
    this.#phase = { name: 'new', timer: core.clock.after(LONGEST_WAIT, () => this.reject(480)) };
  }

  get state(): 'new' | 'pending' | 'active' | 'terminated' {
    return this.#phase.name;
  }

  /** Whether the subscriber accepts this media type: it is in Accept, or there is no Accept. */
  accepts(contentType: string): boolean {
    return !this.request.headers.has('Accept') || this.request.hasOption('Accept', contentType);
  }

  /**
   * Accepts, and sends a NOTIFY at once (§4.2.1.2). `content` returns the full state for each NOTIFY. With `pending`
   * the subscriber gets no content until `activate()` (§4.2.1.3).
   */
  accept(content: () => EventContent | undefined, options: { pending?: boolean } = {}): this {
    this.#beAnswered();
    this.#content = content;
    const expires = this.#grant(this.request);
    this.uas.accept({ extraHeaders: [`Expires: ${expires}`] });
    this.#dialog = Dialog.ofServer(this.request, this.uas.toTag, false);
    this.core.dialogs.add(this.#dialog, this);
    this.#phase = this.#running(options.pending ? 'pending' : 'active', expires);
    // Expires 0 requests the state once (§4.4.3).
    if (expires === 0) this.terminate('timeout');
    else this.notify();
    return this;
  }

  /** Rejects with 400 to 699; default 403. */
  reject(statusCode = 403): void {
    this.#beAnswered();
    this.#phase = { name: 'terminated' };
    this.uas.reject({ statusCode });
    this.#leave('rejected');
  }

  #beAnswered(): void {
    if (this.#phase.name !== 'new') throw new InvalidStateError('The SUBSCRIBE has a final response', this.state);
    this.#phase.timer.cancel();
  }

  /** Authorizes a pending subscriber and sends the content. */
  activate(): this {
    if (this.#phase.name !== 'pending') return this;
    this.#phase = { ...this.#phase, name: 'active' };
    return this.notify();
  }

  /** Sends the current state. While a NOTIFY is pending the next one waits, so that they arrive in order. */
  notify(): this {
    if (this.#phase.name !== 'pending' && this.#phase.name !== 'active') return this;
    if (this.#sending) this.#sending.again = true;
    else this.#send();
    return this;
  }

  /** Ends the subscription with a final NOTIFY. `reason` and `retryAfter`, in seconds, are those of §4.1.3. */
  terminate(reason = 'noresource', retryAfter?: number): void {
    this.#terminate(reason, retryAfter, reason);
  }

  #terminate(reason: string, retryAfter: number | undefined, reported: string): void {
    const phase = this.#phase;
    if (phase.name !== 'pending' && phase.name !== 'active') return;
    phase.timer.cancel();
    this.#phase = { name: 'terminated' };
    this.#sending?.outgoing.dispose();
    const known = phase.name === 'active' && reason !== 'rejected';
    this.#transmit(printSubscriptionState({ state: 'terminated', reason, retryAfter }), known, {});
    this.#leave(reported);
  }

  /** Releases the subscription without sending a request. */
  dispose(): void {
    if (this.#phase.name !== 'terminated') this.#phase.timer.cancel();
    this.#phase = { name: 'terminated' };
    this.#sending?.outgoing.dispose();
    if (this.#dialog) this.core.dialogs.remove(this.#dialog, this);
  }

  takes(request: IncomingRequest): boolean {
    const event = parseEvent(request.headers.get('Event') ?? '');
    return request.method === 'SUBSCRIBE' && (!event || sameEvent(event, this.event));
  }

  /** Handles a SUBSCRIBE inside the dialog: refresh or unsubscribe (§4.2.1.4). */
  receiveRequest(uas: UserAgentServer): void {
    const phase = this.#phase;
    if (phase.name !== 'pending' && phase.name !== 'active') return void uas.reject({ statusCode: 481 });
    if (!uas.message.headers.has('Event')) return void uas.reject(badEvent(this.core.configuration));
    const { minExpires, maxExpires } = this.limits;
    if (isTooBrief(uas.message.expires ?? maxExpires, minExpires)) {
      return void uas.reject({ statusCode: 423, extraHeaders: [`Min-Expires: ${minExpires}`] });
    }
    const expires = this.#grant(uas.message);
    this.#dialog?.refreshTarget(uas.message);
    uas.accept({ extraHeaders: [`Expires: ${expires}`] });
    // An unsubscription is reported to the subscriber as `timeout` too (§4.1.2.3).
    if (expires === 0) return this.#terminate('timeout', undefined, 'unsubscribed');
    phase.timer.cancel();
    this.#phase = this.#running(phase.name, expires);
    this.emit('refresh', uas.message);
    this.notify();
  }

  #grant(request: IncomingRequest): number {
    return Math.min(request.expires ?? this.limits.maxExpires, this.limits.maxExpires);
  }

  #running(name: 'pending' | 'active', expires: number): Phase {
    const { clock } = this.core;
    return {
      name,
      expiresAt: clock.elapsed() + expires * 1000,
      timer: clock.after(expires * 1000, () => this.terminate('timeout')),
    };
  }

  #send(): void {
    const phase = this.#phase;
    if (phase.name !== 'pending' && phase.name !== 'active') return;
    const left = Math.max(0, Math.round((phase.expiresAt - this.core.clock.elapsed()) / 1000));
    const state = printSubscriptionState({ state: phase.name, expires: left });
    // A pending subscriber gets no content (§4.2.1.3).
    const outgoing = this.#transmit(state, phase.name === 'active', {
      onAccept: () => this.#next(),
      onRedirect: () => this.#next(),
      onReject: (response: IncomingResponse) => {
        if (!FATAL.has(response.statusCode)) return this.#next();
        this.dispose();
        this.#leave('lost');
      },
    });
    this.#sending = { outgoing, again: false };
  }

  #next(): void {
    const again = this.#sending?.again;
    this.#sending = undefined;
    if (again) this.#send();
  }

  /** Sends a NOTIFY, with the content if the subscriber is authorized (`known`). */
  #transmit(state: string, known: boolean, delegate: NonNullable<OutgoingRequest['delegate']>): OutgoingRequest {
    const message = this.#dialog!.makeRequest('NOTIFY');
    message.headers.append('Event', printEvent(this.event));
    message.headers.append('Subscription-State', state);
    message.headers.append('Contact', this.core.contact.toHeader());
    const content = known ? this.#content() : undefined;
    if (content) message.setBody(content);
    return this.core.request(message, delegate, this.#dialog);
  }

  #leave(reason: string): void {
    if (this.#dialog) this.core.dialogs.remove(this.#dialog, this);
    this.emit('terminated', reason);
  }
}
