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
  /** Puts a ping on the wire. */
  ping(): void;
  /** Asks the far end for any message, such as the response to an OPTIONS; returns false where nobody can. */
  probe(): boolean;
  /** The flow is dead. */
  dead(): void;
}

/** A timer that is later than this, in milliseconds, has slept. */
const LATE = 1000;

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

  /** Asks now and allows `limit` milliseconds. */
  check(limit: number): void {
    const state = this.#state;
    if (state.name === 'off') return;
    if (state.name === 'asking' && state.deadline <= this.#options.clock.now() + limit) return;
    this.#ask(limit);
  }

  #rest(): void {
    this.#clear();
    const { clock, interval, timeout } = this.#options;
    const timer = interval > 0 ? clock.after(interval, () => this.#ask(timeout)) : undefined;
    this.#state = { name: 'resting', timer };
  }

  #ask(limit: number): void {
    this.#clear();
    const { clock, server } = this.#options;
    const patience = server.pong === 'never' ? 0 : limit / 2;
    this.#state = {
      name: 'asking',
      deadline: clock.now() + limit,
      halfway: server.pong === 'answers' ? undefined : clock.after(patience, () => this.#probe()),
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
    if (clock.now() - state.deadline > LATE) {
      const verdict = clock.after(LATE, () => this.#verdict());
      this.#state = { ...state, deadline: clock.now() + LATE, verdict };
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
