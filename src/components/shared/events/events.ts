/** The events that elements send: `Event` subclasses with typed fields (DOM §2.2). Facts of the telephone bubble and are composed. */

import type { Party, Problem } from '../../../phone/state.js';
import type { CallOptions } from '../../../phone/calls/call.js';
import type { CallAction, CommandOrigin, CommandValue } from '../../../phone/policy/before.js';
import type { LookedUp, PhoneCredentials } from '../../../phone/configuration.js';
import type { WithheldChallenge } from '../../../phone/events.js';
import type { CallSummary } from '../../../phone/calls/call-summary.js';
import { SipBeforeEvent, SipEvent, SipFact, SipQuestion } from './event-classes.js';
import type { CallLike } from '../phone/phone-like.js';

export type { CallAction } from '../../../phone/policy/before.js';
export * from './contact-events.js';
export * from './tool-events.js';

/** Something of the account happened: `sip-connected`, `sip-registered`, `sip-unregistered`. */
export class SipAccountEvent extends SipFact {
  constructor(type: 'sip-connected' | 'sip-registered' | 'sip-unregistered') {
    super(type);
  }
}

/** The connection was lost or closed; `reason` is for developers. */
export class SipDisconnectedEvent extends SipFact {
  constructor(readonly reason: string | undefined) {
    super('sip-disconnected');
  }
}

/** The registrar refused, or did not answer (then there is no status code). */
export class SipRegistrationFailedEvent extends SipFact {
  constructor(
    readonly statusCode: number | undefined,
    readonly reason: string,
  ) {
    super('sip-registration-failed');
  }
}

/**
 * A 401 or 407 asked for credentials in a way that the configuration forbids to answer: nothing was sent, and the request
 * failed. No secret is in it; `challenge.realm` is text from the network.
 */
export class SipChallengeWithheldEvent extends SipFact {
  constructor(readonly challenge: WithheldChallenge) {
    super('sip-challenge-withheld');
  }
}

/** Somebody calls. */
export class SipIncomingEvent extends SipFact {
  constructor(readonly call: CallLike) {
    super('sip-incoming');
  }
}

/** A call rings, and the browser would not let it be heard: say it otherwise. */
export class SipRingBlockedEvent extends SipFact {
  constructor(readonly call: CallLike) {
    super('sip-ring-blocked');
  }
}

/** An event of the SIP session of a call, unchanged in name and order: `accepted` is `sip-call-accepted`. */
export class SipCallEvent extends SipFact {
  constructor(
    readonly call: CallLike,
    /** The name as the session gave it. */
    readonly sessionEvent: string,
    readonly args: readonly unknown[],
  ) {
    super(`sip-call-${kebab(sessionEvent)}`);
  }

  /** The SIP session under the call. */
  get session(): unknown {
    return this.call.session;
  }

  override get detail(): Record<string, unknown> {
    return { ...super.detail, session: this.session };
  }
}

/** A call is over: all that is to be kept of it, once for each call. */
export class SipCallSummaryEvent extends SipFact {
  constructor(readonly summary: CallSummary) {
    super('sip-call-summary');
  }
}

/** Something is wrong that the owner of the page should know. `message` is a plain sentence, `problem.detail` for developers. */
export class SipErrorEvent extends SipFact {
  constructor(
    readonly problem: Problem,
    readonly message: string,
  ) {
    super('sip-error');
  }
}

