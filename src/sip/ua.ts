/** The user agent of an application: one account on one flow, its registration and its sessions (RFC 3261 §6, §8). */

import { SleepWatch, SystemClock, type Timer } from './base/clock.js';
import { Emitter } from './base/emitter.js';
import { SipError, ignorable, messageOf } from './base/errors.js';
import { LoggerFactory, type Logger } from './base/logger.js';
import { microtasks } from './base/microtasks.js';
import {
  readChallengeRules,
  readConfiguration,
  readCredentials,
  readTarget,
  type FarewellOptions,
  type ReadConfiguration,
  type SessionDescriptionHandlerFactory,
  type UAConfiguration,
} from './configuration.js';
import { ClientContext } from './core/client-context.js';
import { LocalContact, isSips } from './core/contact.js';
import type { RequestOptions } from './core/request.js';
import { UserAgentCore } from './core/user-agent-core.js';
import { Authenticator } from './digest/authenticator.js';
import { EventAgent } from './event/event-agent.js';
import type { Publication, PublicationOptions } from './event/publication.js';
import type { Subscription, SubscriptionOptions } from './event/subscription.js';
import { NameAddrHeader } from './message/name-addr.js';
import type { IncomingResponse } from './message/response.js';
import { parseRetryAfter } from './message/header/retry-after.js';
import { parseDecimal } from './message/scanner.js';
import type { URI } from './message/uri.js';
import { Registration } from './register/registration.js';
import type { SessionDescriptionHandler } from './session/description-handler.js';
import type { Session } from './session/session.js';
import { inviteHeaders } from './session/invite-headers.js';
import type { InviteOptions, Modifiers } from './session/options.js';
import { createOutgoing, restoreSession } from './session/create-session.js';
import type { SessionSnapshot } from './session/snapshot.js';
import type { UAEvents } from './ua-events.js';
import { withCapabilities } from './ua-capabilities.js';
import { receiveRequest } from './ua-requests.js';
import { makeTransport } from './ua-transport.js';
import type { Transport } from './transport/transport.js';

export type UAStatus = 'initial' | 'starting' | 'ready' | 'stopping' | 'stopped';

const STOP_LIMIT = 5000; // ms that `stop()` waits for servers

/**
 * The user agent of one account. With `autostart` (the default) it connects in the next task, and registers unless
 * `register` is false; it reconnects and registers again automatically until `stop()`.
 */
export class UA extends Emitter<UAEvents> {
  /** The validated options; secrets are not in it. */
  readonly configuration: ReadConfiguration;
  readonly transport: Transport;
  readonly core: UserAgentCore;
  readonly registration: Registration;
  /** Subscriptions, publications and notifiers. */
  readonly eventAgent: EventAgent;
  /** Sessions that have not ended, by `id`. */
  readonly sessions = new Map<string, Session>();
  readonly loggerFactory: LoggerFactory;
  /** Free for use by the application. */
  readonly data: Record<string, unknown> = {};
  readonly #logger: Logger;
  readonly #sleep: SleepWatch;
  readonly #factory: SessionDescriptionHandlerFactory | undefined;
  readonly #factoryOptions: Record<string, unknown>;
  #status: UAStatus = 'initial';
  #stopping: Promise<void> | undefined;
  /** Number of calls of `stop()`: a later `stop()` cancels a `start()`. */
  #stops = 0;
  /** Whether event state has to be refreshed over the current flow. */
  #flow: 'new' | 'known' = 'new';

