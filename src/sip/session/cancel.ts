/** Sends and receives CANCEL (RFC 3261 §9). */

import { InvalidStateError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';
import { readEnd } from './end-options.js';
import type { EndOptions } from './options.js';

/** Cancels an outgoing call. It ends with the final response to the INVITE, or after 64*T1. */
export function cancel(call: InviteUsage, options: EndOptions = {}): void {
  if (call.is('ending')) return;
  if (!call.is('initial', 'calling', 'early'))
    throw new InvalidStateError('There is nothing to cancel', call.state.status);
  const { reason } = readEnd(options);
  call.unheard?.abandon();
  if (!call.uac || call.unheard || call.deciding || call.is('initial')) {
    call.session.emit('cancel');
    return call.fail(causes.CANCELED, causes.CANCELED, { endedBy: 'local' });
  }
  call.to({ status: 'ending', by: 'cancel' });
  call.uac.cancel(reason, { extraHeaders: options.extraHeaders });
  call.session.emit('cancel');
}

/** Handles a CANCEL of the caller: answers the INVITE with 487 (§9.2). */
export function receiveCancel(call: InviteUsage, request: IncomingRequest): void {
  const { origin } = call;
  if (origin.direction !== 'incoming' || !call.is('incoming', 'answering')) return;
  const response = origin.uas.reject({ statusCode: 487 });
  call.session.emit('cancel');
  endCanceled(call, request, response);
}

/** Ends an incoming call whose INVITE was answered with 487 because of this CANCEL or BYE. */
export function endCanceled(call: InviteUsage, message: IncomingRequest, response: OutgoingResponseMessage): void {
  const { statusCode } = response;
  call.fail(causes.CANCELED, causeText(response), { endedBy: 'remote', statusCode, message }, response, true);
}
