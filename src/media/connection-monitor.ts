/**
 * Derives the media state from `connectionState`, and decides when to restart ICE (RFC 8445 §9, WebRTC §4.4.3).
 * Subjects: ICE restart requested; media state; interrupted media; connectTimeout; RTCPeerConnection failed.
 */

import type { Clock, Timer } from '../sip/base/clock.js';

export type MediaState = 'connecting' | 'connected' | 'interrupted' | 'failed';

interface ConnectionMonitorOptions {
  clock: Clock;
  /** ms until a connection that was never established is `failed`. */
  connectTimeout: number;
  /** ms of interruption until an ICE restart is requested. */
  interruptionLimit: number;
  onState(state: MediaState, previous: MediaState): void;
  /** Requests a re-INVITE with `iceRestart`; called once per interruption. */
  onRestart(reason: string): void;
}

/** Observes one connection at a time; `watch` replaces it. */
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

  /** Starts `connectTimeout`, when both descriptions are set. */
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
        // A restart does not help a connection that was never established.
        return restartable ? this.#options.onRestart('failed') : undefined;
      }
      default: // `new`, `connecting`: states of an ICE restart, which is not an interruption.
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
