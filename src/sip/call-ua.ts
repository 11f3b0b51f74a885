/**
 * The user agent of one account on one flow without event packages: its registration, sessions and requests (RFC 3261 §6, §8). `UA` adds
 * the event packages; an application that needs them later sets `eventAgent` then.
 * Subjects: user agent without event packages; UA.invite(); UA.resume(); normalizeTarget().
 */

import { SleepWatch, SystemClock } from './base/clock.js';
import { Emitter } from './base/emitter.js';
import { SipError, ignorable } from './base/errors.js';
import { LoggerFactory, type Logger } from './base/logger.js';
import {
  readConfiguration,
  readTarget,
  type ReadConfiguration,
  type SessionDescriptionHandlerFactory,
  type UAConfiguration,
} from './configuration.js';
import { ClientContext } from './core/client-context.js';
import { isSips } from './core/contact.js';
import type { RequestOptions } from './core/request.js';
import type { UserAgentCore } from './core/user-agent-core.js';
import type { EventAgent } from './event/event-agent.js';
import { NameAddrHeader } from './message/name-addr.js';
import type { IncomingResponse } from './message/response.js';
import type { URI } from './message/uri.js';
import { Registration } from './register/registration.js';
import type { SessionDescriptionHandler } from './session/description-handler.js';
import type { Session } from './session/session.js';
import { inviteHeaders } from './session/invite-headers.js';
import { requireTarget } from './session/owner.js';
import type { InviteOptions, Modifiers } from './session/options.js';
import { createOutgoing, restoreSession } from './session/create-session.js';
import type { SessionSnapshot } from './session/snapshot.js';
import type { UAEvents } from './ua-events.js';
import { makeCore } from './ua-core.js';
import { UALifecycle, type LeavePageOptions, type UAStatus } from './ua-lifecycle.js';
import { makeTransport } from './ua-transport.js';
import type { Transport } from './transport/transport.js';

/**
 * With `autostart` (the default) it connects in the next task, and registers unless `register` is false; it reconnects and registers
 * again automatically until `stop()`.
 */
export class CallUA extends Emitter<UAEvents> {
  /** The validated options; secrets are not in it. */
  readonly configuration: ReadConfiguration;
  readonly transport: Transport;
  readonly core: UserAgentCore;
  readonly registration: Registration;
  /** Subscriptions, publications and notifiers; without it a NOTIFY is one without a subscription. */
  eventAgent: EventAgent | undefined;
  /** Sessions that have not ended, by `id`. */
  readonly sessions = new Map<string, Session>();
  readonly loggerFactory: LoggerFactory;
  /** Free for use by the application. */
  readonly data: Record<string, unknown> = {};
  readonly #sleep: SleepWatch;
  readonly #factory: SessionDescriptionHandlerFactory | undefined;
  readonly #factoryOptions: Record<string, unknown>;
  readonly #lifecycle: UALifecycle;

