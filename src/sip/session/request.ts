/** What the requests inside the dialogs of a call have in common: a call that hides who we are hides it in each of them (RFC 3323 §4.1). */

import { isSecure, isSips } from '../core/contact.js';
import type { Timer } from '../base/clock.js';
import type { Dialog } from '../dialog/dialog.js';
import { parseRetryAfter } from '../message/header/retry-after.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';

/** Takes the next number of the dialog. Without Via, Contact and body. */
export function requestIn(call: InviteUsage, dialog: Dialog, method: string): OutgoingRequestMessage {
  const request = dialog.makeRequest(method);
  // Each request asks anew, for a server asserts in each who sent it (RFC 3325 §9.3).
  if (call.anonymous) request.headers.append('Privacy', 'id');
  return request;
}

/** Sends a request inside a dialog. Resolves with its final response; with undefined when the connection is closed before one came. Never rejects. */
export function exchangeIn(
  call: InviteUsage,
  dialog: Dialog,
  request: OutgoingRequestMessage,
): Promise<IncomingResponse | undefined> {
  const { core } = call;
  return new Promise((resolve) => {
    const settle = (response?: IncomingResponse): void => {
      core.transport.off('disconnecting', closed);
      resolve(response);
    };
    // A user agent that stops forgets its transactions.
    const closed = (): void => settle();
    core.transport.on('disconnecting', closed);
    core.request(request, { onAccept: settle, onRedirect: settle, onReject: settle }, dialog);
  });
}

/** How often a request is sent that a later one has overtaken, and is refused with 500 for that (§12.2.2). */
export const MAX_TRIES = 3;
/** The longest wait between, seconds. */
const LONGEST_WAIT = 10;

/** How long a refusal asks to wait, milliseconds; 1 s where it does not. */
export function patienceOf(response: IncomingResponse): number {
  const { seconds = 1 } = parseRetryAfter(response.headers.get('Retry-After') ?? '') ?? {};
  return Math.min(Math.max(seconds, 1), LONGEST_WAIT) * 1000;
}

/** A timer that outlives the call, but not the user agent. */
export function afterwards(call: InviteUsage, delay: number, callback: () => void): Timer {
  const { transport, clock } = call.core;
  const cancel = (): void => {
    timer.cancel();
    transport.off('disconnecting', cancel);
  };
  const timer = clock.after(delay, () => {
    cancel();
    callback();
  });
  transport.on('disconnecting', cancel);
  return { cancel };
}

/** Waits, also when the call is over; false where the connection is closed before. */
export function passes(call: InviteUsage, delay: number): Promise<boolean> {
  const { transport, clock } = call.core;
  return new Promise((resolve) => {
    const settle = (passed: boolean): void => {
      timer.cancel();
      transport.off('disconnecting', closed);
      resolve(passed);
    };
    const closed = (): void => settle(false);
    const timer = clock.after(delay, () => settle(true));
    transport.on('disconnecting', closed);
  });
}

/** Our Contact in a request that makes a dialog or refreshes its target. */
export function contactOf(call: InviteUsage): string {
  return call.core.contact.toHeader({ anonymous: call.anonymous, secure: isProtected(call) });
}

/** Whether the call keeps to the protected way from end to end (RFC 3261 §12.1.1). */
function isProtected({ origin, uac }: InviteUsage): boolean {
  if (origin.direction === 'incoming') return isSecure(origin.uas.message);
  return isSips((uac?.message ?? origin.request).uri);
}

/** An option of one request or response holds from then on. */
export function hide(call: InviteUsage, { anonymous }: { anonymous?: boolean | undefined }): void {
  call.anonymous = anonymous ?? call.anonymous;
}