  /** Throws an `invalid-argument` SipError that names the invalid option. */
  constructor(options: UAConfiguration) {
    super();
    const configuration = (this.configuration = readConfiguration(options));
    const { logLevel: level, logConnector: connector, logBuiltinEnabled: builtinEnabled } = options;
    this.loggerFactory = new LoggerFactory({ level, connector, builtinEnabled });
    this.#logger = this.loggerFactory.getLogger('sip.ua');
    this.#factory = options.sessionDescriptionHandlerFactory;
    this.#factoryOptions = options.sessionDescriptionHandlerFactoryOptions ?? {};
    this.#sleep = new SleepWatch(configuration.clock);
    this.transport = makeTransport(this, options);
    this.core = this.#makeCore(options);
    this.eventAgent = new EventAgent(this.core, configuration.eventPackages);
    this.registration = this.#makeRegistration();
    this.#watchTransport();
    // Starts in a later task, so that listeners can be added first.
    if (configuration.autostart) configuration.clock.after(0, () => this.#autostart());
  }

  /** `ready` when registered, or when connected if `register` is false; `starting` again when the connection breaks. */
  get status(): UAStatus {
    return this.#status;
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
    return ignorable(this.#start());
  }

  /** Unregisters, ends every session and closes the connection. Resolves within 5 s in any case. */
  stop(): Promise<void> {
    this.#stops++;
    this.#stopping ??= this.#stop().finally(() => (this.#stopping = undefined));
    return this.#stopping;
  }

  /**
   * For `pagehide`: hangs up, except sessions that another user agent continues (`keep`), unregisters, and closes without
   * waiting. All requests are sent within the microtasks of this task, BYE first: see decision 019. `start()` connects again.
   */
  farewell({ unregister = true, keep }: FarewellOptions = {}): void {
    const stops = ++this.#stops;
    this.#status = 'stopping';
    void this.#leave(unregister, keep);
    void microtasks().then(() => (stops === this.#stops ? this.#close() : undefined));
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
    const uri = this.#target(target);
    const remote = new NameAddrHeader(uri, options.displayName ?? '');
    const all = modifiers ? { ...options, modifiers } : options;
    const request = this.core.makeOutgoingRequestMessage('INVITE', uri, {
      to: remote,
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
   * flow exists; `refresh: false` sends nothing. For other servers use `invite(…, { replaces })`.
   */
  resume(snapshot: SessionSnapshot, { refresh = true }: { refresh?: boolean } = {}): Session {
    const session = restoreSession(this, snapshot);
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
    return new ClientContext(this, method, this.#target(target), options).send();
  }

  /** Subscribes to an event package of the target (RFC 6665), until `unsubscribe()`. */
  subscribe(target: string | URI, event: string, options: SubscriptionOptions = {}): Subscription {
    return this.eventAgent.subscribe(this.#target(target), event, options);
  }

  /** Creates a publication (RFC 3903); its `publish` sends the state. Default target: the own address. */
  publication(
    event: string,
    options: PublicationOptions = {},
    target: string | URI = this.configuration.uri,
  ): Publication {
    return this.eventAgent.publication(this.#target(target), event, options);
  }

  /**
   * Call this after the device slept, the page was frozen or the network changed: checks the connection within 10 s (5
   * s during a call), or connects now. Registers again if the refresh became due meanwhile.
   */
  wake(): void {
    const { clock } = this.configuration;
    if (clock instanceof SystemClock) clock.recheck();
    if (this.#sleep.slept()) this.registration.wake();
    this.transport.wake();
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

  /** Whether `stop()` or `farewell()` was called. */
  get #leaves(): boolean {
    return this.#status === 'stopping' || this.#status === 'stopped';
  }

  #target(target: string | URI): URI {
    const uri = this.normalizeTarget(target);
    if (!uri) throw new SipError('invalid-argument', `"${String(target)}" is not a valid target`);
    return uri;
  }

  #makeCore(options: UAConfiguration): UserAgentCore {
    const { clock, identity, userAgent, preloadedRouteSet, uri, eventPackages } = this.configuration;
    const username = options.authorizationUser ?? options.username ?? uri.user ?? '';
    const authenticator = new Authenticator(readCredentials(options), {
      username,
      clock,
      secure: () => this.transport.secure,
      rules: readChallengeRules(options, this.configuration),
      onWithheld: (challenge) => {
        const { method, statusCode, realm, reason } = challenge;
        this.#logger.warn(`${statusCode} to ${method} was not answered (${reason}): realm ${JSON.stringify(realm)}`);
        this.emit('challengeWithheld', challenge);
      },
      onUnavailable: (why) => this.#logger.warn(why),
    });
    const joinable = (): boolean =>
      [this, ...this.sessions.values()].some(
        (one: { listenerCount(event: 'join'): number }) => one.listenerCount('join') > 0,
      );
    const rest = {
      clock,
      loggerFactory: this.loggerFactory,
      transport: this.transport,
      authenticator,
      identity,
      contact: new LocalContact({ scheme: uri.scheme }),
      userAgent,
      preloadedRouteSet,
    };
    return new UserAgentCore(withCapabilities(rest, eventPackages, joinable), {
      onRequest: (uas) => receiveRequest(this, uas),
      onNotify: (uas) => this.eventAgent.receiveNotify(uas),
    });
  }

  #makeRegistration(): Registration {
    const { registrar, registerExpires: expires, instanceId, random } = this.configuration;
    return new Registration(
      this.core,
      { registrar, expires, instanceId, random },
      {
        registered: (response) => {
          if (!this.#leaves) this.#status = 'ready';
          this.transport.accepted();
          const flowTimer = parseDecimal(response.headers.get('Flow-Timer') ?? '');
          if (flowTimer !== undefined) this.transport.setFlowTimer(flowTimer);
          this.emit('registered', response);
          this.#recover();
        },
        unregistered: (response, cause) => this.emit('unregistered', response, cause),
        failed: (response, cause) => {
          this.emit('registrationFailed', response, cause);
          if (this.#leaves) return;
          const wait = parseRetryAfter(response?.headers.get('Retry-After') ?? '')?.seconds;
          // Another server may accept it (RFC 3263 §4.3). 430 is for proxies, 400 for clients (RFC 5626 §11.5).
          if (response?.statusCode === 503 && this.transport.retryAfter(wait ?? 30)) return;
          this.#recover();
        },
      },
    );
  }

  #watchTransport(): void {
    const { transport } = this;
    transport.on('connecting', () => this.emit('connecting'));
    transport.on('connected', () => this.#onConnected());
    transport.on('disconnected', () => this.#onDisconnected());
    transport.probe = () =>
      void this.core.request(this.core.makeOutgoingRequestMessage('OPTIONS', this.configuration.registrar));
    transport.inCall = () => this.sessions.size > 0;
    transport.on('reconnectScheduled', (at) => this.emit('reconnectScheduled', at));
    if (this.configuration.traceSip) {
      transport.on('message', (text) => this.#logger.log(`received\n${text}`));
      transport.on('messageSent', (text) => this.#logger.log(`sent\n${text}`));
    }
  }

  #autostart(): void {
    if (this.#status === 'initial') this.start().catch((error: unknown) => this.#logger.warn(messageOf(error)));
  }

  async #start(): Promise<void> {
    const stops = this.#stops;
    if (this.#stopping) await this.#stopping;
    if (stops !== this.#stops) throw new SipError('canceled', 'The user agent was stopped');
    if (this.#status === 'ready') return;
    this.#status = 'starting';
    await this.transport.connect();
    this.#readyUnlessRegistering();
  }

  #readyUnlessRegistering(): void {
    if (this.#status === 'starting' && !this.configuration.register) this.#status = 'ready';
  }

  #onConnected(): void {
    this.#flow = 'new';
    this.#readyUnlessRegistering();
    this.emit('connected');
    if (this.#leaves) return;
    if (!this.configuration.register) return this.#recover();
    this.register().catch((error: unknown) => this.#logger.warn(messageOf(error)));
  }

  #onDisconnected(): void {
    const broke = !this.#leaves;
    if (this.#status === 'ready') this.#status = 'starting';
    const { lastTransportError } = this.transport as { lastTransportError?: { message: string } };
    for (const session of [...this.sessions.values()]) session.flowLost();
    this.registration.flowLost();
    this.emit('disconnected', broke ? (lastTransportError?.message ?? 'The connection was closed') : undefined);
  }

  /** The flow works and, if configured, is registered: each call sends its new contact to the remote party. */
  #recover(): void {
    if (this.#leaves) return;
    if (this.#flow === 'new') this.eventAgent.refresh();
    this.#flow = 'known';
    for (const session of [...this.sessions.values()]) void session.flowRecovered();
  }

  async #stop(): Promise<void> {
    this.#status = 'stopping';
    let timer: Timer | undefined;
    const limit = new Promise<void>((resolve) => (timer = this.configuration.clock.after(STOP_LIMIT, resolve)));
    if (this.isConnected()) this.eventAgent.leave();
    await Promise.race([this.#leave(), limit]);
    await Promise.race([this.#close(), limit]);
    timer?.cancel();
  }

  /** Ends everything without waiting for responses. Resolves when the connection is closed; never rejects. */
  #close(): Promise<void> {
    if (this.isConnected()) this.eventAgent.leave();
    this.registration.dispose();
    for (const session of [...this.sessions.values()]) session.abandon();
    this.eventAgent.dispose();
    this.core.reset();
    const closed = this.transport.disconnect().catch(() => undefined);
    this.#status = 'stopped';
    return closed;
  }

  /** Ends all calls and unregisters concurrently. */
  async #leave(unregister = true, keep = (_session: Session): boolean => false): Promise<void> {
    if (!this.isConnected()) return;
    const endings = [...this.sessions.values()].map((one) => (keep(one) ? one.suspend() : one.leave()));
    const gone = unregister && this.unregister().catch((error: unknown) => this.#logger.log(messageOf(error)));
    await Promise.all([...endings, gone]);
  }
}