  /** Throws an `invalid-argument` SipError that names the invalid option. */
  constructor(options: UAConfiguration) {
    super();
    const configuration = (this.configuration = readConfiguration(options));
    const { logLevel: level, logConnector: connector, logBuiltinEnabled: builtinEnabled } = options;
    this.loggerFactory = new LoggerFactory({ level, connector, builtinEnabled });
    this.#factory = options.sessionDescriptionHandlerFactory;
    this.#factoryOptions = options.sessionDescriptionHandlerFactoryOptions ?? {};
    this.#sleep = new SleepWatch(configuration.clock);
    this.transport = makeTransport(this, options);
    this.transport.inCall = () => this.sessions.size > 0;
    this.core = makeCore(this, options);
    this.#lifecycle = new UALifecycle(this);
    const { registrar, registerExpires: expires, instanceId, random } = configuration;
    this.registration = new Registration(this.core, { registrar, expires, instanceId, random }, this.#lifecycle);
    this.transport.probe = () => void this.core.request(this.core.makeOutgoingRequestMessage('OPTIONS', registrar));
    this.#lifecycle.begin();
  }

  /** `ready` when registered, or when connected if `register` is false; `starting` again when the connection breaks. */
  get status(): UAStatus {
    return this.#lifecycle.status;
  }

  /** The settings of sessions, as `SessionOwner` requires. @internal */
  get settings(): ReadConfiguration {
    return this.configuration;
  }

  isConnected(): boolean {
    return this.transport.isConnected();
  }

  isRegistered(): boolean {
    return this.registration.state.status === 'registered';
  }

  /**
   * Connects, and registers if the configuration says so; does nothing when `ready`. Rejects with a `transport`
   * SipError, but continues to reconnect; with `canceled` when `stop()` is called meanwhile.
   */
  start(): Promise<void> {
    return ignorable(this.#lifecycle.start());
  }

  /** Unregisters, ends every session and closes the connection. Resolves within 5 s in any case. */
  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  /**
   * For `pagehide`: hangs up, except sessions that another user agent continues (`keep`), unregisters, and closes without
   * waiting. All requests are sent within the microtasks of this task, BYE first: see decision 019. `start()` connects again.
   */
  leavePage(options: LeavePageOptions = {}): void {
    this.#lifecycle.leavePage(options);
  }

  /**
   * Registers, or refreshes the registration; resolves with the 2xx. Rejects with a SipError: `authentication`,
   * `rejected` with its `statusCode`, `timeout`, `transport`. `extraHeaders` are `Name: value` lines.
   */
  register(options: { extraHeaders?: readonly string[] } = {}): Promise<IncomingResponse> {
    return ignorable(this.registration.register(options));
  }

  /** Removes the binding of this device, or with `all` of all devices (RFC 3261 §10.2.2). Rejects as `register`. */
  unregister(options: { all?: boolean; extraHeaders?: readonly string[] } = {}): Promise<void> {
    return ignorable(this.registration.unregister(options));
  }

  /**
   * Starts a call. The target is a URI (`sip`, `sips`, `tel`), an address without scheme, or a user of the domain.
   * Throws an `invalid-argument` SipError for an invalid target, TypeError for header fields that cannot be sent.
   */
  invite(target: string | URI, options: InviteOptions = {}, modifiers?: Modifiers): Session {
    const uri = this.target(target);
    const remote = new NameAddrHeader(uri, options.displayName ?? '');
    const all = modifiers ? { ...options, modifiers } : options;
    const request = this.core.makeOutgoingRequestMessage('INVITE', uri, {
      to: remote,
      from: options.from,
      contact: this.core.contact.toHeader({ anonymous: options.anonymous === true, secure: isSips(uri) }),
      anonymous: options.anonymous,
      extraHeaders: options.extraHeaders,
    });
    for (const [name, value] of inviteHeaders(options)) request.headers.append(name, value);
    const session = createOutgoing(this, request, remote, all);
    this.emit('inviteSent', session);
    return session;
  }

  /**
   * Continues the call of a snapshot (`session.snapshot()`) in its dialog, with a re-INVITE and an ICE restart once a
   * flow exists; `refresh: false` sends nothing, and refuses offers with 491 until `reinvite()`. For other servers use `invite(…, { replaces })`.
   */
  resume(snapshot: SessionSnapshot, { refresh = true }: { refresh?: boolean } = {}): Session {
    const session = restoreSession(this, snapshot, refresh);
    const usable = this.isRegistered() || (this.isConnected() && !this.configuration.register);
    if (refresh && usable) void session.flowRecovered();
    return session;
  }

  /** Sends a MESSAGE outside a call (RFC 3428); the context emits the outcome. Throws as `invite`. */
  message(target: string | URI, body: string, contentType = 'text/plain', options: RequestOptions = {}): ClientContext {
    return this.request('MESSAGE', target, { ...options, body, contentType });
  }

  /** Sends any request outside a dialog; the context emits the outcome. Throws as `invite`. */
  request(method: string, target: string | URI, options: RequestOptions = {}): ClientContext {
    return new ClientContext(this, method, this.target(target), options).send();
  }

  /**
   * Call this after the device slept or the page was frozen: checks the connection within 5 s, or connects now. Registers
   * again if the refresh became due meanwhile.
   */
  wake(): void {
    this.#recheckTime();
    this.transport.wake();
  }

  /** Call this when the network changed. As `wake()`, but during a call a dead connection is replaced within 2 s. */
  networkChanged(): void {
    this.#recheckTime();
    this.transport.networkChanged();
  }

  /** Parses a target as `invite` does; undefined if it is invalid. */
  normalizeTarget(target: string | URI): URI | undefined {
    return readTarget(target, this.configuration.uri);
  }

  /** Creates the description handler of a session. Throws a `media` SipError if no factory is configured. @internal */
  makeDescriptionHandler(session: Session): SessionDescriptionHandler {
    if (!this.#factory) throw new SipError('media', 'There is no sessionDescriptionHandlerFactory');
    return this.#factory(session, this.#factoryOptions);
  }

  /** Returns a logger of the category, such as `sip.ua`, whose lines are redacted before output. */
  getLogger(category: string, label?: string): Logger {
    return this.loggerFactory.getLogger(category, label);
  }

  /** Address and status; credentials are never included. */
  toJSON(): { uri: string; status: UAStatus } {
    return { uri: this.configuration.uri.aor, status: this.status };
  }

  /** Registers again where the refresh became due while no timer ran. */
  #recheckTime(): void {
    const { clock } = this.configuration;
    if (clock instanceof SystemClock) clock.recheck();
    if (this.#sleep.slept()) this.registration.wake();
  }

  /** Parses a target as `invite` does; throws an `invalid-argument` SipError if it is invalid. */
  protected target(target: string | URI): URI {
    return requireTarget(this, target);
  }
}
