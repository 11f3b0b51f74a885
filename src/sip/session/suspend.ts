/** Leaves a call that another user agent of the same person continues, such as the next page (RFC 3264 §8.4, RFC 3311). */

import { addOptions } from './invite.js';
import type { InviteUsage } from './invite-usage.js';
import { contactOf, requestIn } from './request.js';

/**
 * Tells the remote party that no media can be received for a while, by an UPDATE with `a=inactive`: it needs no ACK, which
 * nobody could send any more. Sends nothing where the remote party does not allow UPDATE, while another offer is open, or
 * without a description. The session itself does not change; `abandon()` then ends it without a BYE.
 */
export function suspend(call: InviteUsage): void {
  const { dialog, media, remote } = call;
  const isBusy = media.negotiation !== 'stable' || call.ack.pending || call.recovering !== undefined;
  if (!call.is('established') || !dialog || isBusy || media.hold.local) return;
  if (call.updateRefused || remote.allow?.includes('UPDATE') !== true) return;
  const description = media.existingHandler?.pausedDescription?.();
  if (!description) return;
  const request = requestIn(call, dialog, 'UPDATE');
  request.headers.append('Contact', contactOf(call));
  addOptions(call, request, {});
  call.timer.request(request);
  request.headers.set('Content-Type', description.contentType);
  request.body = description.body;
  call.core.request(request, {}, dialog);
}
