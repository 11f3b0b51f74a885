/**
 * Ends a session by the request or response that its state requires (RFC 3261 §9.1, §13.3.1.3, §15).
 * Subjects: CANCEL, BYE or final response; terminate a session.
 */

import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { cancel } from './cancel.js';
import type { EndOptions } from './options.js';

/** Does nothing if the session is ending or has ended. */
export function terminate(call: InviteUsage, options: EndOptions): void {
  switch (call.state.status) {
    case 'initial':
    case 'calling':
    case 'early':
      return cancel(call, options);
    case 'incoming':
    case 'answering':
      return call.requireRinging().reject(options);
    case 'established':
      return void bye(call, options);
    case 'ending':
    case 'ended':
  }
}
