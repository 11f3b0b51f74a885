/**
 * Sends and receives CANCEL (RFC 3261 §9).
 * Subjects: CANCEL sent for a session; CANCEL received, 487.
 */

import { InvalidStateError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';
import { readEnd } from './end-options.js';
import type { EndOptions } from './options.js';

/** Cancels an outgoing call. It ends with the final response to the INVITE, or after 64*T1. */
export function cancel(call: InviteUsage, options: EndOptions): void {
  const { phase } = call;
  if (call.is('ending')) return;
  if (phase.kind !== 'calling') throw new InvalidStateError('There is no pending INVITE to cancel', call.state.status);
  const { reason } = readEnd(options);
  const { invite } = phase;
  const { pending } = invite;
  if (pending) call.enter({ kind: 'canceling', state: { status: 'ending', by: 'cancel' } });
  invite.cancel(reason, { extraHeaders: options.extraHeaders });
  call.session.emit('cancel');
  if (!pending) call.fail(causes.CANCELED, causes.CANCELED, { endedBy: 'local' });
}

/** Handles a CANCEL of the caller: answers the INVITE with 487 (§9.2). */
export function receiveCancel(call: InviteUsage, request: IncomingRequest): void {
  const { phase } = call;
  if (phase.kind !== 'ringing') return;
  const response = phase.invite.uas.reject({ statusCode: 487 });
  call.session.emit('cancel');
  endCanceled(call, request, response);
}

/** Ends an incoming call whose INVITE was answered with 487 because of this CANCEL or BYE. */
export function endCanceled(call: InviteUsage, message: IncomingRequest, response: OutgoingResponseMessage): void {
  const { statusCode } = response;
  call.fail(causes.CANCELED, causeText(response), { endedBy: 'remote', statusCode, message }, response, true);
}
