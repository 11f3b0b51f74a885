/**
 * Accepts an incoming call: 2xx with a description, repeated until the ACK (RFC 3261 §13.3.1.4).
 * Subjects: 200 OK to an INVITE; accept a session.
 */

import { InvalidStateError } from '../base/errors.js';
import { readReply } from '../core/server-context.js';
import type { IncomingRequest } from '../message/request.js';
import { takeAnswerOfAck, unacknowledged } from './ack-received.js';
import type { InviteUsage } from './invite-usage.js';
import type { IncomingInvite } from './incoming.js';
import type { AcceptOptions } from './options.js';
import { allowPackages, startTrickle } from './trickle.js';

/** Accepts the call. Failures end the session; only an invalid state or option is thrown. */
export function accept(call: InviteUsage, options: AcceptOptions): void {
  const invite = call.requireRinging();
  if (!call.is('incoming')) throw new InvalidStateError('The call is being answered already', call.state.status);
  const reply = readReply(options, 200, 299, 200);
  call.enter({ kind: 'ringing', state: { status: 'answering' }, invite });
  call.queue.add(() => answer(call, invite, options, reply)).catch((error: unknown) => invite.refuse(error));
}

async function answer(
  call: InviteUsage,
  invite: IncomingInvite,
  options: AcceptOptions,
  reply: ReturnType<typeof readReply>,
): Promise<void> {
  const { media } = call;
  const { uas, request, dialog } = invite;
  const offer = media.descriptionIn(request);
  // Undefined if all descriptions were exchanged before (RFC 6337 §3.1.1).
  const exchanged = invite.description !== undefined || media.confirmedDialog !== undefined;
  const description = exchanged ? invite.description : await invite.describe(offer, options);
  // RFC 3262 §5: reliable provisional responses with a description are finished first.
  await invite.reliable.settled();
  if (!call.is('answering')) return;
  const { body, contentType } = description ?? {};
  call.hide(options);
  const response = uas.make({ ...reply, body, contentType, anonymous: call.anonymous });
  call.timer.answer(request, response);
  allowPackages(call, response.headers, call.remote.supports('trickle-ice'));
  dialog.confirm();
  const acknowledged = call.ack.send(uas, response);
  call.establish(dialog);
  call.session.emit('accepted');
  media.noteRemoteHold(media.confirmedDialog ? undefined : offer);
  if (offer !== undefined) startTrickle(call, offer);
  acknowledged.then(
    (ack) => confirm(call, options, offer === undefined && !media.confirmedDialog, ack),
    (error: unknown) => unacknowledged(call, error),
  );
}

/** Handles the ACK, which holds the answer if the 2xx held the offer. */
function confirm(call: InviteUsage, options: AcceptOptions, offered: boolean, ack?: IncomingRequest): void {
  if (call.phase.kind === 'hanging-up') return call.phase.sendBye();
  if (!call.is('established')) return;
  call.session.emit('confirmed');
  // Without its answer the offer was withdrawn, or the re-INVITE of the remote party came first.
  if (offered && ack) takeAnswerOfAck(call, ack, options, (answer) => startTrickle(call, answer));
}
