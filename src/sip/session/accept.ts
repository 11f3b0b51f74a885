/** Accepts an incoming call: 2xx with a description, repeated until the ACK (RFC 3261 §13.3.1.4). */

import { InvalidStateError, SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import { readReply } from '../core/server-context.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { IncomingRequest } from '../message/request.js';
import { bye, giveUp } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import { refuse, waiting } from './incoming.js';
import type { SessionDescription } from './description-handler.js';
import type { AcceptOptions } from './options.js';
import { hide } from './request.js';
import { allowTrickle, startTrickle } from './trickle.js';

/** Accepts the call. Failures end the session; only an invalid state or option is thrown. */
export function accept(call: InviteUsage, options: AcceptOptions = {}): void {
  const uas = waiting(call);
  if (!call.is('incoming')) throw new InvalidStateError('The call is being answered already', call.state.status);
  const reply = readReply(options, 200, 299, 200);
  call.to({ status: 'answering' });
  call.queue.add(() => answer(call, uas, options, reply)).catch((error: unknown) => refuse(call, error));
}

async function answer(
  call: InviteUsage,
  uas: UserAgentServer,
  options: AcceptOptions,
  reply: ReturnType<typeof readReply>,
): Promise<void> {
  const offer = call.media.descriptionIn(uas.message);
  const description = await describe(call, offer, options);
  // RFC 3262 §5: reliable provisional responses with a description are finished first.
  await call.reliable?.settled();
  if (!call.is('answering') || !call.dialog) return;
  const { body, contentType } = description ?? {};
  hide(call, options);
  const response = uas.make({ ...reply, body, contentType, anonymous: call.anonymous });
  call.timer.answer(uas.message, response);
  if (call.remote.supports('trickle-ice')) allowTrickle(call, response.headers);
  call.dialog.confirm();
  const acknowledged = call.ack.send(uas, response);
  call.establish(call.dialog);
  call.session.emit('accepted');
  call.media.noteRemoteHold(call.media.confirmedDialog ? undefined : offer);
  if (offer !== undefined) startTrickle(call, offer);
  acknowledged.then(
    (ack) => confirm(call, options, offer === undefined && !call.media.confirmedDialog, ack),
    (error: unknown) => unacknowledged(call, error),
  );
}

/** The description of the 2xx; undefined if all descriptions were exchanged before (RFC 6337 §3.1.1). */
async function describe(
  call: InviteUsage,
  offer: string | undefined,
  options: AcceptOptions,
): Promise<SessionDescription | undefined> {
  if (call.answer || call.media.confirmedDialog) return call.answer;
  return offer === undefined ? call.media.makeOffer(options) : call.media.answerOffer(offer, options);
}

/** Handles the ACK, which holds the answer if the 2xx held the offer. */
function confirm(call: InviteUsage, options: AcceptOptions, offered: boolean, ack: IncomingRequest): void {
  if (call.pendingEnd) return call.pendingEnd();
  if (!call.is('established')) return;
  call.session.emit('confirmed');
  if (!offered) return;
  const description = call.media.descriptionIn(ack);
  call.queue
    .add(async () => {
      if (description === undefined) throw new SipError('media', 'The ACK has no answer to our offer');
      await call.media.takeAnswer(description, options);
      startTrickle(call, description);
    })
    .catch((error: unknown) => giveUp(call, error));
}

/** §13.3.1.4: sends BYE when no ACK was received within 64*T1. */
function unacknowledged(call: InviteUsage, error: unknown): void {
  if (call.pendingEnd) return call.pendingEnd();
  if (call.is('established')) void bye(call, {}, { cause: causes.NO_ACK, endedBy: 'system', error: toSipError(error) });
}
