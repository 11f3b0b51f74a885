/**
 * The life of a user agent: connecting, registering, losing and recovering the flow, stopping (RFC 3261 §10, RFC 5626).
 * Subjects: start and stop of a user agent; registration after the connection; wait for a server that starts; calls ended when the user agent stops; another
 * server after a refused registration; lost flow, sessions told; time limit of stop().
 */

import type { Timer } from './base/clock.js';
import { SipError, messageOf } from './base/errors.js';
import type { Logger } from './base/logger.js';
import { microtasks } from './base/microtasks.js';
import { retryAfterOf } from './core/retry-after.js';
import type { IncomingResponse } from './message/response.js';
import { parseDecimal } from './message/scanner.js';
import type { RegistrationListener } from './register/registration.js';
import type { Session } from './session/session.js';
import type { CallUA } from './call-ua.js';

export type UAStatus = 'initial' | 'starting' | 'ready' | 'stopping' | 'stopped';

export interface LeavePageOptions {
  /** Default true. */
  readonly unregister?: boolean;
  /** Default none. */
  readonly keep?: ((session: Session) => boolean) | undefined;
  /** Seconds after which callers whose calls ring here may call again, as another user agent will be there. Default none. */
  readonly retryAfter?: number | undefined;
}

/** How long `stop()` waits for servers, milliseconds. */
const STOP_LIMIT = 5000;
/** How long a server that was gone is given before the first request, milliseconds (docs/decisions/060). */
const SERVER_STARTS = 300;

export class UALifecycle implements RegistrationListener {
  readonly #logger: Logger;
  #status: UAStatus = 'initial';
  #stopping: Promise<void> | undefined;
  /** Number of calls of `stop()`: a later `stop()` cancels a `start()`. */
  #stops = 0;
  /** Over a new flow event state has to be refreshed; `refused`: it was lost, and an attempt to connect again has failed. */
  #flow: 'none' | 'new' | 'known' | 'lost' | 'refused' = 'none';
  /** The wait for a server that starts. */
  #pause: Timer | undefined;

  constructor(private readonly ua: CallUA) {
    this.#logger = ua.loggerFactory.getLogger('sip.ua');
  }

  get status(): UAStatus {
    return this.#status;
  }

