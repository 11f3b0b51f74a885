/** Keeps a flow open and notices its death: CRLF ping and pong (RFC 5626 §3.5.1 and §4.4.1, RFC 7118 §6). */

import type { Clock, Timer } from '../base/clock.js';
import type { Server } from './servers.js';

export const PING = '\r\n\r\n';
export const PONG = '\r\n';

export interface KeepAliveOptions {
  readonly clock: Clock;
  /** Milliseconds between pings; 0 or less: none, and no verdict but that of `check`. */
  interval: number;
  /** Milliseconds to wait for a sign of life. */
  readonly timeout: number;
  readonly server: Server;
  /** Whether a call is up or being made: a server that answers pings is then asked every 2 s. */
  inCall(): boolean;
  /** Puts a ping on the wire. */
  ping(): void;
  /** Asks the far end for any message, such as the response to an OPTIONS; returns false where nobody can. */
  probe(): boolean;
  /** The flow is dead. */
  dead(): void;
}

/** A timer that is later than this, in milliseconds, has slept. */
const LATE = 1000;

/** How long a doubt lasts before the server is asked in another way too, milliseconds. */
const DOUBT = 2000;
/** Between pings while a call is up, and how long to wait for a sign of life: a dead flow is known after 5 s, milliseconds. */
const CALL_INTERVAL = 2000;
const CALL_TIMEOUT = 3000;

type State =
  | { name: 'off' }
  | { name: 'resting'; timer: Timer | undefined }
  /** A ping is out. `halfway` runs until a server that may not know pings is asked in another way. */
  | { name: 'asking'; deadline: number; halfway: Timer | undefined; probed: boolean; verdict: Timer };

/**
 * Any frame that arrives after a ping is a sign of life. Where none does, the flow is dead; but a server that never
 * answered a ping may simply not know it, so half-way it is asked with a request, the next time at once,
 * and where nobody can do that it is given up once and then let alone.
 */
export class KeepAlive {
  readonly #options: KeepAliveOptions;
  #state: State = { name: 'off' };

  constructor(options: KeepAliveOptions) {
    this.#options = options;
  }

  start(): void {
    this.stop();
    this.#rest();
  }

  stop(): void {
    this.#clear();
    this.#state = { name: 'off' };
  }

  /** Takes a new interval, in milliseconds, from now on. */
  setInterval(interval: number): void {
    this.#options.interval = interval;
    if (this.#state.name === 'resting') this.#rest();
  }

  /** Something came from the far end; `pong` when it was the answer to a ping. */
  heard(pong: boolean): void {
    const { server } = this.#options;
    if (pong) server.pong = 'answers';
    if (this.#state.name !== 'asking') return;
    // A request was answered, and the ping before it was not.
    if (this.#state.probed && server.pong === 'unknown') server.pong = 'never';
    this.#rest();
  }

  /** There is a doubt: asks now and allows `limit` milliseconds. */
  check(limit: number): void {
    const state = this.#state;
    if (state.name === 'off') return;
    if (state.name === 'asking' && state.deadline <= this.#options.clock.elapsed() + limit) return;
    this.#ask(limit, this.#options.server.pong === 'never' ? 0 : DOUBT);
  }

  #rest(): void {
    this.#clear();
    const { clock, interval } = this.#options;
    if (interval <= 0) this.#state = { name: 'resting', timer: undefined };
    else
      this.#state = { name: 'resting', timer: clock.after(this.#close ? CALL_INTERVAL : interval, () => this.#due()) };
  }

  /** Whether the flow is watched closely. A server that knows no pings is spared so many requests. */
  get #close(): boolean {
    const { interval, timeout, server, inCall } = this.#options;
    return server.pong === 'answers' && inCall() && interval > CALL_INTERVAL && timeout >= CALL_TIMEOUT;
  }

  #due(): void {
    const { server, timeout } = this.#options;
    const limit = this.#close ? CALL_TIMEOUT : timeout;
    if (server.pong === 'answers') this.#ask(limit, undefined);
    else this.#ask(limit, server.pong === 'never' ? 0 : limit / 2);
  }

  /** Pings; after `patience` milliseconds, where there is such a limit, asks in another way. */
  #ask(limit: number, patience: number | undefined): void {
    this.#clear();
    const { clock } = this.#options;
    this.#state = {
      name: 'asking',
      deadline: clock.elapsed() + limit,
      halfway: patience === undefined ? undefined : clock.after(patience, () => this.#probe()),
      probed: false,
      verdict: clock.after(limit, () => this.#verdict()),
    };
    this.#options.ping();
  }

  #probe(): void {
    if (this.#state.name !== 'asking') return;
    this.#state = { ...this.#state, probed: true };
    if (!this.#options.probe() && this.#state.name === 'asking') this.#state = { ...this.#state, probed: false };
  }

  #verdict(): void {
    const state = this.#state;
    if (state.name !== 'asking') return;
    const { clock, server } = this.#options;
    // The page was frozen: what came meanwhile may be delivered only after this timer.
    if (clock.elapsed() - state.deadline > LATE) {
      const verdict = clock.after(LATE, () => this.#verdict());
      this.#state = { ...state, deadline: clock.elapsed() + LATE, verdict };
      return;
    }
    if (!state.probed) {
      if (server.pong === 'never') return this.#rest();
      if (server.pong === 'unknown') server.pong = 'never';
    }
    this.stop();
    this.#options.dead();
  }

  #clear(): void {
    const state = this.#state;
    if (state.name === 'resting') state.timer?.cancel();
    if (state.name !== 'asking') return;
    state.halfway?.cancel();
    state.verdict.cancel();
  }
}
