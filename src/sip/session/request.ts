/**
 * Creates and sends requests inside the dialogs of a call; Privacy applies to each of them (RFC 3323 §4.1).
 * Subjects: request in a dialog; Privacy of a request in a dialog; retry of a request out of order.
 */

import { isSecure, isSips } from '../core/contact.js';
import type { Timer } from '../base/clock.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';

/** Creates a request with the next CSeq of the dialog, without Via, Contact and body. */
export function requestIn(call: InviteUsage, dialog: Dialog, method: string): OutgoingRequestMessage {
  const request = dialog.makeRequest(method);
  // Each request needs Privacy, as a server asserts the identity in each one (RFC 3325 §9.3).
  if (call.anonymous) request.headers.append('Privacy', 'id');
  return request;
}

/** Calls back when the user agent stops, which discards its transactions. Returns a function that withdraws the callback. */
function onStop({ core: { endings } }: InviteUsage, callback: () => void): () => void {
  endings.add(callback);
  return () => void endings.delete(callback);
}

/** Calls back at the next connection. Returns a function that withdraws the callback, as the end of the user agent does. */
export function onNextFlow(call: InviteUsage, callback: () => void): () => void {
  const { transport } = call.core;
  const withdraw = (): void => {
    forget();
    transport.off('connected', run);
  };
  const run = (): void => {
    withdraw();
    callback();
  };
  const forget = onStop(call, withdraw);
  transport.on('connected', run);
  return withdraw;
}

/** Sends a request. Resolves with its final response, or undefined if the user agent stops. Never rejects. */
export function exchangeIn(
  call: InviteUsage,
  dialog: Dialog | undefined,
  request: OutgoingRequestMessage,
): Promise<IncomingResponse | undefined> {
  return new Promise((resolve) => {
    const settle = (response?: IncomingResponse): void => {
      forget();
      resolve(response);
    };
    const forget = onStop(call, () => settle());
    call.core.request(request, { onAccept: settle, onRedirect: settle, onReject: settle }, dialog);
  });
}

/** Maximum attempts for a request that is rejected with 500 as it arrived out of order (§12.2.2). */
export const MAX_TRIES = 3;
/** Maximum wait between attempts, seconds. */
const LONGEST_WAIT = 10;

/** The Retry-After of a response in milliseconds, 1 to 10 s; 1 s by default. */
export function retryDelayOf(response: IncomingResponse): number {
  const seconds = retryAfterOf(response) ?? 1;
  return Math.min(Math.max(seconds, 1), LONGEST_WAIT) * 1000;
}

/** Starts a timer that outlives the call, but not the user agent. */
export function afterUnlessStopped(call: InviteUsage, delay: number, callback: () => unknown): Timer {
  const cancel = (): void => {
    timer.cancel();
    forget();
  };
  const timer = call.clock.after(delay, () => {
    cancel();
    callback();
  });
  const forget = onStop(call, cancel);
  return { cancel };
}

/** Waits, even after the call has ended; resolves with false if the user agent stops first. */
export function waitUnlessStopped(call: InviteUsage, delay: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (passed: boolean): void => {
      timer.cancel();
      forget();
      resolve(passed);
    };
    const timer = call.clock.after(delay, () => settle(true));
    const forget = onStop(call, () => settle(false));
  });
}

/** The Contact of a request that creates a dialog or refreshes its target. */
export function contactOf(call: InviteUsage): string {
  return call.core.contact.toHeader({ anonymous: call.anonymous, secure: isProtected(call) });
}

/** Whether the dialog requires a sips Contact (RFC 3261 §12.1.1). */
function isProtected({ origin }: InviteUsage): boolean {
  return origin.kind === 'incoming' ? isSecure(origin.request) : isSips(origin.request.uri);
}
