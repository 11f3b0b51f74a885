/**
 * SIP over WebSocket (RFC 7118): one flow to one of several servers, with keep-alive and reconnection. Longer than 300
 * lines, as one state machine has the whole API that SIP.js 0.7 and 0.11 document for a transport.
 * Subjects: WebSocket transport; reconnection; next attempt to connect, when; Flow-Timer; Retry-After of a 503; check of the
 * connection at the start of a call; network change, connection checked; back-off reset.
 */

import { systemClock, type Clock } from '../base/clock.js';
import { SipError } from '../base/errors.js';
import { LoggerFactory, redact, type Logger } from '../base/logger.js';
import { RetryDelay } from '../base/retry-delay.js';
import { DEFAULT_BACKOFF, LONGEST_IN_CALL } from './backoff.js';
import { CHECK_LIMIT, type Again } from './keep-alive.js';
import { readServers, serversInTurn, type Server } from './servers.js';
import { OldTransportNames } from './sipjs-compat.js';
import { closing, platformSocket, type Closing, type FrameData, type SocketLike } from './socket.js';
import { WebSocketFlow } from './websocket-flow.js';
import type { TransportErrorInfo, TransportOwner, WebSocketTransportOptions } from './websocket-options.js';
import type { Phase } from './websocket-phase.js';
import { ConnectionRound } from './websocket-round.js';
import type { SendResult, Sendable, TransportResult } from './transport.js';

/** A flow that lasted this long, in milliseconds, resets the back-off, also without a registration. */
const STABLE = 30_000;
/** Longest wait for the close frame of the server, milliseconds. */
const CLOSE_TIMEOUT = 2000;
/** The limit of a check, milliseconds, in a call whose network has changed or whose media were interrupted: no audio until there is another flow. */
const CHECK_LIMIT_IN_CALL = 1500;

/**
 * The default transport. After an unexpected close or a failed `connect()` it reconnects by itself until `disconnect()`
 * is called. A failed round emits `transportError`, `disconnected`, then `reconnectScheduled`.
 */
export class WebSocketTransport extends OldTransportNames {
  readonly logger: Logger;
  readonly ua: TransportOwner | undefined;
  lastTransportError: TransportErrorInfo | undefined;

  readonly #servers: Server[];
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #options: WebSocketTransportOptions;
  #phase: Phase = { name: 'idle' };
  /** The server of the current or last attempt. */
  #server: Server;
  /** Failures since the last good flow. */
  readonly #backoff: RetryDelay;
  #timerIds = 0;
  #reconnectionAttempts = 0;

