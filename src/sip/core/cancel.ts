/**
 * The CANCEL of an INVITE (RFC 3261 §9.1).
 * Subjects: CANCEL message, made.
 */

import { OutgoingRequestMessage } from '../message/request.js';

/** Copies the header fields of the INVITE to its CANCEL; the Via identifies the transaction. Throws TypeError for an INVITE that was not sent. */
export function fillCancel(cancel: OutgoingRequestMessage, invite: OutgoingRequestMessage): void {
  const via = invite.headers.get('Via');
  if (via === undefined) throw new TypeError('An INVITE that was not sent cannot be canceled');
  cancel.uri = invite.uri.clone();
  cancel.headers.prepend('Via', via);
  for (const route of invite.headers.getAll('Route')) cancel.headers.append('Route', route);
  for (const name of ['From', 'To', 'Call-ID']) cancel.headers.append(name, invite.headers.get(name)!);
  cancel.headers.append('CSeq', `${invite.cseq.sequence} CANCEL`);
}

/** Makes a complete CANCEL without a Reason. */
export function makeCancel(invite: OutgoingRequestMessage): OutgoingRequestMessage {
  const cancel = new OutgoingRequestMessage('CANCEL', invite.uri.clone());
  cancel.headers.append('Max-Forwards', '70');
  fillCancel(cancel, invite);
  return cancel;
}
