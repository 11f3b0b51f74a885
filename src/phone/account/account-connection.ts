/**
 * The connection of one account: a user agent and its account state (RFC 3261 §10, RFC 7118).
 * Subjects: account state; connection of the account; server aliases of the account (P-Associated-URI); offline state; trace of
 * SIP messages, source; noRegister, effect.
 */

import type { Clock } from '../../sip/base/clock.js';
import { Emitter } from '../../sip/base/emitter.js';
import type { LeavePageOptions } from '../../sip/ua-lifecycle.js';
import type { ServerContext } from '../../sip/core/server-context.js';
import type { UserAgentCore } from '../../sip/core/user-agent-core.js';
import type { EventAgent } from '../../sip/event/event-agent.js';
import { whyUnanswered, type WithheldChallenge } from '../../sip/digest/unanswered.js';
import type { IncomingResponse } from '../../sip/message/response.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { InviteOptions } from '../../sip/session/options.js';
import type { SessionSnapshot } from '../../sip/session/snapshot.js';
import { CallUA } from '../../sip/call-ua.js';
import type { PhoneConfiguration } from '../configuration.js';
import { PhoneError } from '../phone-error.js';
import { checkConnected } from '../error-causes.js';
import { optionOf, type AccountSettings } from '../settings.js';
import type { AccountState } from '../state.js';
import { watchPageLifecycle } from './page-lifecycle.js';
import { uaConfiguration, type AccountConnectionOwner } from './ua-configuration.js';

export interface AccountConnectionEvents {
  /** `state` has changed. */
  state: [];
  connected: [];
  disconnected: [reason: string | undefined];
  registered: [];
  unregistered: [];
  registrationFailed: [statusCode: number | undefined, reason: string];
  incoming: [session: Session];
  /** A challenge that the configuration forbids to answer. */
  challengeWithheld: [challenge: WithheldChallenge];
  /** A MESSAGE outside a dialog (RFC 3428), which needs a response. */
  message: [context: ServerContext];
  /** A NOTIFY without a subscription. */
  notify: [context: ServerContext];
  /** A SIP message was sent or received, with its secrets. */
  trace: [direction: 'out' | 'in', text: string];
}

interface Waiter {
  resolve(): void;
  reject(error: PhoneError): void;
}

/** Maximum of names from P-Associated-URI. */
const MOST_ALIASES = 100;

export class AccountConnection extends Emitter<AccountConnectionEvents> {
  readonly uri: URI;
  /** Resolves when the first attempt has ended, also when it failed. */
  readonly settled: Promise<void>;
  readonly #ua: CallUA;
  readonly #clock: Clock;
  readonly #name: string;
  /** The first server URL without its secrets. */
  readonly #server: string;
  readonly #registers: boolean;
  readonly #waiters = new Set<Waiter>();
  #aliases: ReadonlySet<string> = new Set();
  #state: AccountState;
  #everConnected = false;
  /** Removes the listeners for page lifecycle events. */
  #unwatch: (() => void) | undefined;

  /** Throws an `invalid-argument` SipError for an invalid configuration. */
  constructor(settings: AccountSettings, configuration: PhoneConfiguration, owner: AccountConnectionOwner) {
    super();
    this.uri = settings.uri;
    this.#name = settings.name;
    const { protocol, host, pathname } = new URL(settings.servers[0]!);
    this.#server = `${protocol}//${host}${pathname}`;
    this.#clock = owner.clock;
    this.#registers = !optionOf(configuration, 'noRegister');
    this.#ua = new CallUA(uaConfiguration(settings, configuration, owner, () => this.#ua.loggerFactory));
    this.#state = { status: 'connecting', name: this.#name, since: this.#clock.now() };
    this.settled = this.usable().catch(() => undefined);
    this.#watch();
  }

  get state(): AccountState {
    return this.#state;
  }

  /** Further user parts of the account at the server (P-Associated-URI, RFC 7315 §4.1). */
  get aliases(): ReadonlySet<string> {
    return this.#aliases;
  }

  /** Connects, and reconnects until it is stopped. */
  start(): void {
    this.#unwatch ??= watchPageLifecycle(this.#ua);
    // Errors are reported by events.
    this.#ua.start().catch(() => undefined);
  }

