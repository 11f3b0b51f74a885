/**
 * The base class of transports: connects, sends and disconnects with the API of SIP.js 0.11 (RFC 3261 §18).
 * Subjects: base class of transports; custom transport; TransportState.
 */

import { Emitter } from '../base/emitter.js';
import { SipError, ignorable } from '../base/errors.js';
import { DEFAULT_LIMITS } from '../message/limits.js';
import type { Message } from '../message/message.js';

/** The argument of `send()`: a message, which the transport prints, or its text. */
export type Sendable = string | Message;

export type TransportState = 'disconnected' | 'connecting' | 'connected' | 'disconnecting';

/** Passed through to `connectPromise`, `sendPromise` and `disconnectPromise`; each implementation defines its own options. */
export type TransportOptions = Record<string, unknown>;

export interface TransportEvents {
  connecting: [];
  connected: [];
  disconnecting: [];
  disconnected: [];
  messageSent: [message: string];
  /** The text of one received SIP message, unchanged. Not emitted for keep-alives. */
  message: [message: string];
  transportError: [];
  /** The next attempt to connect begins at `at` (milliseconds since 1970, for a countdown). */
  reconnectScheduled: [at: number];
}

/** The result of `connectPromise` and `disconnectPromise`. With `overrideEvent` the implementation emits the event itself. */
export interface TransportResult {
  overrideEvent?: boolean;
}

export interface SendResult extends TransportResult {
  /** The text that was sent. */
  msg: string;
}

function givenUp(): SipError {
  return new SipError('canceled', 'The connection attempt was canceled');
}

/** Returns a promise to store before the work begins, so that listeners of events emitted by the work find it. */
function promised(): { promise: Promise<void>; follow(outcome: Promise<void>): void } {
  let follow!: (outcome: Promise<void>) => void;
  return { promise: ignorable(new Promise<void>((resolve) => (follow = resolve))), follow };
}

const STATES: ReadonlySet<string> = new Set<TransportState>([
  'disconnected',
  'connecting',
  'connected',
  'disconnecting',
]);

/**
 * The base class of every transport. A custom transport implements the abstract members, emits `message` for each
 * received message and `disconnected` when it loses its connection. It holds no reference to its user agent.
 */
export abstract class Transport extends Emitter<TransportEvents> {
  #state: TransportState = 'disconnected';
  #connecting: Promise<void> | undefined;
  #disconnecting: Promise<void> | undefined;
  /** The number of `disconnect()` calls; an attempt that began before the last one is given up. */
  #closings = 0;

  abstract isConnected(): boolean;
  protected abstract connectPromise(options: TransportOptions): Promise<TransportResult>;
  protected abstract sendPromise(msg: Sendable, options: TransportOptions): Promise<SendResult>;
  protected abstract disconnectPromise(options: TransportOptions): Promise<TransportResult>;

  /** Whether the transport neither loses nor duplicates messages, which disables retransmission timers (RFC 3261 §17). Default true. */
  get reliable(): boolean {
    return true;
  }

  /**
   * The transport token of the local Via header fields (RFC 3261 §20.42). Default: that of SIP over WebSocket (RFC 7118
   * §5.1), `WSS` or, if `secure` is false, `WS`. A custom transport over another protocol overrides it.
   */
  get viaTransport(): string {
    return this.secure ? 'WSS' : 'WS';
  }

  /** Whether the connection is encrypted; access tokens are sent only then. Default true: an insecure custom transport overrides it. */
  get secure(): boolean {
    return true;
  }

  /** The longest message that is accepted, in UTF-16 units; a longer request is rejected with 513 from its first part. */
  get maxMessageSize(): number {
    return DEFAULT_LIMITS.message;
  }

  /** Sends a request to the server to test whether the flow works. The user agent sets it to send an OPTIONS. */
  probe: (() => void) | undefined;

  /** Returns whether there is a call, in which case a dead connection has to be detected soon. The user agent sets it. */
  inCall: (() => boolean) | undefined;

  /** Checks the connection after the device slept. The base class does nothing. */
  wake(): void {}

