/** Modifies a session by re-INVITE or UPDATE: glare, hold, refresh (RFC 3261 §14.1, RFC 3264 §8, RFC 3311). */

import { InvalidStateError, SipError } from '../base/errors.js';
import { addExtraHeaders, readExtraHeaders } from '../core/extra-headers.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import { LONGEST_CHANGE, converse, type Outcome } from './modify-transaction.js';
import type { SessionDescription } from './description-handler.js';
import { addOptions } from './invite.js';
import type { ModifyOptions } from './options.js';
import { contactOf, hide, requestIn } from './request.js';

/** A change of the session. Without `hold` the hold is unchanged. */
export interface Change {
  readonly options: ModifyOptions;
  readonly hold?: boolean;
  /** Default INVITE. An UPDATE needs no ACK, and without `offer` changes nothing but the timer (RFC 3311, RFC 4028 §7.4). */
  readonly method?: 'INVITE' | 'UPDATE';
  /** Default true. */
  readonly offer?: boolean;
}

const MAX_TRIES = 6;

/**
 * Queues the change. Rejects with a `rejected` SipError when the remote party refuses it, and the session is unchanged;
 * with `canceled` when the session ends. Throws InvalidStateError unless established.
 */
export function modify(call: InviteUsage, change: Change): Promise<void> {
  if (!call.is('established')) throw new InvalidStateError('The call is not established', call.state.status);
  readExtraHeaders(change.options.extraHeaders);
  return run(call, change);
}

async function run(call: InviteUsage, change: Change): Promise<void> {
  const patience = call.clock.elapsed() + LONGEST_CHANGE;
  for (let tries = 0; tries < MAX_TRIES;) {
    const outcome = await call.queue.add(() => exchange(call, change));
    if (outcome.kind === 'done') return;
    if (outcome.kind === 'again' || call.clock.elapsed() >= patience) tries++;
    // The queue is free during the wait, so that a change by the remote party can go first.
    await call.lifetime.pause(outcome.delay);
  }
  throw new SipError('rejected', 'The change was given up after repeated attempts', { statusCode: 491 });
}

async function exchange(call: InviteUsage, change: Change): Promise<Outcome> {
  const { dialog } = call;
  if (!call.is('established') || !dialog) throw new SipError('canceled', 'The call has ended');
  if (call.media.negotiation !== 'stable' || call.ack.pending) return { kind: 'not-yet', delay: 100 };
  const { options } = change;
  const hold = change.hold ?? call.media.hold.local;
  try {
    const offer = await offerFor(call, change, hold);
    if (!call.is('established')) throw new SipError('canceled', 'The call has ended');
    // §12.2.2: CSeq is assigned when the request is sent, as a request sent meanwhile must not have a higher one.
    hide(call, options);
    const request = requestIn(call, dialog, change.method ?? 'INVITE');
    addHeaders(call, request, options);
    if (offer) {
      request.headers.set('Content-Type', offer.contentType);
      request.body = offer.body;
    }
    const outcome = await converse(call, dialog, request, options, hold);
    if (outcome.kind === 'done') call.media.setLocalHold(hold);
    else if (change.offer !== false) await call.media.rollback();
    return outcome;
  } catch (error) {
    if (change.offer !== false) await call.media.rollback().catch(() => undefined);
    throw error;
  }
}

/** Creates the offer of a change, if it has one; remote offers are then refused until it is answered. */
async function offerFor(call: InviteUsage, change: Change, hold: boolean): Promise<SessionDescription | undefined> {
  const { options, offer = true } = change;
  if (!offer) return undefined;
  call.media.reserve('local-offer');
  if (options.inviteWithoutSdp) return undefined;
  return call.media.makeOffer(options, { hold, ...(options.iceRestart ? { iceRestart: true } : {}) });
}

function addHeaders(call: InviteUsage, request: OutgoingRequestMessage, options: ModifyOptions): void {
  request.headers.append('Contact', contactOf(call));
  addOptions(call, request, options);
  call.timer.request(request);
  addExtraHeaders(request.headers, readExtraHeaders(options.extraHeaders));
}

/** Refreshes the session (RFC 4028 §7.4), without an offer if the remote party supports UPDATE. */
export async function refresh(call: InviteUsage): Promise<void> {
  if (call.updateRefused || call.remote.allow?.includes('UPDATE') !== true) return modify(call, { options: {} });
  try {
    await modify(call, { options: {}, method: 'UPDATE', offer: false });
  } catch (error) {
    const { statusCode } = toSipError(error);
    if ((statusCode !== 405 && statusCode !== 501) || !call.is('established')) throw error;
    // A user agent or proxy on the path does not support UPDATE, regardless of Allow.
    call.updateRefused = true;
    await modify(call, { options: {} });
  }
}

/** Repairs the media by a new offer with an ICE restart. Never rejects. */
export async function renegotiate(call: InviteUsage): Promise<void> {
  if (!call.is('established')) return;
  await modify(call, { options: { iceRestart: true } }).catch((error: unknown) => {
    call.logger.warn(`the media could not be renegotiated: ${toSipError(error).message}`);
  });
}