  /** Resolves when a request can be sent; starts a new attempt while offline. Rejects with a `PhoneError`. */
  usable(): Promise<void> {
    if (this.#state.status === 'offline') this.retryNow();
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiters.add(waiter);
      this.#settleWaiters();
    });
  }

  /** Sends an INVITE. Throws a SipError where the target cannot be called. */
  invite(target: URI, options: InviteOptions): Session {
    return this.#ua.invite(target, options);
  }

  /** Continues an established call in its dialog (`session.snapshot()`). Throws a SipError for invalid data. */
  resume(snapshot: SessionSnapshot): Session {
    return this.#ua.resume(snapshot);
  }

  /** Holds the dialog of an established call: requests in it are answered, and nothing is sent. Throws a SipError for invalid data. */
  hold(snapshot: SessionSnapshot): Session {
    return this.#ua.resume(snapshot, { refresh: false });
  }

  /** Ends a call of an earlier page by a BYE in its dialog. Resolves when the BYE was answered or given up; never rejects. */
  async end(snapshot: SessionSnapshot): Promise<void> {
    try {
      await this.#ua.resume(snapshot, { refresh: false }).bye();
    } catch {
      // The stored data were invalid: there is no dialog.
    }
  }

  /** Sends a CANCEL of an earlier page as it is, then ends the early dialogs of its INVITE by BYE (RFC 3261 §15). */
  cancel(text: string, early: readonly SessionSnapshot[] = []): void {
    void this.#ua.transport.send(text);
    for (const snapshot of early) void this.end(snapshot);
  }

  /** Returns the subscriptions and publications of this connection; `make` creates them, where they are used first. */
  eventAgent(make: (core: UserAgentCore) => EventAgent): EventAgent {
    return (this.#ua.eventAgent ??= make(this.#ua.core));
  }

  /**
   * Sends a MESSAGE outside a dialog (RFC 3428). Resolves with the final response; 408 stands for a timeout. Rejects with a
   * `PhoneError` where the connection breaks or is stopped before.
   */
  async message(target: URI, text: string, contentType = 'text/plain;charset=UTF-8'): Promise<IncomingResponse> {
    const response = await this.#ua.message(target, text, contentType).final;
    checkConnected(response);
    return response;
  }

  retryNow(): void {
    if (this.#state.status !== 'offline' && this.#state.status !== 'refused') return;
    const again = this.#ua.isConnected() ? this.#ua.register() : this.#reconnect();
    again.catch(() => undefined);
  }

  /** Removes the registration and keeps the current calls. Never rejects. */
  async leave(): Promise<void> {
    await this.#ua.unregister().catch(() => undefined);
  }

  /** Removes the registration and disconnects. Never rejects. */
  async stop(): Promise<void> {
    this.#unwatch?.();
    this.#unwatch = undefined;
    await this.#ua.stop().catch(() => undefined);
    this.#release(new PhoneError('no-connection'));
  }

  /** Sends what is possible without waiting, and disconnects, as the page is being left. */
  leavePage(options: LeavePageOptions): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#ua.leavePage(options);
    this.#release(new PhoneError('no-connection'));
  }

  #watch(): void {
    const ua = this.#ua;
    ua.on('connecting', () => {
      // Only the first attempt is `connecting`; later ones are `offline`.
      if (this.#state.status === 'offline') this.#become(this.#offline(undefined));
    });
    ua.on('connected', () => {
      this.#everConnected = true;
      if (this.#registers) this.#become({ status: 'connecting', name: this.#name, since: this.#clock.now() });
      else this.#become({ status: 'ready', name: this.#name });
      this.emit('connected');
    });
    ua.on('disconnected', (reason) => {
      this.#become(this.#offline(undefined));
      this.emit('disconnected', reason);
    });
    ua.on('reconnectScheduled', (at) => this.#become(this.#offline(at)));
    ua.on('registered', (response) => {
      const associated = response.addresses('P-Associated-URI').flatMap(({ uri }) => uri.user ?? []);
      this.#aliases = new Set(associated.slice(0, MOST_ALIASES));
      this.#become({ status: 'ready', name: this.#name });
      this.emit('registered');
    });
    ua.on('unregistered', () => this.emit('unregistered'));
    ua.on('registrationFailed', (response, cause) => this.#registrationFailed(response, cause));
    ua.on('challengeWithheld', (challenge) => this.emit('challengeWithheld', challenge));
    ua.on('invite', (session) => this.emit('incoming', session));
    ua.on('message', (context) => this.emit('message', context));
    ua.on('notify', (context) => this.emit('notify', context));
    ua.transport.on('message', (text) => this.emit('trace', 'in', text));
    ua.transport.on('messageSent', (text) => this.emit('trace', 'out', text));
  }

  #registrationFailed(response: IncomingResponse | undefined, cause: string): void {
    const { state } = this.#ua.registration;
    const retryAt = state.status === 'failed' ? state.retryAt : undefined;
    const challenge = whyUnanswered(response);
    if (response && retryAt === undefined) {
      const { statusCode } = response;
      const withheld = challenge === 'withheld' ? { challenge } : {};
      this.#become({ status: 'refused', name: this.#name, statusCode, reason: cause, ...withheld });
    } else if (this.#ua.isConnected()) {
      this.#become({ ...this.#offline(retryAt), ...(challenge === 'unavailable' ? { challenge } : {}) });
    }
    this.emit('registrationFailed', response?.statusCode, cause);
  }

  #offline(retryAt: number | undefined): AccountState & { status: 'offline' } {
    const server = this.#everConnected ? {} : { server: this.#server };
    const state = { status: 'offline', name: this.#name, everConnected: this.#everConnected, ...server } as const;
    return retryAt === undefined ? state : { ...state, retryAt };
  }

  #become(state: AccountState): void {
    this.#state = state;
    this.emit('state');
    this.#settleWaiters();
  }

  #settleWaiters(): void {
    const { status } = this.#state;
    const up = this.#ua.isConnected() && status !== 'connecting';
    const down = status === 'offline' && 'retryAt' in this.#state && !this.#ua.isConnected();
    if (up) this.#release(undefined);
    else if (down) this.#release(new PhoneError('no-connection'));
  }

  #release(error: PhoneError | undefined): void {
    for (const waiter of this.#waiters) {
      if (error) waiter.reject(error);
      else waiter.resolve();
    }
    this.#waiters.clear();
  }

  /** Skips the back-off where the transport has one; otherwise connects. */
  #reconnect(): Promise<void> {
    const transport = this.#ua.transport as { reconnectNow?(): Promise<void>; connect(): Promise<void> };
    return transport.reconnectNow ? transport.reconnectNow() : transport.connect();
  }
}
