/**
 * Sends the ACK for a 2xx, with the CSeq and the credentials of its INVITE (RFC 3261 §13.2.2.4).
 * Subjects: ACK sent.
 */

import { makeAck } from '../core/ack.js';
import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { InviteUsage } from './invite-usage.js';
import type { SessionDescription } from './description-handler.js';

/** Sends the ACK and returns it for retransmission at each repeated 2xx. */
export function acknowledge(
  call: InviteUsage,
  dialog: Dialog,
  invite: OutgoingRequestMessage,
  description?: SessionDescription,
): OutgoingRequestMessage {
  const ack = makeAck(dialog, invite);
  if (description) ack.setBody(description);
  call.core.prepare(ack);
  call.core.transmit(ack);
  return ack;
}
