/**
 * Events of `<sip-links>`, `<sip-key>`, `<sip-provision>` and `<sip-frame>`.
 * Subjects: events of links, keys and frames.
 */

import type { CommandOrigin, CommandValue } from '../../../phone/policy/before.js';
import type { CallMessage, CallState } from '../../../phone/state.js';
import { SipBeforeEvent, SipEvent, SipFact } from './event-classes.js';

/** A link is about to place a call. Dispatched on the link; `preventDefault()` leaves the link to the browser. */
export class SipLinkEvent extends SipBeforeEvent {
  constructor(
    /** The address to call. */
    readonly address: string,
  ) {
    super('sip-link');
  }
}

/** The user agreed to set up the phone. `preventDefault()` leaves the phone as it is. */
export class SipProvisionEvent extends SipBeforeEvent {
  /** The host of the link; undefined for a file. */
  readonly host: string | undefined;
  /** The address-of-record and the first server of the document. */
  readonly uri: string | undefined;
  readonly server: string | undefined;

  constructor(given: { host: string | undefined; uri: string | undefined; server: string | undefined }) {
    super('sip-provision');
    this.host = given.host;
    this.uri = given.uri;
    this.server = given.server;
  }
}

/** A key of the page was pressed. `preventDefault()` stops its action. */
export class SipKeyPressEvent extends SipBeforeEvent {
  constructor(
    /** The `name` of the key; may be empty. */
    readonly name: string,
    /** The active call. */
    readonly callId: string | undefined,
  ) {
    super('sip-key-press');
  }
}

/**
 * An event of a call of the phone in a `<sip-frame>`. `type` is the type of the original event: `sip-incoming`,
 * `sip-call-accepted`, `sip-ring-blocked`, …; the event holds the state of the call, the call itself stays in the frame.
 */
export class SipFrameCallEvent extends SipFact {
  constructor(
    type: string,
    readonly callState: CallState,
    /** The name of the session event; for `sip-call-…` only. */
    readonly sessionEvent?: string,
    /** For `sip-call-message` only. */
    readonly message?: CallMessage,
  ) {
    super(type);
  }
}

/** A command of the user of a phone in a `<sip-frame>` whose `asks` names it. `type` is that of the phone, `preventDefault()` stops the command. */
export class SipFrameBeforeEvent extends SipBeforeEvent {
  /** The number, address or other argument of the command. */
  readonly value: CommandValue;
  /** The state of the call that the command is for. */
  readonly callState: CallState | undefined;
  readonly origin: CommandOrigin;

  constructor(given: { name: string; value: CommandValue; call?: CallState | undefined; origin: CommandOrigin }) {
    super(given.name);
    this.value = given.value;
    this.callState = given.call;
    this.origin = given.origin;
  }
}

/** The phone in the frame became usable (`ready`) or unusable. Does not bubble. */
export class SipFrameReadyEvent extends SipEvent {
  constructor(readonly ready: boolean) {
    super('sip-frame-ready');
  }
}

interface SipToolEvents {
  'sip-frame-ready': SipFrameReadyEvent;
  'sip-key-press': SipKeyPressEvent;
  'sip-provision': SipProvisionEvent;
  'sip-link': SipLinkEvent;
}

declare global {
  interface GlobalEventHandlersEventMap extends SipToolEvents {}
}