  /** Checks the connection after the device may have changed its network. The base class calls `wake()`. */
  networkChanged(): void {
    this.wake();
  }

  /** Checks the connection at the start of a call, to detect a dead one within 5 s. The base class does nothing. */
  callBegins(): void {}

  /** Resets the back-off: the registrar accepted a REGISTER over this connection. */
  accepted(): void {}

  /** Handles the Retry-After of a 503, in seconds (RFC 3261 §21.5.4). Returns true when it connects to another server instead. */
  retryAfter(_seconds: number): boolean {
    return false;
  }

  /** Takes the Flow-Timer of the server, in seconds (RFC 5626 §4.4.1). */
  setFlowTimer(_seconds: number): void {}

  /** The name of the last state event, so that state and events cannot disagree. */
  get state(): TransportState {
    return this.#state;
  }

  /**
   * Opens the connection. Overlapping calls share one attempt; of `connect()` and `disconnect()` the last call counts.
   * Rejects with a `transport` SipError when it cannot be opened, with `canceled` when `disconnect()` is called meanwhile.
   */
  connect(options: TransportOptions = {}): Promise<void> {
    // Shares a running attempt only: the promise of an attempt that has ended may not have settled yet.
    if (this.#connecting && (this.#state === 'connecting' || this.#disconnecting)) return this.#connecting;
    const { promise, follow } = promised();
    this.#connecting = promise;
    follow(
      this.#connect(options, promise).finally(() => {
        if (this.#connecting === promise) this.#connecting = undefined;
      }),
    );
    return promise;
  }

  /** Sends one message; resolves when it was handed to the connection. Rejects with a `transport` SipError when not connected. */
  send(msg: Sendable, options: TransportOptions = {}): Promise<void> {
    return ignorable(this.#send(msg, options));
  }

  /** Closes the connection and makes no further attempt. Overlapping calls share one promise. */
  disconnect(options: TransportOptions = {}): Promise<void> {
    this.#closings++;
    this.#connecting = undefined;
    if (this.#disconnecting) return this.#disconnecting;
    const { promise, follow } = promised();
    this.#disconnecting = promise;
    follow(this.#disconnect(options).finally(() => (this.#disconnecting = undefined)));
    return promise;
  }

  /** Runs the callback at once when connected, else once at the next `connected`. */
  afterConnected(callback: () => void): void {
    if (this.isConnected()) callback();
    else this.once('connected', callback);
  }

  override emit<K extends keyof TransportEvents>(event: K, ...args: TransportEvents[K]): boolean {
    if (STATES.has(event)) this.#state = event as TransportState;
    return super.emit(event, ...args);
  }

  async #send(msg: Sendable, options: TransportOptions): Promise<void> {
    const sent = await this.sendPromise(msg, options);
    if (!sent.overrideEvent) this.emit('messageSent', sent.msg);
  }

  async #connect(options: TransportOptions, attempt: Promise<void>): Promise<void> {
    const closings = this.#closings;
    if (this.#disconnecting) await this.#disconnecting.catch(() => undefined);
    if (this.isConnected() && closings === this.#closings) return;
    if (this.state !== 'connecting' && closings === this.#closings) this.emit('connecting');
    // A listener of `connecting` may have called disconnect().
    if (closings !== this.#closings) throw givenUp();
    try {
      const { overrideEvent } = await this.connectPromise(options);
      if (closings !== this.#closings) {
        // An implementation that cannot abort an attempt is closed after it.
        if (!this.#connecting && this.isConnected()) await this.disconnectPromise(options);
        throw givenUp();
      }
      if (!overrideEvent) this.emit('connected');
    } catch (error) {
      // An implementation that emitted its failure itself has left this state already.
      if (this.#connecting === attempt && this.state === 'connecting') {
        this.emit('transportError');
        this.emit('disconnected');
      }
      throw error;
    }
  }

  async #disconnect(options: TransportOptions): Promise<void> {
    if (this.state !== 'disconnected') this.emit('disconnecting');
    const { overrideEvent } = await this.disconnectPromise(options);
    // The connection may have broken meanwhile.
    if (this.state !== 'disconnected' && !overrideEvent) this.emit('disconnected');
  }
}
