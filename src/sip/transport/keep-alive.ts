/**
 * Keeps a flow open and detects its failure with CRLF ping and pong (RFC 5626 §3.5.1 and §4.4.1, RFC 7118 §6).
 * Subjects: ping and pong; keep-alive; failed connection detected, dead connection; interval of pings during a call; CRLF ping;
 * interval of pings.
 */

import type { Clock, Timer } from '../base/clock.js';
import type { Server } from './servers.js';

export const PING = '\r\n\r\n';
export const PONG = '\r\n';

export interface KeepAliveOptions {
  readonly clock: Clock;
  /** Milliseconds between pings; 0 or less: none, and only `check` can declare the flow failed. */
  interval: number;
  /** Milliseconds to wait for a frame after a ping. */
  readonly timeout: number;
  readonly server: Server;
  /** Returns whether there is a call: a server that answers pings then gets one every 2 s. */
  inCall(): boolean;
  /** Whether a server that is not known to answer pings gets one too, and a request where it does not. */
  readonly probesInCall: boolean;
  /** Sends a ping. */
  ping(): void;
  /** Sends a request that the server has to answer, such as OPTIONS; returns false where that is not possible. */
  probe(): boolean;
  /** Called when the flow has failed. `again`: when to replace it. */
  flowFailed(again: Again): void;
}

/** When a failed flow is replaced: at once, or after the back-off. */
export type Again = 'now' | 'later';

/** A timer that fires later than this, in milliseconds, was delayed because the page was frozen. */
const LATE = 1000;

/**
 * The same for the timer of a ping: the page stood still, by a clock that went on meanwhile (w3c/hr-time#115), and its user may be
 * looking at it now. Milliseconds.
 */
const SLEPT = 5000;
/**
 * Longest wait for a frame after a sleep, after a change of network and at the start of a call, milliseconds: less than half of
 * what RFC 5626 §4.4.1 allows, as the user may be looking at the phone, which shows the loss within 5 s. A flow given up too early
 * costs one registration.
 */
export const CHECK_LIMIT = 4500;

/** How long `check` waits for a pong before it sends a request, milliseconds. */
const PROBE_AFTER = 2000;
/** Interval and timeout of pings during a call, milliseconds: a failed flow is detected after 5 s. */
const CALL_INTERVAL = 2000;
const CALL_TIMEOUT = 3000;

type State =
  | { name: 'off' }
  | { name: 'resting'; timer: Timer | undefined }
  /** A ping was sent. `halfway`: sends a request to a server that may not support pings. */
  | { name: 'asking'; deadline: number; halfway: Timer | undefined; probed: boolean; verdict: Timer; again: Again };

/**
 * Any frame that arrives after a ping shows that the flow works; without one the flow has failed. A server that has never
 * answered a ping may not support it: it gets a request half-way to the deadline, from then on at once. Where no
 * request can be sent, the flow is given up once, and silence is ignored afterwards.
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

  /** Sets the interval between pings, in milliseconds. */
  setInterval(interval: number): void {
    this.#options.interval = interval;
    if (this.#state.name === 'resting') this.#rest();
  }

  /** Records that a frame arrived; `pong`: whether it was a pong. */
  frameReceived(pong: boolean): void {
    const { server } = this.#options;
    if (pong) server.pong = 'answers';
    if (this.#state.name !== 'asking') return;
    // The request was answered, the ping before it was not.
    if (this.#state.probed && server.pong === 'unknown') server.pong = 'never';
    this.#rest();
  }

  /** Sends a ping now and declares the flow failed when no frame arrives within `limit` milliseconds. */
  check(limit: number, again: Again = 'later'): void {
    const state = this.#state;
    if (state.name === 'off') return;
    if (state.name === 'asking' && state.deadline <= this.#options.clock.elapsed() + limit) {
      if (again === 'now') this.#state = { ...state, again };
      return;
    }
    this.#sendPing(limit, this.#options.server.pong === 'never' ? 0 : Math.min(PROBE_AFTER, limit / 2), again);
  }

  #rest(): void {
    this.#clear();
    const { clock, interval } = this.#options;
    if (interval <= 0) return void (this.#state = { name: 'resting', timer: undefined });
    const wait = this.#close ? CALL_INTERVAL : interval;
    const due = clock.elapsed() + wait;
    this.#state = { name: 'resting', timer: clock.after(wait, () => this.#due(clock.elapsed() - due > SLEPT)) };
  }

  /** Whether to ping at the interval of a call; a server that would get requests instead of pings, only where that is asked for. */
  get #close(): boolean {
    const { interval, timeout, server, inCall, probesInCall } = this.#options;
    return (
      (probesInCall || server.pong === 'answers') && inCall() && interval > CALL_INTERVAL && timeout >= CALL_TIMEOUT
    );
  }

  #due(slept: boolean): void {
    const { server, timeout } = this.#options;
    const limit = this.#close ? CALL_TIMEOUT : slept ? Math.min(timeout, CHECK_LIMIT) : timeout;
    if (server.pong === 'answers') this.#sendPing(limit, undefined);
    else this.#sendPing(limit, server.pong === 'never' ? 0 : limit / 2);
  }

  /** Sends a ping, and a request after `probeAfter` milliseconds where that is given. */
  #sendPing(limit: number, probeAfter: number | undefined, again: Again = 'later'): void {
    this.#clear();
    const { clock } = this.#options;
    this.#state = {
      name: 'asking',
      deadline: clock.elapsed() + limit,
      halfway: probeAfter === undefined ? undefined : clock.after(probeAfter, () => this.#probe()),
      probed: false,
      verdict: clock.after(limit, () => this.#verdict()),
      again,
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
    // The page was frozen: frames received meanwhile may be delivered only after this timer.
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
    this.#options.flowFailed(state.again);
  }

  #clear(): void {
    const state = this.#state;
    if (state.name === 'resting') state.timer?.cancel();
    if (state.name !== 'asking') return;
    state.halfway?.cancel();
    state.verdict.cancel();
  }
}
