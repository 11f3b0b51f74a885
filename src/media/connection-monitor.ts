/** From the browser's `connectionState` to what a person is told, and when to ask for an ICE restart (RFC 8445 §9, WebRTC §4.4.3). */

import type { Clock, Timer } from '../sip/base/clock.js';

export type MediaState = 'connecting' | 'connected' | 'interrupted' | 'failed';

export interface ConnectionMonitorOptions {
  clock: Clock;
  /** ms from the first description in use until a connection that never came up is given up. */
  connectTimeout: number;
  /** ms that a connection may be interrupted before a restart is asked for. */
  interruptionLimit: number;
  onState(state: MediaState, previous: MediaState): void;
  /** Asks for a re-INVITE with `iceRestart`; once for each interruption. */
  onRestart(reason: string): void;
}

/** Watches one connection at a time; `watch` with another one starts anew. */
export class ConnectionMonitor {
  readonly #options: ConnectionMonitorOptions;
  #state: MediaState = 'connecting';
  #connection: RTCPeerConnection | undefined;
  #timer: Timer | undefined;
  #wasConnected = false;
  readonly #listener = (): void => this.#read();

  constructor(options: ConnectionMonitorOptions) {
    this.#options = options;
  }

  get state(): MediaState {
    return this.#state;
  }

  watch(connection: RTCPeerConnection): void {
    this.stop();
    this.#connection = connection;
    this.#wasConnected = false;
    connection.addEventListener('connectionstatechange', this.#listener);
    this.#become('connecting');
    this.#read();
  }

  /** Both descriptions are there: from now on the connection has `connectTimeout` to come up. */
  expectConnection(): void {
    if (this.#wasConnected || this.#timer) return;
    this.#after(this.#options.connectTimeout, () => this.#become('failed'));
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#connection?.removeEventListener('connectionstatechange', this.#listener);
    this.#connection = undefined;
  }

  #read(): void {
    switch (this.#connection?.connectionState) {
      case 'connected':
        this.#timer?.cancel();
        this.#timer = undefined;
        this.#wasConnected = true;
        return this.#become('connected');
      case 'disconnected':
        this.#become('interrupted');
        return this.#after(this.#options.interruptionLimit, () => this.#options.onRestart('interrupted'));
      case 'failed': {
        const restartable = this.#wasConnected;
        this.#timer?.cancel();
        this.#timer = undefined;
        this.#become('failed');
        // What never worked will not work better with other credentials on the same path.
        return restartable ? this.#options.onRestart('failed') : undefined;
      }
      default: // `new`, `connecting`: an ICE restart passes through them without having been interrupted.
    }
  }

  #after(delay: number, callback: () => void): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.after(delay, () => {
      this.#timer = undefined;
      callback();
    });
  }

  #become(state: MediaState): void {
    const previous = this.#state;
    if (state === previous) return;
    this.#state = state;
    this.#options.onState(state, previous);
  }
}
