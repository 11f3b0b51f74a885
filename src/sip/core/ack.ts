/**
 * The ACK to a 2xx, with the CSeq number and credentials of its INVITE (RFC 3261 §13.2.2.4).
 * Subjects: ACK to a 2xx, made.
 */

import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';

/** Makes the ACK without Via and body. */
export function makeAck(dialog: Dialog, invite: OutgoingRequestMessage): OutgoingRequestMessage {
  const ack = dialog.makeRequest('ACK', invite.cseq.sequence);
  for (const name of ['Authorization', 'Proxy-Authorization']) {
    for (const value of invite.headers.getAll(name)) {
      // An ACK reaches the remote party, which could use a token.
      if (!/^bearer\b/i.test(value)) ack.headers.append(name, value);
    }
  }
  return ack;
}
