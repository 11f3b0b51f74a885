/** Sends a REFER and follows its progress (RFC 3515, RFC 5589). */

import type { Clock } from '../../sip/base/clock.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import { causeOfFailure } from '../failure-causes.js';
import { PhoneError } from '../errors.js';

/** Time that the transferee has to reach the transfer target, ms. */
const LIMIT = 90_000;

/**
 * Sends the REFER. Resolves when the transferee has reached the transfer target or has hung up. Rejects with a `PhoneError`
 * otherwise; the call still exists then. `ringing` is called when the target rings.
 */
export function refer(session: Session, target: URI | Session, clock: Clock, ringing: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(LIMIT, () => done(() => reject(new PhoneError('no-answer'))));
    const onProgress = (statusCode: number, final: boolean): void => {
      if (statusCode >= 200 && statusCode < 300) done(resolve);
      // A final NOTIFY without a final status: the transfer counts as failed, to keep the call.
      else if (statusCode >= 300 || final) done(() => reject(failure(statusCode)));
      else if (statusCode >= 180) ringing();
    };
    const onEnd = (): void => done(resolve);
    function done(settle: () => void): void {
      timer.cancel();
      session.off('referProgress', onProgress).off('terminated', onEnd);
      settle();
    }
    session.on('referProgress', onProgress).on('terminated', onEnd);
    try {
      session.refer(target);
    } catch (error) {
      done(() => reject(error as Error));
    }
  });
}

function failure(statusCode: number): PhoneError {
  return new PhoneError(causeOfFailure({ statusCode, rang: false }), { statusCode });
}