  /** Throws an `invalid-argument` SipError when a server is not a `ws:` or `wss:` URL. */
  constructor(options: WebSocketTransportOptions) {
    super();
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#backoff = new RetryDelay(options.backoff ?? DEFAULT_BACKOFF, this.#random);
    this.#servers = readServers(options.servers, this.#random);
    this.#server = this.#servers[0]!;
    this.logger = (options.loggerFactory ?? new LoggerFactory()).getLogger('sip.transport');
    this.ua = options.ua;
    for (const { secure, url } of this.#servers) if (!secure) this.logger.warn(`${url} is not encrypted: use wss://`);
  }

  override get viaTransport(): string {
    return this.#server.viaTransport;
  }

  override get secure(): boolean {
    return this.#server.secure;
  }

  override get maxMessageSize(): number {
    return this.#options.maxMessageSize ?? super.maxMessageSize;
  }

  get ws(): SocketLike | null {
    const phase = this.#phase;
    if (phase.name === 'opening') return phase.round.socket;
    return 'flow' in phase ? phase.flow.socket : null;
  }

  /** The server of the current attempt or flow, or of the last one. */
  get server(): Server {
    return this.#server;
  }

  override get reconnectionAttempts(): number {
    return this.#reconnectionAttempts;
  }

  /** Whether the last call was `disconnect()`. */
  get closed(): boolean {
    return this.#phase.name === 'closed' || this.#phase.name === 'closing';
  }

  get connected(): boolean {
    return this.isConnected();
  }

  /** An id while an attempt is planned, else null. */
  get reconnectTimer(): number | null {
    return this.#phase.name === 'waiting' ? this.#phase.id : null;
  }

  /** When the next attempt begins, milliseconds since 1970; undefined while none is planned. */
  get retryAt(): number | undefined {
    return this.#phase.name === 'waiting' ? this.#phase.at : undefined;
  }

  override isConnected(): boolean {
    return this.#phase.name === 'open' && this.#phase.flow.open;
  }

  /** Sends a message when connected. Returns whether it was sent (the boolean `send` of SIP.js 0.7). */
  trySend(msg: Sendable): boolean {
    const text = String(msg);
    if (!this.#write(text)) return false;
    this.emit('messageSent', text);
    return true;
  }

  /** Reconnects now instead of at `retryAt`. Does nothing after `disconnect()`. */
  reconnectNow(): Promise<void> {
    return this.closed ? Promise.resolve() : this.connect();
  }

  /** Schedules the next attempt after a failure. */
  reConnect(): void {
    if (this.#phase.name !== 'idle') return;
    const max = this.#options.maxReconnectionAttempts ?? Infinity;
    if (this.#reconnectionAttempts >= max) return this.logger.warn(`reconnecting ended after ${max} attempts`);
    const unblocked = Math.min(...this.#servers.map((server) => server.blockedUntil));
    const wait = Math.max(
      this.#backoff.next(0, this.inCall?.() ? LONGEST_IN_CALL : Infinity),
      unblocked - this.#clock.elapsed(),
    );
    const timer = this.#clock.after(wait, () => {
      this.#phase = { name: 'idle' };
      this.#reconnectionAttempts++;
      void this.connect();
    });
    const at = this.#clock.now() + wait;
    this.#phase = { name: 'waiting', at, id: ++this.#timerIds, timer };
    this.emit('reconnectScheduled', at);
  }

  /**
   * Handles the Retry-After of a 503, in seconds (RFC 3261 §21.5.4). Blocks the server for that time, an hour at most,
   * and at least for the back-off of its refusals, so that a Retry-After of 0 means some seconds. Connects to another
   * server at once where one is not blocked; returns whether it does.
   */
  override retryAfter(seconds: number): boolean {
    const server = this.#server;
    server.blockedUntil = this.#clock.elapsed() + server.refusals.next(seconds * 1000);
    const phase = this.#phase;
    if (phase.name === 'waiting') {
      phase.timer.cancel();
      this.#phase = { name: 'idle' };
      this.#backoff.takeBack();
      this.reConnect();
      return false;
    }
    if (phase.name !== 'open' || this.state === 'disconnecting') return false;
    if (serversInTurn(this.#servers, this.#clock.elapsed(), this.#random).length === 0) return false;
    this.#lose({ server: server.url, message: 'The server requested a pause with Retry-After' }, 'now');
    return true;
  }

  /** Takes the Flow-Timer of the server, in seconds (RFC 5626 §4.4.1): pings are sent after 80 to 100 % of it. */
  override setFlowTimer(seconds: number): void {
    if (this.#phase.name !== 'open' || !(seconds > 0)) return;
    this.#phase.flow.keepAlive.setInterval(seconds * 1000 * (0.8 + 0.2 * this.#random()));
  }

  /** During a call: sends a ping, and replaces the flow at once when no frame arrives within 1.5 s. Otherwise the same as `wake()`. */
  override networkChanged(): void {
    if (this.#phase.name === 'open' && this.inCall?.()) this.#phase.flow.keepAlive.check(CHECK_LIMIT_IN_CALL, 'now');
    else this.wake();
  }

  /** Resets the back-off: the registrar accepted a REGISTER. */
  override accepted(): void {
    this.#backoff.forget();
    this.#server.refusals.forget();
  }

  /** Sends a ping and gives the flow up when no frame arrives within 4.5 s. */
  override callBegins(): void {
    if (this.#phase.name === 'open') this.#phase.flow.keepAlive.check(CHECK_LIMIT);
  }

  /**
   * Checks the flow after the device slept or the page was frozen: sends a ping, a request after 2 s, and gives the flow
   * up after 4.5 s. Reconnects now when waiting.
   */
  override wake(): void {
    if (this.#phase.name === 'open') this.#phase.flow.keepAlive.check(CHECK_LIMIT);
    else if (this.#phase.name === 'waiting') void this.reconnectNow();
  }

  /** Handles the `open` event of the socket. */
  onOpen(): void {
    const phase = this.#phase;
    const opened = phase.name === 'opening' ? phase.round.take() : undefined;
    if (phase.name !== 'opening' || !opened) return;
    this.#phase = { name: 'open', flow: this.#makeFlow(opened.server, opened.socket) };
    this.#reconnectionAttempts = 0;
    this.emit('connected');
    phase.resolve();
  }

  /** Handles the `close` event of the socket. */
  onClose(event: Closing = {}): void {
    const phase = this.#phase;
    if (phase.name === 'closing') {
      phase.timer.cancel();
      phase.flow.abandon();
      this.#phase = { name: 'closed' };
      return phase.resolve();
    }
    const info: TransportErrorInfo = {
      server: this.#server.url,
      message: 'The connection was closed',
      ...closing(event),
    };
    if (phase.name === 'open') this.#lose(info, 'later');
    else if (phase.name === 'opening') phase.round.next(info);
  }

  /** Handles a frame: emits `message`, or answers a ping. */
  onMessage(event: { data: FrameData }): void {
    if (this.#phase.name !== 'open') return;
    // Keeps one unit more than the limit: the receiver detects and rejects a message that is too long.
    const text = this.#phase.flow.read(event.data, this.maxMessageSize + 1);
    if (text !== undefined) this.emit('message', text);
  }

  /** Handles the `error` event of the socket; a `close` always follows (WHATWG WebSockets §4). */
  onError(): void {
    this.logger.warn(`error on the connection to ${this.#server.url}`);
  }

  protected override connectPromise(): Promise<TransportResult> {
    if (this.#phase.name === 'waiting') this.#phase.timer.cancel();
    if (this.#phase.name === 'open') this.#dropHalfClosed(this.#phase.flow);
    const servers = serversInTurn(this.#servers, this.#clock.elapsed(), this.#random);
    return new Promise<TransportResult>((resolve, reject) => {
      const round = this.#makeRound(servers, reject);
      this.#phase = { name: 'opening', round, resolve: () => resolve({ overrideEvent: true }), reject };
      round.next({ server: this.#server.url, message: 'Every server requested a pause with Retry-After' });
    });
  }

  protected override sendPromise(msg: Sendable): Promise<SendResult> {
    const text = String(msg);
    if (this.#write(text)) return Promise.resolve({ msg: text });
    return Promise.reject(new SipError('transport', 'There is no connection to the server'));
  }

  protected override disconnectPromise(): Promise<TransportResult> {
    const phase = this.#phase;
    if (phase.name === 'open') return this.#close(phase.flow);
    this.#phase = { name: 'closed' };
    if (phase.name === 'waiting') phase.timer.cancel();
    if (phase.name === 'opening') {
      phase.round.abandon();
      phase.reject(new SipError('canceled', 'The connection attempt was canceled'));
    }
    return Promise.resolve({});
  }

  #close(flow: WebSocketFlow): Promise<TransportResult> {
    flow.keepAlive.stop();
    return new Promise((resolve) => {
      const timer = this.#clock.after(CLOSE_TIMEOUT, () => this.onClose());
      this.#phase = { name: 'closing', flow, timer, resolve: () => resolve({}) };
      flow.socket.close(1000);
    });
  }

  #makeRound(servers: readonly Server[], reject: (error: SipError) => void): ConnectionRound {
    const { connectionTimeout = 5000, socketFactory = platformSocket } = this.#options;
    return new ConnectionRound(servers, {
      clock: this.#clock,
      logger: this.logger,
      limit: connectionTimeout,
      socketFactory,
      attempts: (server) => (this.#server = server),
      follow: (socket) => {
        socket.onopen = () => this.onOpen();
        socket.onclose = (event: Closing) => this.onClose(event);
        socket.onmessage = (event: { data: FrameData }) => this.onMessage(event);
        socket.onerror = () => this.onError();
      },
      failed: (info) => this.#giveUpRound(info, reject),
    });
  }

  #giveUpRound(info: TransportErrorInfo, reject: (error: SipError) => void): void {
    this.#phase = { name: 'idle' };
    reject(new SipError('transport', info.message));
    this.#tellBroken(info);
    this.reConnect();
  }

  /** Gives up the open flow and reconnects, now or after the back-off. */
  #lose(info: TransportErrorInfo, again: Again): void {
    const phase = this.#phase;
    if (phase.name !== 'open') return;
    phase.flow.abandon();
    this.#phase = { name: 'idle' };
    if (this.#clock.elapsed() - phase.flow.since >= STABLE) this.#backoff.forget();
    this.logger.warn(`${info.server}: ${info.message}`);
    this.#tellBroken(info);
    if (again === 'later') this.reConnect();
    else if (this.#phase.name === 'idle') void this.connect();
  }

  #tellBroken(info: TransportErrorInfo): void {
    // A browser quotes the URL in its errors, and the URL may contain a token.
    this.lastTransportError = { ...info, server: redact(info.server), message: redact(info.message) };
    this.emit('transportError');
    this.emit('disconnected');
  }

  /** Abandons a socket that is closing and has not emitted `close` yet, before a new attempt. */
  #dropHalfClosed(flow: WebSocketFlow): void {
    flow.abandon();
    this.emit('disconnected');
    this.emit('connecting');
  }

  #write(text: string): boolean {
    return this.#phase.name === 'open' && this.#phase.flow.write(text);
  }

  #makeFlow(server: Server, socket: SocketLike): WebSocketFlow {
    return new WebSocketFlow({
      clock: this.#clock,
      logger: this.logger,
      server,
      socket,
      interval: this.#options.keepAliveInterval ?? 25_000,
      timeout: this.#options.keepAliveTimeout ?? 10_000,
      inCall: () => this.inCall?.() ?? false,
      probesInCall: this.#options.probesInCall ?? false,
      probe: () => {
        this.probe?.();
        return this.probe !== undefined;
      },
      flowFailed: (again) => {
        if (this.ws === socket)
          this.#lose({ server: server.url, message: 'The server did not answer the keep-alive' }, again);
      },
    });
  }
}
