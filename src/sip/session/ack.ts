/** ACK for a 2xx: a request of the session itself, with the number and the credentials of its INVITE (RFC 3261 §13.2.2.4). */

import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { Call } from './call.js';
import type { SessionDescription } from './description-handler.js';

/** Sends the ACK and returns it, to be sent again for each repeated 2xx. */
export function acknowledge(
  call: Call,
  dialog: Dialog,
  invite: OutgoingRequestMessage,
  description?: SessionDescription,
): OutgoingRequestMessage {
  const ack = dialog.makeRequest('ACK', invite.cseq.sequence);
  for (const name of ['Authorization', 'Proxy-Authorization']) {
    for (const value of invite.headers.getAll(name)) ack.headers.append(name, value);
  }
  if (description) {
    ack.headers.append('Content-Type', description.contentType);
    ack.body = description.body;
  }
  call.core.prepare(ack);
  call.core.transmit(ack);
  return ack;
}
