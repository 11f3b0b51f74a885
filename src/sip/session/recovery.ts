/** Keeps a call when its connection breaks, and refreshes it over the next one (RFC 5626 §4.4, RFC 8445 §9). */

import { SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import { modify } from './modify.js';

/** Handles a broken flow. Pending transactions fail by themselves; a ringing call cannot be answered any more. */
export function flowLost(call: InviteUsage): void {
  if (call.is('incoming', 'answering')) {
    const error = new SipError('transport', 'The connection to the server broke', { statusCode: 503 });
    // The response cannot be sent now; the transaction sends it to a caller that repeats the INVITE.
    if (call.origin.direction === 'incoming' && call.origin.uas.open) call.origin.uas.reject({ statusCode: 480 });
    return call.fail(causes.CONNECTION_ERROR, causes.CONNECTION_ERROR, { endedBy: 'system', error, statusCode: 503 });
  }
  // No ACK can be received any more, so the BYE does not wait for it.
  if (call.is('ending')) return call.pendingEnd?.();
  if (!call.is('established') || call.recovering) return;
  call.recovering = call.lifetime.after(call.owner.settings.recoveryTimeout * 1000, () => {
    const error = new SipError('transport', 'The connection to the server was not restored');
    void bye(call, {}, { cause: causes.CONNECTION_ERROR, endedBy: 'system', error });
  });
  call.session.emit('flow', 'lost');
}

/** Handles a new flow, registered if required: sends the new contact in a re-INVITE with an ICE restart. */
export async function flowRecovered(call: InviteUsage): Promise<void> {
  call.unheard?.flowRecovered();
  if (!call.recovering) return;
  call.recovering.cancel();
  call.recovering = undefined;
  if (!call.is('established')) return;
  try {
    await modify(call, { options: { iceRestart: true } });
    call.session.emit('flow', 'recovered');
  } catch (error) {
    const problem = toSipError(error);
    call.logger.warn(`the call could not be refreshed: ${problem.message}`);
    // Not emitted if the flow broke again or the call has ended.
    if (call.is('established') && !call.recovering) call.session.emit('flow', 'recovered', problem);
  }
}
