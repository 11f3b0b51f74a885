/** Incoming calls before the answer: ringing, provisional responses, rejection (RFC 3261 §13.3). */

import { InvalidStateError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causeOf, causes, type EndCause } from '../core/constants.js';
import { readReply } from '../core/server-context.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { Dialog } from '../dialog/dialog.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';
import { statusOfError, toSipError } from './session-errors.js';
import { receiveCancel } from './cancel.js';
import type { AcceptOptions, EndOptions } from './options.js';
import { hide } from './request.js';
import { Reliable, isReliable } from './reliable.js';

/** Starts an incoming session: creates its early dialog and limits the ringing time (§13.3.1). */
export function begin(call: InviteUsage, uas: UserAgentServer): void {
  const { message } = uas;
  call.remote.learn(message);
  call.dialog = Dialog.ofServer(message, uas.toTag, true);
  call.core.dialogs.add(call.dialog, call);
  uas.delegate = { onCancel: (request) => receiveCancel(call, request) };
  const { expires } = message;
  if (expires !== undefined && expires > 0)
    call.lifetime.after(expires * 1000, () => expire(call, uas, 487, causes.EXPIRES));
  const { noAnswerTimeout } = call.owner.settings;
  if (noAnswerTimeout > 0) call.lifetime.after(noAnswerTimeout * 1000, () => expire(call, uas, 480, causes.NO_ANSWER));
}

/** Ends a call that was not answered in time. While the answer is being created only Expires ends it (§13.3.1). */
function expire(call: InviteUsage, uas: UserAgentServer, statusCode: number, cause: EndCause): void {
  if (!call.is('incoming') && !(call.is('answering') && cause === causes.EXPIRES)) return;
  const response = uas.reject({ statusCode });
  call.fail(cause, cause, { endedBy: 'system', statusCode }, response, true);
}

/**
 * Sends 100 to 199; default 180. A 183 without its own body carries our answer to the offer as early media (RFC 3960),
 * or our offer if the INVITE has none and the 183 is reliable (RFC 3262 §5).
 */
export function progress(call: InviteUsage, options: AcceptOptions = {}): void {
  const uas = waiting(call);
  const reply = readReply(options, 100, 199, 180);
  const early = reply.statusCode === 183 && !reply.body && !call.media.confirmedDialog;
  const offer = early ? call.media.descriptionIn(uas.message) : undefined;
  const late = early && uas.message.body === '' && isReliable(call, uas.message, options.rel100);
  if (offer === undefined && !late) return sendProgress(call, uas, reply, options);
  call.queue
    .add(async () => {
      call.answer ??=
        offer === undefined ? await call.media.makeOffer(options) : await call.media.answerOffer(offer, options);
      const { body, contentType } = call.answer;
      if (call.is('incoming', 'answering')) sendProgress(call, uas, { ...reply, body, contentType }, options);
    })
    .catch((error: unknown) => refuse(call, error));
}

function sendProgress(
  call: InviteUsage,
  uas: UserAgentServer,
  reply: ReturnType<typeof readReply>,
  options: AcceptOptions,
): void {
  hide(call, options);
  const response = uas.make({ ...reply, anonymous: call.anonymous });
  // The first reliable response to an INVITE without an offer must contain one (§5): a response without a body is sent
  // unreliably, unless reliability was requested.
  const asked = options.rel100 !== undefined || uas.message.hasOption('Require', '100rel');
  const first = !asked && uas.message.body === '' && response.body === '';
  if (reply.statusCode > 100 && !first && isReliable(call, uas.message, options.rel100)) {
    call.reliable ??= new Reliable(call, uas);
    call.reliable.send(response);
  } else uas.send(response);
  call.session.emit('progress', response);
}

/** Sends 300 to 699; default 480. */
export function reject(call: InviteUsage, options: EndOptions = {}): void {
  const uas = waiting(call);
  turnDown(call, uas.reply(readReply(options, 300, 699, 480)));
}

/** Ends an incoming call whose final response has been sent. */
export function turnDown(call: InviteUsage, response: OutgoingResponseMessage): void {
  const { statusCode, reasonPhrase } = response;
  const end = { endedBy: 'local', statusCode, reasonPhrase } as const;
  call.fail(causeOf(statusCode), causeText(response), end, response, true);
}

/** Returns the INVITE. Throws InvalidStateError unless it still waits for a final response. */
export function waiting(call: InviteUsage): UserAgentServer {
  const { origin } = call;
  if (origin.direction !== 'incoming' || !call.is('incoming', 'answering')) {
    throw new InvalidStateError('There is no incoming call to answer', call.state.status);
  }
  return origin.uas;
}

/** Rejects the call for a local error: 488 for the description, else 500. */
export function refuse(call: InviteUsage, error: unknown): void {
  const { origin } = call;
  if (!call.is('incoming', 'answering') || origin.direction !== 'incoming') return;
  const problem = toSipError(error);
  if (origin.uas.open) origin.uas.reject({ statusCode: statusOfError(problem) });
  call.failLocally(problem);
}