  /** Follows the transport; with `autostart` it starts in a later task, so that listeners can be added first. */
  begin(): void {
    const { transport, configuration } = this.ua;
    transport.on('connecting', () => this.ua.emit('connecting'));
    transport.on('connected', () => this.#onConnected());
    transport.on('disconnected', () => this.#onDisconnected());
    transport.on('reconnectScheduled', (at) => this.ua.emit('reconnectScheduled', at));
    if (configuration.traceSip) {
      transport.on('message', (text) => this.#logger.log(`received\n${text}`));
      transport.on('messageSent', (text) => this.#logger.log(`sent\n${text}`));
    }
    if (configuration.autostart) configuration.clock.after(0, () => this.#autostart());
  }

  async start(): Promise<void> {
    const stops = this.#stops;
    if (this.#stopping) await this.#stopping;
    if (stops !== this.#stops) throw new SipError('canceled', 'The user agent was stopped');
    if (this.#status === 'ready') return;
    this.#status = 'starting';
    await this.ua.transport.connect();
    this.#readyUnlessRegistering();
  }

  stop(): Promise<void> {
    this.#stops++;
    this.#stopping ??= this.#stop().finally(() => (this.#stopping = undefined));
    return this.#stopping;
  }

  leavePage(options: LeavePageOptions): void {
    const stops = ++this.#stops;
    this.#status = 'stopping';
    void this.#leave(options);
    void microtasks().then(() => (stops === this.#stops ? this.#close() : undefined));
  }

  registered(response: IncomingResponse): void {
    const { transport } = this.ua;
    if (!this.#leaves) this.#status = 'ready';
    transport.accepted();
    const flowTimer = parseDecimal(response.headers.get('Flow-Timer') ?? '');
    if (flowTimer !== undefined) transport.setFlowTimer(flowTimer);
    this.ua.emit('registered', response);
    this.#recover();
  }

  unregistered(response: IncomingResponse | undefined, cause: string): void {
    this.ua.emit('unregistered', response, cause);
  }

  failed(response: IncomingResponse | undefined, cause: string): void {
    // What waited for a REGISTER without a response is sent when that ends, over a closed connection.
    if (this.#leaves) return;
    this.ua.emit('registrationFailed', response, cause);
    const wait = retryAfterOf(response);
    // Another server may accept it (RFC 3263 §4.3). 430 is for proxies, 400 for clients (RFC 5626 §11.5).
    if (response?.statusCode === 503 && this.ua.transport.retryAfter(wait ?? 30)) return;
    this.#recover();
  }

  /** Whether `stop()` or `leavePage()` was called. */
  get #leaves(): boolean {
    return this.#status === 'stopping' || this.#status === 'stopped';
  }

  #autostart(): void {
    if (this.#status === 'initial') this.ua.start().catch((error: unknown) => this.#logger.warn(messageOf(error)));
  }

  #readyUnlessRegistering(): void {
    if (this.#status === 'starting' && !this.ua.configuration.register) this.#status = 'ready';
  }

  #onConnected(): void {
    const isStarting = this.#flow === 'refused';
    this.#flow = 'new';
    this.#readyUnlessRegistering();
    this.ua.emit('connected');
    if (isStarting) this.#pause = this.ua.configuration.clock.after(SERVER_STARTS, () => this.#begin());
    else this.#begin();
  }

  /** Registers where configured, unless the application has begun it meanwhile. */
  #begin(): void {
    const { ua } = this;
    if (this.#leaves || ua.registration.state.status === 'registering') return;
    if (ua.isRegistered() || !ua.configuration.register) return this.#recover();
    ua.register().catch((error: unknown) => this.#logger.warn(messageOf(error)));
  }

  #onDisconnected(): void {
    const broke = !this.#leaves;
    this.#pause?.cancel();
    if (this.#flow !== 'none') this.#flow = this.#flow === 'new' || this.#flow === 'known' ? 'lost' : 'refused';
    if (this.#status === 'ready') this.#status = 'starting';
    const { lastTransportError } = this.ua.transport as { lastTransportError?: { message: string } };
    for (const session of [...this.ua.sessions.values()]) session.flowLost();
    this.ua.registration.flowLost();
    this.ua.emit('disconnected', broke ? (lastTransportError?.message ?? 'The connection was closed') : undefined);
  }

  /** The flow works and, if configured, is registered: each call sends its new contact to the remote party. */
  #recover(): void {
    if (this.#leaves) return;
    if (this.#flow === 'new') this.ua.eventAgent?.refresh();
    this.#flow = 'known';
    for (const session of [...this.ua.sessions.values()]) void session.flowRecovered();
  }

  async #stop(): Promise<void> {
    const { ua } = this;
    this.#status = 'stopping';
    let timer: Timer | undefined;
    const limit = new Promise<void>((resolve) => (timer = ua.configuration.clock.after(STOP_LIMIT, resolve)));
    if (ua.isConnected()) ua.eventAgent?.leave();
    await Promise.race([this.#leave(), limit]);
    await Promise.race([this.#close(), limit]);
    timer?.cancel();
  }

  /** Ends everything without waiting for responses. Resolves when the connection is closed; never rejects. */
  #close(): Promise<void> {
    const { ua } = this;
    if (ua.isConnected()) ua.eventAgent?.leave();
    ua.registration.dispose();
    for (const session of [...ua.sessions.values()]) session.abandon();
    ua.eventAgent?.dispose();
    ua.core.reset();
    const closed = ua.transport.disconnect().catch(() => undefined);
    this.#status = 'stopped';
    return closed;
  }

  /** Ends all calls and unregisters concurrently. */
  async #leave({ unregister = true, keep = () => false, retryAfter }: LeavePageOptions = {}): Promise<void> {
    const { ua } = this;
    if (!ua.isConnected()) return;
    const endings = [...ua.sessions.values()].map((one) => (keep(one) ? one.suspend() : one.leave(retryAfter)));
    const gone = unregister && ua.unregister().catch((error: unknown) => this.#logger.log(messageOf(error)));
    await Promise.all([...endings, gone]);
  }
}
