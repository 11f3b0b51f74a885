/**
 * Session timers: refreshes a session, or ends it when it is no longer refreshed (RFC 4028).
 * Subjects: session timer; refresher; 422 Session Interval Too Small; expired session; Min-SE accepted; shortest session
 * interval.
 */

import type { Timer } from '../base/clock.js';
import { causes } from '../core/constants.js';
import {
  parseMinSe,
  parseSessionExpires,
  printSessionExpires,
  type Refresher,
} from '../message/header/session-expires.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse, OutgoingResponseMessage } from '../message/response.js';
import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';

/** Minimum accepted session interval, seconds (§4). */
const MIN_SE = 90;
/** Minimum time between refreshes, seconds. */
const LEAST_REFRESH = 10;
/** Maximum number of 422 responses followed, as each proxy may require a longer interval (§7.3). */
const MAX_RAISES = 8;

/** A running timer; `interval` in seconds, the `refresher` sends the refreshes. */
interface Running {
  readonly interval: number;
  readonly refresher: 'local' | 'remote';
  readonly timer: Timer;
}

/** The response to a request with a shorter session interval than accepted (§9). */
export const INTERVAL_TOO_SMALL = { statusCode: 422, extraHeaders: [`Min-SE: ${MIN_SE}`] };

/** Whether a request asks for a shorter session interval than accepted. */
export function hasTooSmallInterval(request: IncomingRequest): boolean {
  const asked = parseSessionExpires(request.headers.get('Session-Expires') ?? '');
  return asked !== undefined && asked.interval < MIN_SE && request.hasOption('Supported', 'timer');
}

export class SessionTimer {
  #running: Running | undefined;
  /** The largest Min-SE of the user agents and proxies on the path, seconds (§5). */
  #minSe = MIN_SE;
  #raises = 0;

  constructor(private readonly call: InviteUsage) {}

  /** Requests an interval in an INVITE or UPDATE; the current refresher keeps its role (§7.1, §7.4). */
  request(request: OutgoingRequestMessage): void {
    const { sessionExpires } = this.call.owner.settings;
    const running = this.#running;
    if (sessionExpires === 0 && !running) return;
    const interval = Math.max(running?.interval ?? sessionExpires, this.#minSe);
    const refresher: Refresher | undefined = running && (running.refresher === 'local' ? 'uac' : 'uas');
    request.headers.set('Session-Expires', printSessionExpires({ interval, refresher }));
    if (this.#minSe > MIN_SE) request.headers.set('Min-SE', `${this.#minSe}`);
  }

  /** Adopts the Min-SE of a 422. Returns whether it is longer than the previous interval (§7.3). */
  raises(response: IncomingResponse): boolean {
    const least = response.statusCode === 422 ? parseMinSe(response.headers.get('Min-SE') ?? '') : undefined;
    if (least === undefined || least <= this.#minSe || ++this.#raises > MAX_RAISES) return false;
    this.#minSe = least;
    return true;
  }

  /** Restarts or stops by the 2xx to our INVITE or UPDATE (§7.2). */
  take(response: IncomingResponse): void {
    const granted = parseSessionExpires(response.headers.get('Session-Expires') ?? '');
    if (!granted) return this.#stop();
    this.#start(granted.interval, granted.refresher === 'uas' ? 'remote' : 'local');
  }

  /** Sets Session-Expires in our 2xx; we refresh if the remote party does not support timers (§9, table 2). */
  answer(request: IncomingRequest, response: OutgoingResponseMessage): void {
    const asked = parseSessionExpires(request.headers.get('Session-Expires') ?? '');
    if (!asked) return this.#stop();
    const isSupported = request.hasOption('Supported', 'timer') || request.hasOption('Require', 'timer');
    const refresher: Refresher = isSupported ? (asked.refresher ?? 'uac') : 'uas';
    const interval = Math.max(asked.interval, MIN_SE);
    response.headers.set('Session-Expires', printSessionExpires({ interval, refresher }));
    if (refresher === 'uac') response.headers.append('Require', 'timer');
    this.#start(interval, refresher === 'uac' ? 'remote' : 'local');
  }

  #stop(): void {
    this.#running?.timer.cancel();
    this.#running = undefined;
  }

  /**
   * §10: the refresher acts at half the interval; the other user agent waits until shortly before its end. An interval
   * below the minimum (§5) is refreshed accordingly, but ends no call before the minimum interval would.
   */
  #start(interval: number, refresher: 'local' | 'remote'): void {
    this.#stop();
    const lasting = Math.max(interval, MIN_SE);
    const wait = refresher === 'local' ? Math.max(interval / 2, LEAST_REFRESH) : lasting - Math.min(32, lasting / 3);
    const due = (): void => (refresher === 'local' ? this.#refresh(lasting - wait) : this.#expire());
    this.#running = { interval, refresher, timer: this.call.lifetime.after(wait * 1000, due) };
  }

  /** Refreshes the session; retries a failed refresh after half of the remaining time. */
  #refresh(left: number): void {
    const { call } = this;
    if (!this.#running || !call.established) return;
    if (left < 5) return this.#expire();
    const timer = call.lifetime.after((left / 2) * 1000, () => this.#refresh(left / 2));
    this.#running = { ...this.#running, timer };
    const { modifications } = call.established;
    modifications
      .refresh()
      .catch((error: unknown) => call.logger.log(`the session refresh failed: ${toSipError(error).message}`));
  }

  #expire(): void {
    if (!this.call.is('established')) return;
    const options = { statusCode: 408, reasonPhrase: 'Session timer expired' };
    void bye(this.call, options, { cause: causes.EXPIRES, endedBy: 'system' });
  }
}
