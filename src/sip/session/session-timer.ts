/** Session timers: refreshes a session, or ends it when it is no longer refreshed (RFC 4028). */

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
export const MIN_SE = 90;
/** Minimum time between refreshes, seconds. */
const LEAST_REFRESH = 10;
/** Maximum number of 422 responses followed, as each proxy may require a longer interval (§7.3). */
const MAX_RAISES = 8;

/** Requests an interval in an INVITE or UPDATE; the current refresher keeps its role (§7.1, §7.4). */
export function requestTimer(call: InviteUsage, request: OutgoingRequestMessage): void {
  const { sessionExpires } = call.owner.settings;
  const interval = Math.max(call.sessionTimer?.interval ?? sessionExpires, call.minSe);
  if (sessionExpires === 0 && !call.sessionTimer) return;
  const refresher: Refresher | undefined =
    call.sessionTimer && (call.sessionTimer.refresher === 'local' ? 'uac' : 'uas');
  request.headers.set('Session-Expires', printSessionExpires({ interval, refresher }));
  if (call.minSe > MIN_SE) request.headers.set('Min-SE', `${call.minSe}`);
}

/** Adopts the Min-SE of a 422. Returns whether it is longer than the previous interval (§7.3). */
export function raisesInterval(call: InviteUsage, response: IncomingResponse): boolean {
  const least = response.statusCode === 422 ? parseMinSe(response.headers.get('Min-SE') ?? '') : undefined;
  if (least === undefined || least <= call.minSe || ++call.minSeRaises > MAX_RAISES) return false;
  call.minSe = least;
  return true;
}

/** Restarts or stops the timer by the 2xx to our INVITE or UPDATE (§7.2). */
export function takeTimer(call: InviteUsage, response: IncomingResponse): void {
  const granted = parseSessionExpires(response.headers.get('Session-Expires') ?? '');
  if (!granted) return stopTimer(call);
  startTimer(call, granted.interval, granted.refresher === 'uas' ? 'remote' : 'local');
}

/** Whether a request asks for a shorter interval than accepted; it is rejected with 422 and Min-SE (§9). */
export function tooShort(request: IncomingRequest): boolean {
  const asked = parseSessionExpires(request.headers.get('Session-Expires') ?? '');
  return asked !== undefined && asked.interval < MIN_SE && request.hasOption('Supported', 'timer');
}

/** Sets Session-Expires in our 2xx; we refresh if the remote party does not support timers (§9, table 2). */
export function answerTimer(call: InviteUsage, request: IncomingRequest, response: OutgoingResponseMessage): void {
  const asked = parseSessionExpires(request.headers.get('Session-Expires') ?? '');
  if (!asked) return stopTimer(call);
  const knows = request.hasOption('Supported', 'timer') || request.hasOption('Require', 'timer');
  const refresher: Refresher = knows ? (asked.refresher ?? 'uac') : 'uas';
  const interval = Math.max(asked.interval, MIN_SE);
  response.headers.set('Session-Expires', printSessionExpires({ interval, refresher }));
  if (refresher === 'uac') response.headers.append('Require', 'timer');
  startTimer(call, interval, refresher === 'uac' ? 'remote' : 'local');
}

export function stopTimer(call: InviteUsage): void {
  call.sessionTimer?.timer.cancel();
  call.sessionTimer = undefined;
}

/**
 * §10: the refresher acts at half the interval; the other user agent waits until shortly before its end. An interval
 * below the minimum (§5) is refreshed accordingly, but ends no call before the minimum interval would.
 */
function startTimer(call: InviteUsage, interval: number, refresher: 'local' | 'remote'): void {
  stopTimer(call);
  const lasting = Math.max(interval, MIN_SE);
  const wait = refresher === 'local' ? Math.max(interval / 2, LEAST_REFRESH) : lasting - Math.min(32, lasting / 3);
  const timer = call.after(wait * 1000, () => (refresher === 'local' ? refresh(call, lasting - wait) : expire(call)));
  call.sessionTimer = { interval, refresher, timer };
}

/** Refreshes the session; retries a failed refresh after half of the remaining time. */
function refresh(call: InviteUsage, left: number): void {
  const timer = call.sessionTimer;
  if (!timer || !call.is('established')) return;
  if (left < 5) return expire(call);
  const again = call.after((left / 2) * 1000, () => refresh(call, left / 2));
  call.sessionTimer = { ...timer, timer: again };
  call.refresh().catch((error: unknown) => call.logger.log(`session refresh: ${toSipError(error).message}`));
}

function expire(call: InviteUsage): void {
  if (!call.is('established')) return;
  const options = { statusCode: 408, reasonPhrase: 'Session timer expired' };
  void bye(call, options, { cause: causes.EXPIRES, endedBy: 'system' });
}
