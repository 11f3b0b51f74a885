/** A transport without its wire: the template that connects, sends and disconnects in the words of SIP.js 0.11 (RFC 3261 §18). */

import { Emitter } from '../base/emitter.js';
import { SipError, ignorable } from '../base/errors.js';
import { DEFAULT_LIMITS } from '../message/limits.js';
import type { Message } from '../message/message.js';

/** What is sent: a message, printed here, or its text. */
export type Sendable = string | Message;

export type TransportState = 'disconnected' | 'connecting' | 'connected' | 'disconnecting';

/** Passed through to `connectPromise`, `sendPromise` and `disconnectPromise`; an implementation says what it understands. */
export type TransportOptions = Record<string, unknown>;

export interface TransportEvents {
  connecting: [];
  connected: [];
  disconnecting: [];
  disconnected: [];
  messageSent: [message: string];
  /** The text of one SIP message as it came; keep-alives are not told of. */
  message: [message: string];
  transportError: [];
  /** The next attempt to connect begins at `at` (time of day, milliseconds): a page can count down. */
  reconnectScheduled: [at: number];
}

/** What an implementation resolves with. With `overrideEvent` it emits the event itself. */
export interface TransportResult {
  overrideEvent?: boolean;
}

export interface SendResult extends TransportResult {
  /** The text that went out. */
  msg: string;
}

function givenUp(): SipError {
  return new SipError('canceled', 'The connection was given up');
}

/** A promise that is there before the work that it is for has begun, so that what the work tells of finds it. */
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
 * Base of every transport. A custom one implements the four abstract members, emits `message` for what it receives and
 * `disconnected` when it loses its connection. It knows nobody: who wants to hear of it subscribes.
 */
export abstract class Transport extends Emitter<TransportEvents> {
  #state: TransportState = 'disconnected';
  #connecting: Promise<void> | undefined;
  #disconnecting: Promise<void> | undefined;
  /** Calls of `disconnect()`: an attempt from before the last one is given up. */
  #closings = 0;

  /** The transport of our Via header fields: `WS` or `WSS` (RFC 7118 §5.1), or the word of a custom transport. */
  abstract get viaTransport(): string;

  abstract isConnected(): boolean;
  protected abstract connectPromise(options: TransportOptions): Promise<TransportResult>;
  protected abstract sendPromise(msg: Sendable, options: TransportOptions): Promise<SendResult>;
  protected abstract disconnectPromise(options: TransportOptions): Promise<TransportResult>;

  /** Whether the wire neither loses nor doubles messages, which turns the retransmission timers off (RFC 3261 §17). */
  get reliable(): boolean {
    return true;
  }

  /** Whether nobody on the way can listen; only then an access token goes out. A custom transport that is not secure says so. */
  get secure(): boolean {
    return true;
  }

  /** The longest message that is taken, in UTF-16 units; of a longer one the beginning is enough to refuse it with 513. */
  get maxMessageSize(): number {
    return DEFAULT_LIMITS.message;
  }

  /** Asks the server for any message, for a transport that wants to know whether it is alive: the user agent sets it to send an OPTIONS. */
  probe: (() => void) | undefined;

  /** Whether a call is up or being made, so that a dead connection has to be noticed soon: the user agent sets it. */
  inCall: (() => boolean) | undefined;

  /** The device was asleep, or is on another network. Does nothing unless an implementation can check its connection. */
  wake(): void {}

  /** A call begins: where the connection is dead, that is to be known within 5 s. Does nothing unless an implementation can check. */
  callBegins(): void {}

  /** The registrar accepted us over this connection: failures before it count no more. */
  accepted(): void {}

  /** The server asked to be left alone for so many seconds (RFC 3261 §21.5.4). True when another one is asked instead. */
  retryAfter(_seconds: number): boolean {
    return false;
  }

  /** The server gave a Flow-Timer in seconds (RFC 5626 §4.4.1). */
  setFlowTimer(_seconds: number): void {}

  /** The last of the four events of this name, so that state and events cannot disagree. */
  get state(): TransportState {
    return this.#state;
  }

  /**
   * Opens the connection. Calls that overlap share one attempt; of `connect()` and `disconnect()` the last call counts.
   * Rejects with a `transport` SipError when it cannot be opened, `canceled` when `disconnect()` comes in between.
   */
  connect(options: TransportOptions = {}): Promise<void> {
    // An attempt is shared as long as it goes on; one that has had its end may not have told yet who waits for it.
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

  /** Sends one message; resolves when it was handed to the wire. Rejects with a `transport` SipError when not connected. */
  send(msg: Sendable, options: TransportOptions = {}): Promise<void> {
    return ignorable(this.#send(msg, options));
  }

  /** Closes the connection and stays closed. Calls that overlap share one. */
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
    // Be it by a listener.
    if (closings !== this.#closings) throw givenUp();
    try {
      const { overrideEvent } = await this.connectPromise(options);
      if (closings !== this.#closings) {
        // An implementation that cannot give up half-way is closed again.
        if (!this.#connecting && this.isConnected()) await this.disconnectPromise(options);
        throw givenUp();
      }
      if (!overrideEvent) this.emit('connected');
    } catch (error) {
      // An implementation that told of its failure already has left this state.
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
    // It may have broken meanwhile.
    if (this.state !== 'disconnected' && !overrideEvent) this.emit('disconnected');
  }
}