/** A key of the dialpad was pressed. Cancelable: then it is neither typed nor sent. */
export class SipDigitEvent extends SipEvent {
  constructor(readonly digit: string) {
    super('sip-digit', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A call is about to be made. `preventDefault()` stops it. */
export class SipBeforeCallEvent extends SipBeforeEvent {
  constructor(
    /** What is really called: a number, a name or a SIP URI; after a redirect or a transfer the new target. */
    readonly number: string,
    readonly options: CallOptions | undefined,
    /** Why the phone calls: `local`, or the request of another party. */
    readonly origin: CommandOrigin = 'local',
    /** The call that is redirected, or whose peer asked for the transfer. */
    readonly call?: CallLike,
  ) {
    super('sip-before-call');
  }
}

/** Something is about to be done to a call. `preventDefault()` stops it. */
export class SipBeforeActionEvent extends SipBeforeEvent {
  constructor(
    readonly action: CallAction,
    readonly call: CallLike,
    /** What the action is done with: `true` for mute and `false` for unmute, the digits, the target, the options of an answer. */
    readonly value: CommandValue,
    /** Why it is done: `local`, or the reason of an automatic answer. */
    readonly origin: CommandOrigin = 'local',
    /** With the origin `replaces`: the party that takes the place of the peer. */
    readonly peer?: Party,
  ) {
    super(`sip-before-${action}`);
  }
}

/** The server asks who we are. Answer with `respondWith()`; without an answer the configured credentials are used. */
export class SipCredentialsEvent extends SipQuestion<PhoneCredentials | undefined> {
  constructor(readonly realm: string) {
    super('sip-credentials');
  }
}

/** Who is this? Answer with `respondWith()`: a name, or an object with a note, a picture and a page too. It is shown as soon as it is there. */
export class SipCallerLookupEvent extends SipQuestion<LookedUp | undefined> {
  constructor(readonly party: Party) {
    super('sip-caller-lookup');
  }
}

/** A panel of the interface opened or closed. Does not bubble. */
export class SipToggleEvent extends SipEvent {
  constructor(readonly open: boolean) {
    super('sip-toggle');
  }
}

/** The user wants to mend the account: `Fix` was pressed. Does not bubble. */
export class SipFixRequestEvent extends SipEvent {
  constructor() {
    super('sip-fix-request');
  }
}

/** An account was typed in. `preventDefault()` keeps it from the phone. Never holds the password. Does not bubble. */
export class SipAccountSubmitEvent extends SipEvent {
  constructor(
    readonly server: string,
    readonly uri: string,
  ) {
    super('sip-account-submit', { cancelable: true });
  }
}

/** The user wants to transfer the call. Does not bubble. */
export class SipTransferRequestEvent extends SipEvent {
  constructor() {
    super('sip-transfer-request');
  }
}

/** The user wants the keypad of the call, or wants it gone. Does not bubble. */
export class SipKeypadRequestEvent extends SipEvent {
  constructor() {
    super('sip-keypad-request');
  }
}

/** The user wants to know whether everything works: the connection check. Does not bubble. */
export class SipDiagnosticsRequestEvent extends SipEvent {
  constructor() {
    super('sip-diagnostics-request');
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type SessionEventName =
  | 'connecting'
  | 'progress'
  | 'accepted'
  | 'confirmed'
  | 'rejected'
  | 'failed'
  | 'terminated'
  | 'cancel'
  | 'refer'
  | 'replaced'
  | 'dtmf'
  | 'muted'
  | 'unmuted'
  | 'bye';

type SipElementEvents = {
  'sip-connected': SipAccountEvent;
  'sip-registered': SipAccountEvent;
  'sip-unregistered': SipAccountEvent;
  'sip-disconnected': SipDisconnectedEvent;
  'sip-registration-failed': SipRegistrationFailedEvent;
  'sip-challenge-withheld': SipChallengeWithheldEvent;
  'sip-incoming': SipIncomingEvent;
  'sip-ring-blocked': SipRingBlockedEvent;
  'sip-error': SipErrorEvent;
  'sip-call-summary': SipCallSummaryEvent;
  'sip-digit': SipDigitEvent;
  'sip-before-call': SipBeforeCallEvent;
  'sip-credentials': SipCredentialsEvent;
  'sip-caller-lookup': SipCallerLookupEvent;
  'sip-toggle': SipToggleEvent;
  'sip-fix-request': SipFixRequestEvent;
  'sip-account-submit': SipAccountSubmitEvent;
  'sip-transfer-request': SipTransferRequestEvent;
  'sip-keypad-request': SipKeypadRequestEvent;
  'sip-diagnostics-request': SipDiagnosticsRequestEvent;
} & { [K in SessionEventName as `sip-call-${K}`]: SipCallEvent } & {
  [K in CallAction as `sip-before-${K}`]: SipBeforeActionEvent;
};

declare global {
  interface HTMLElementEventMap extends SipElementEvents {}
}
