/** The notifier's side of one subscription: a SUBSCRIBE came, NOTIFYs go out until it ends (RFC 6665 §4.2). */

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

/** What a NOTIFY carries. */
export interface EventContent {
  contentType: string;
  body: string;
}

export interface NotifierOptions {
  /** Packages that we notify of. A SUBSCRIBE to another one gets 489 with this list (§4.2.1.1). */
  packages: readonly string[];
  /** Seconds: shorter ones are refused with 423 (§4.2.1.1). Default 60. */
  minExpires?: number;
  /** Seconds: longer ones are shortened. Default 3600. */
  maxExpires?: number;
}

export interface NotifierEvents {
  /** The subscriber asked for more time. */
  refresh: [request: IncomingRequest];
  /** Over: `timeout`, the reason that we gave, `rejected`, `unsubscribed`, or `lost` when NOTIFYs do not get through. */
  terminated: [reason: string];
}

type Phase =
  /** Not answered yet. */
  | { name: 'new'; timer: Timer }
  | { name: 'pending' | 'active'; expiresAt: number; timer: Timer }
  | { name: 'terminated' };

/** What is not answered by then is refused with 480, milliseconds: its sender gives up after 32 s (Timer F). */
const LONGEST_WAIT = 25_000;

/** Responses to a NOTIFY that end the subscription (§4.2.2, RFC 5057 §5.1). */
const FATAL: ReadonlySet<number> = new Set([404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]);

/**
 * Takes a SUBSCRIBE outside a dialog. Undefined when it was refused: 489 for a package that we do not have, 423 for too
 * little time. What is returned has to be accepted or rejected.
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

/** An hour is never too brief (§4.2.1.1). */
function isTooBrief(wanted: number, minimum: number): boolean {
  return wanted > 0 && wanted < minimum && wanted < 3600;
}

export class Notifier extends Emitter<NotifierEvents> implements DialogUsage {
  readonly request: IncomingRequest;
  /** The application's own. */
  readonly data: Record<string, unknown> = {};
  #phase: Phase;
  #dialog: Dialog | undefined;
  /** A NOTIFY waits for its response; `again` when another one is due. */
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

  /** Whether the subscriber takes this media type: it is in Accept, or there is no Accept. */
  accepts(contentType: string): boolean {
    return !this.request.headers.has('Accept') || this.request.hasOption('Accept', contentType);
  }

  /**
   * Accepts and notifies at once (§4.2.1.2). `content` gives the full state whenever a NOTIFY goes out. With `pending`
   * the subscriber waits for a permission (§4.2.1.3), and `activate` gives it.
   */
  accept(content: () => EventContent | undefined, options: { pending?: boolean } = {}): this {
    this.#beAnswered();
    this.#content = content;
    const expires = this.#grant(this.request);
    this.uas.accept({ extraHeaders: [`Expires: ${expires}`] });
    this.#dialog = Dialog.ofServer(this.request, this.uas.toTag, false);
    this.core.dialogs.add(this.#dialog, this);
    this.#phase = this.#running(options.pending ? 'pending' : 'active', expires);
    // Expires 0 asks for the state once (§4.4.3).
    if (expires === 0) this.terminate('timeout');
    else this.notify();
    return this;
  }

  /** Refuses with 400 to 699; default 403. */
  reject(statusCode = 403): void {
    this.#beAnswered();
    this.#phase = { name: 'terminated' };
    this.uas.reject({ statusCode });
    this.#leave('rejected');
  }

  #beAnswered(): void {
    if (this.#phase.name !== 'new') throw new InvalidStateError('The subscription has been answered', this.state);
    this.#phase.timer.cancel();
  }

  /** Gives a pending subscriber the permission. */
  activate(): this {
    if (this.#phase.name !== 'pending') return this;
    this.#phase = { ...this.#phase, name: 'active' };
    return this.notify();
  }

  /** Sends the state as it is now. While a NOTIFY is out it waits, so that they arrive in order and never pile up. */
  notify(): this {
    if (this.#phase.name !== 'pending' && this.#phase.name !== 'active') return this;
    if (this.#sending) this.#sending.again = true;
    else this.#send();
    return this;
  }

  /** Ends it with a last NOTIFY. Reasons and `retryAfter`, in seconds, are those of §4.1.3. */
  terminate(reason = 'noresource', retryAfter?: number): void {
    this.#terminate(reason, retryAfter, reason);
  }

  #terminate(reason: string, retryAfter: number | undefined, told: string): void {
    const phase = this.#phase;
    if (phase.name !== 'pending' && phase.name !== 'active') return;
    phase.timer.cancel();
    this.#phase = { name: 'terminated' };
    this.#sending?.outgoing.dispose();
    const known = phase.name === 'active' && reason !== 'rejected';
    this.#transmit(printSubscriptionState({ state: 'terminated', reason, retryAfter }), known, {});
    this.#leave(told);
  }

  /** Forgets it without a word. */
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

  /** A SUBSCRIBE inside the dialog: more time, or the end (§4.2.1.4). */
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
    // The wire calls an end that was asked for a timeout as well (§4.1.2.3).
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
    // Who waits for a permission learns nothing yet (§4.2.1.3).
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

  /** Sends a NOTIFY, with the content when the subscriber may know it. */
  #transmit(state: string, known: boolean, delegate: NonNullable<OutgoingRequest['delegate']>): OutgoingRequest {
    const message = this.#dialog!.makeRequest('NOTIFY');
    message.headers.append('Event', printEvent(this.event));
    message.headers.append('Subscription-State', state);
    message.headers.append('Contact', this.core.contact.toHeader());
    const content = known ? this.#content() : undefined;
    if (content) {
      message.headers.append('Content-Type', content.contentType);
      message.body = content.body;
    }
    return this.core.request(message, delegate, this.#dialog);
  }

  #leave(reason: string): void {
    if (this.#dialog) this.core.dialogs.remove(this.#dialog, this);
    this.emit('terminated', reason);
  }
}
