/** ACK for a 2xx: a request of its own, with the number and the credentials of its INVITE (RFC 3261 §13.2.2.4). */

import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';

/** Makes it, without a Via and a body. */
export function makeAck(dialog: Dialog, invite: OutgoingRequestMessage): OutgoingRequestMessage {
  const ack = dialog.makeRequest('ACK', invite.cseq.sequence);
  for (const name of ['Authorization', 'Proxy-Authorization']) {
    for (const value of invite.headers.getAll(name)) {
      // An ACK goes past the servers that asked, to the far end: a token would be the far end's to use.
      if (!/^bearer\b/i.test(value)) ack.headers.append(name, value);
    }
  }
  return ack;
}
