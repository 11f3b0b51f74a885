/** A call outlives the connection that it was made over: recovering while it is down, refreshed when it is back (RFC 5626 §4.4, RFC 8445 §9). */

import { SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import { bye } from './bye.js';
import { toSipError, type InviteUsage } from './invite-usage.js';
import { modify } from './modify.js';

/** The flow broke. What is in flight fails by its transactions; a call that rings here cannot be answered any more. */
export function flowLost(call: InviteUsage): void {
  if (call.is('incoming', 'answering')) {
    const error = new SipError('transport', 'The connection to the server broke', { statusCode: 503 });
    // Nobody hears it now, but the transaction has its end, and repeats it to a caller that asks again.
    if (call.origin.direction === 'incoming' && call.origin.uas.open) call.origin.uas.reject({ statusCode: 480 });
    return call.fail(causes.CONNECTION_ERROR, causes.CONNECTION_ERROR, { endedBy: 'system', error, statusCode: 503 });
  }
  // An ACK cannot come any more, so that the BYE need not wait for it.
  if (call.is('ending')) return call.pendingEnd?.();
  if (!call.is('established') || call.recovering) return;
  call.recovering = call.after(call.owner.settings.recoveryTimeout * 1000, () => {
    const error = new SipError('transport', 'The connection to the server did not come back');
    void bye(call, {}, { cause: causes.CONNECTION_ERROR, endedBy: 'system', error });
  });
  call.session.emit('flow', 'lost');
}

/** The flow is back, and registered where it has to be: tells the other side our new way, and finds a new one for media. */
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
    // Not where the flow broke again, or the call has ended with it.
    if (call.is('established') && !call.recovering) call.session.emit('flow', 'recovered', problem);
  }
}
