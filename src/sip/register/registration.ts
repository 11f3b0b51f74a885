/**
 * Binds a flow to the address-of-record by REGISTER (RFC 3261 §10, RFC 5626, RFC 5627, RFC 3608).
 * Subjects: REGISTER; binding of the device; refresh time of a registration; unregister; retry of a failed registration;
 * Retry-After to REGISTER; expires of a registration; outbound, RFC 5626.
 */

import type { Timer } from '../base/clock.js';
import { SipError, messageOf, type SipErrorKind } from '../base/errors.js';
import { newCallId, newTag } from '../base/ids.js';
import { RetryDelay } from '../base/retry-delay.js';
import type { Logger } from '../base/logger.js';
import { causeText, failureOf } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import { readExtraHeaders } from '../core/extra-headers.js';
import { RequestedExpires } from '../core/requested-expires.js';
import { isLocalResponse } from '../core/local-response.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import { rejection, whyUnanswered } from '../digest/unanswered.js';
import { contactExpires, contactGruu, contactInstance } from '../message/header/contact.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';

export type RegistrationState =
  | { readonly status: 'unregistered' }
  | { readonly status: 'registering' }
  /** `expiresAt`: wall-clock time, milliseconds since the epoch. */
  | { readonly status: 'registered'; readonly expiresAt: number }
  | { readonly status: 'unregistering' }
  /** Rejected or timed out; `retryAt`: wall-clock time of the next automatic attempt, milliseconds since the epoch. */
  | { readonly status: 'failed'; readonly retryAt?: number };

interface RegistrationOptions {
  readonly registrar: URI;
  /** Requested lifetime in seconds. */
  readonly expires: number;
  /** `urn:uuid:…`: the same across reloads, so that the registrar recognizes the device (RFC 5626 §4.1). */
  readonly instanceId: string;
  readonly extraHeaders?: readonly string[];
  /** Returns a number in [0, 1). */
  readonly random?: () => number;
}

/** Receives the events of the registration. `response` is undefined if there was none. */
export interface RegistrationListener {
  registered(response: IncomingResponse): void;
  unregistered(response: IncomingResponse | undefined, cause: string): void;
  failed(response: IncomingResponse | undefined, cause: string): void;
}

/** Maximum lifetime in seconds, limited by timers. */
const MAX_EXPIRES = Math.floor((2 ** 31 - 1) / 1000);
/** Minimum time between refreshes, milliseconds. */
const LEAST_REFRESH = 5000;
/** Delays before a failed registration is retried, milliseconds, varied by 20 % (RFC 5626 §4.5). */
const RETRY: readonly number[] = [25_000, 50_000, 100_000, 200_000, 400_000, 800_000, 1_500_000];
/** Minimum delays if the server sent Retry-After, milliseconds. */
const RETRY_NAMED: readonly number[] = [6250, 12_500, 25_000, 50_000, 100_000];

