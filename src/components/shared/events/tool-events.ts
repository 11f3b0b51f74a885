/** Events of what helps: links, frames. */

import type { CallState } from '../../../phone/state.js';
import { SipBeforeEvent, SipEvent, SipFact } from './event-classes.js';

/** A link of the page is about to call. Sent by the link; `preventDefault()` leaves it to the browser. */
export class SipLinkEvent extends SipBeforeEvent {
  constructor(
    /** What would be called. */
    readonly address: string,
  ) {
    super('sip-link');
  }
}

/**
 * Something happened to a call of the phone in a `<sip-frame>`. Its `type` is that of the event there: `sip-incoming`,
 * `sip-call-accepted`, `sip-ring-blocked`, …; the call itself stays in the frame, its state comes along.
 */
export class SipFrameCallEvent extends SipFact {
  constructor(
    type: string,
    readonly callState: CallState,
    /** The name as the session gave it; for `sip-call-…` only. */
    readonly sessionEvent?: string,
  ) {
    super(type);
  }
}

/** The phone in the frame can be used, or cannot any more. Does not bubble. */
export class SipFrameReadyEvent extends SipEvent {
  constructor(readonly ready: boolean) {
    super('sip-frame-ready');
  }
}

interface SipToolEvents {
  'sip-frame-ready': SipFrameReadyEvent;
  'sip-link': SipLinkEvent;
}

declare global {
  interface HTMLElementEventMap extends SipToolEvents {}
}