export class Registration {
  readonly #logger: Logger;
  readonly #callId = newCallId();
  readonly #fromTag = newTag();
  #sequence = 0;
  readonly #requested: RequestedExpires;
  #state: RegistrationState = { status: 'unregistered' };
  #timer: Timer | undefined;
  readonly #retry: RetryDelay;
  readonly #retryNamed: RetryDelay;
  /** Wall-clock time of the next refresh, milliseconds: a device that slept past it registers at once. */
  #dueAt = Infinity;
  /** Whether outbound is requested: not after 439, as a proxy does not support it (RFC 5626 §11.6). */
  #outbound = true;
  /** Rejects the pending REGISTER. */
  #giveUp: (() => void) | undefined;
  /** The queue of REGISTER requests, one at a time (§10.2). */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly core: UserAgentCore,
    private readonly options: RegistrationOptions,
    private readonly listener: RegistrationListener,
  ) {
    this.#requested = new RequestedExpires(options.expires, MAX_EXPIRES);
    const random = (): number => this.#random();
    this.#retry = new RetryDelay(RETRY, random);
    this.#retryNamed = new RetryDelay(RETRY_NAMED, random, MAX_EXPIRES * 1000);
    this.#logger = core.loggerFactory.getLogger('sip.registration');
  }

  get state(): RegistrationState {
    return this.#state;
  }

  /** Registers, or refreshes. Resolves with the 2xx; rejects with a SipError. Throws TypeError for an invalid field. */
  register(options: { extraHeaders?: readonly string[] } = {}): Promise<IncomingResponse> {
    readExtraHeaders(options.extraHeaders);
    return this.#next(() => this.#register(options.extraHeaders ?? this.options.extraHeaders));
  }

  /** Removes the binding of this device, or of all. Resolves when answered; rejects and throws as `register`. */
  unregister(options: { all?: boolean; extraHeaders?: readonly string[] } = {}): Promise<void> {
    readExtraHeaders(options.extraHeaders);
    return this.#next(() => this.#unregister(options));
  }

  /** Call this after a sleep of the device: registers now if the refresh is overdue by wall-clock time. */
  wake(): void {
    if (this.#state.status !== 'registered' || this.core.clock.now() < this.#dueAt) return;
    this.#plan(0);
  }

  /** Handles a broken flow, with which the binding ends. */
  flowLost(): void {
    this.#timer?.cancel();
    const was = this.#state.status;
    this.#state = { status: 'unregistered' };
    if (was === 'registered') this.listener.unregistered(undefined, causes.CONNECTION_ERROR);
  }

  /** Ends the registration without sending a request. */
  dispose(): void {
    this.#timer?.cancel();
    this.#giveUp?.();
    this.#state = { status: 'unregistered' };
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(run, run);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  async #register(extraHeaders: readonly string[] | undefined): Promise<IncomingResponse> {
    this.#timer?.cancel();
    if (this.#state.status !== 'registered') this.#state = { status: 'registering' };
    const response = await this.#send(this.#make({ expires: this.#requested.seconds, extraHeaders }));
    const { statusCode } = response;
    if (statusCode >= 200 && statusCode < 300) return this.#accepted(response);
    if (this.#adapts(response)) return this.#register(extraHeaders);
    throw this.#failed(response);
  }

  /** Adapts the next REGISTER to the response: a longer lifetime (423), or no outbound (439). */
  #adapts(response: IncomingResponse): boolean {
    if (this.#requested.raise(response)) return true;
    if (response.statusCode !== 439 || !this.#outbound) return false;
    this.#outbound = false;
    return true;
  }

  #make(options: {
    expires: number;
    all?: boolean;
    extraHeaders?: readonly string[] | undefined;
  }): OutgoingRequestMessage {
    const { registrar } = this.options;
    const request = this.core.makeOutgoingRequestMessage('REGISTER', registrar, {
      to: this.core.configuration.identity,
      fromTag: this.#fromTag,
      callId: this.#callId,
      sequence: ++this.#sequence,
      routes: this.core.configuration.preloadedRouteSet,
      contact: options.all ? '*' : this.#contact(options.expires),
      extraHeaders: options.extraHeaders,
    });
    request.headers.append('Expires', `${options.expires}`);
    const { allow, supported } = this.core.configuration;
    request.headers.append('Allow', allow.join(', '));
    const tags = this.#outbound ? supported : supported.filter((tag) => tag !== 'outbound');
    request.headers.append('Supported', tags.join(', '));
    return request;
  }

  #contact(expires: number): string {
    const contact = new NameAddrHeader(this.core.contact.uri);
    contact.params.set('+sip.instance', `<${this.options.instanceId}>`, { quoted: true });
    if (this.#outbound) contact.params.set('reg-id', '1');
    contact.params.set('expires', `${expires}`);
    return contact.toString();
  }

  /** Sends a REGISTER and resolves with its final response. */
  #send(request: OutgoingRequestMessage): Promise<IncomingResponse> {
    return new Promise((resolve, reject) => {
      this.#giveUp = () => reject(new SipError('canceled', 'The registration was canceled'));
      const client = this.core.request(request, {
        // A retry after a challenge has used further CSeq numbers.
        onRetry: (message) => (this.#sequence = message.cseq.sequence),
        onAccept: resolve,
        onRedirect: resolve,
        onReject: resolve,
      });
      this.#sequence = client.message.cseq.sequence;
    });
  }

  #accepted(response: IncomingResponse): IncomingResponse {
    const ours = this.#findOurs(response);
    if (!ours) throw this.#failed(response, 'The 200 to REGISTER does not contain the own Contact');
    this.#learn(ours, response);
    const granted = contactExpires(ours) ?? response.expires ?? this.#requested.seconds;
    if (granted === 0) throw this.#failed(response, 'The registrar ended the registration');
    const seconds = Math.min(granted, MAX_EXPIRES);
    this.#retry.forget();
    this.#retryNamed.forget();
    this.#requested.granted();
    this.#state = { status: 'registered', expiresAt: this.core.clock.now() + seconds * 1000 };
    // 50 to 85 % of the lifetime: leaves time for a retry, and spreads the load of many devices.
    this.#plan(Math.max(seconds * 1000 * (0.5 + 0.35 * this.#random()), LEAST_REFRESH));
    this.listener.registered(response);
    return response;
  }

  /** Stores the GRUUs and the service route of the binding, or clears them (RFC 5627 §4.2, RFC 3608 §6.1). */
  #learn(ours?: NameAddrHeader, response?: IncomingResponse): void {
    const { contact } = this.core;
    const gruu = ours && contactGruu(ours);
    contact.pubGruu = gruu?.pub;
    contact.tempGruu = gruu?.temp;
    contact.outbound = response?.hasOption('Require', 'outbound') ? 'yes' : 'unknown';
    this.core.serviceRoute = response?.headers.values('Service-Route') ?? [];
  }

  /** Finds our binding among those of all devices (§10.2.4); others may be malformed. */
  #findOurs(response: IncomingResponse): NameAddrHeader | undefined {
    const { uri } = this.core.contact;
    const { contacts } = response;
    return (
      contacts.find((contact) => contact.uri.equals(uri)) ??
      contacts.find((contact) => contactInstance(contact) === this.options.instanceId) ??
      contacts.find((contact) => contact.uri.user === uri.user)
    );
  }

  #failed(response: IncomingResponse, text?: string): SipError {
    const [received, why] = failureOf(response);
    const cause = text ?? why;
    const wasRegistered = this.#state.status === 'registered';
    const delay = this.#retryDelay(response);
    if (delay === undefined) this.#state = { status: 'failed' };
    else {
      this.#state = { status: 'failed', retryAt: this.core.clock.now() + delay };
      this.#plan(delay);
    }
    this.#logger.warn(`not registered: ${response.statusCode} ${cause}`);
    this.listener.failed(received, cause);
    if (wasRegistered) this.listener.unregistered(received, cause);
    return rejection(kindOf(response), response, cause);
  }

  /** Milliseconds until the next attempt; undefined for a permanent rejection, or without a connection. */
  #retryDelay(response: IncomingResponse): number | undefined {
    const { statusCode } = response;
    if (!this.core.transport.isConnected()) return undefined;
    const busy = statusCode === 408 || statusCode === 480 || (statusCode >= 500 && statusCode < 600);
    const passing = busy || whyUnanswered(response) === 'unavailable';
    if (!passing && statusCode >= 300) return undefined;
    const asked = retryAfterOf(response);
    return asked === undefined ? this.#retry.next() : this.#retryNamed.next(asked * 1000);
  }

  #plan(delay: number): void {
    this.#timer?.cancel();
    this.#dueAt = this.core.clock.now() + delay;
    this.#timer = this.core.clock.after(delay, () => {
      this.register().catch((error: unknown) => this.#logger.log(messageOf(error)));
    });
  }

  async #unregister(options: { all?: boolean; extraHeaders?: readonly string[] }): Promise<void> {
    this.#timer?.cancel();
    const idle = this.#state.status !== 'registered' && !options.all;
    if (idle || !this.core.transport.isConnected()) {
      this.#state = { status: 'unregistered' };
      return;
    }
    this.#state = { status: 'unregistering' };
    const response = await this.#send(this.#make({ expires: 0, ...options }));
    this.#state = { status: 'unregistered' };
    this.#learn();
    const cause = causeText(response);
    this.listener.unregistered(isLocalResponse(response) ? undefined : response, cause);
    if (response.statusCode >= 300) throw rejection(kindOf(response), response, cause);
  }

  #random(): number {
    return (this.options.random ?? Math.random)();
  }
}

/** The error kind of a response. */
function kindOf(response: IncomingResponse): SipErrorKind {
  const { statusCode } = response;
  if (isLocalResponse(response)) return statusCode === 408 ? 'timeout' : 'transport';
  return statusCode === 401 || statusCode === 407 || statusCode === 403 ? 'authentication' : 'rejected';
}
