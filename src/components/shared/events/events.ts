/**
 * The events of accounts, calls and interface: `Event` subclasses with typed fields (DOM §2.2). Facts bubble and are composed.
 * Subjects: DOM events; detail of an event; sip-incoming event; events of accounts and calls.
 */

import type { CallMessage, LookedUp, Party, Problem } from '../../../phone/state.js';
import type { CallOptions } from '../../../phone/calls/call.js';
import type { CallSessionEvents } from '../../../phone/calls/session-events.js';
import type { CallAction, CommandOrigin, CommandValue } from '../../../phone/policy/before.js';
import type { ChallengeInfo } from '../../../sip/digest/credentials.js';
import type { PhoneCredentials } from '../../../phone/configuration.js';
import type { WithheldChallenge } from '../../../phone/events.js';
import type { CallSummary } from '../../../phone/calls/call-summary.js';
import { SipBeforeEvent, SipEvent, SipFact, SipQuestion } from './event-classes.js';
import type { CallLike } from '../phone/phone-like.js';

export type { CallAction } from '../../../phone/policy/before.js';
export * from './contact-events.js';
export * from './tool-events.js';

/** The state of the account changed: `sip-connected`, `sip-registered`, `sip-unregistered`. */
export class SipAccountEvent extends SipFact {
  constructor(type: 'sip-connected' | 'sip-registered' | 'sip-unregistered') {
    super(type);
  }
}

/** The connection to the server was lost or closed; `reason` is for developers. */
export class SipDisconnectedEvent extends SipFact {
  constructor(readonly reason: string | undefined) {
    super('sip-disconnected');
  }
}

/** The registrar refused the registration, or did not respond (then there is no status code). */
export class SipRegistrationFailedEvent extends SipFact {
  constructor(
    readonly statusCode: number | undefined,
    readonly reason: string,
  ) {
    super('sip-registration-failed');
  }
}

/**
 * The configuration forbids the response to a challenge (401, 407): no credentials were sent, and the request failed. The
 * event holds no secret; `challenge.realm` is text from the network.
 */
export class SipChallengeWithheldEvent extends SipFact {
  constructor(readonly challenge: WithheldChallenge) {
    super('sip-challenge-withheld');
  }
}

/** An incoming call. */
export class SipIncomingEvent extends SipFact {
  constructor(readonly call: CallLike) {
    super('sip-incoming');
  }
}

/** A call rings, and the browser blocks the sound of the ringer: the application can alert the user otherwise. */
export class SipRingBlockedEvent extends SipFact {
  constructor(readonly call: CallLike) {
    super('sip-ring-blocked');
  }
}

/** An event of the SIP session of a call, with unchanged name and order: `accepted` becomes `sip-call-accepted`. */
export class SipCallEvent<Name extends keyof CallSessionEvents = keyof CallSessionEvents> extends SipFact {
  /** The SIP session of the call. */
  readonly session: CallLike['session'];

  constructor(
    readonly call: CallLike,
    /** The name of the session event. */
    readonly sessionEvent: Name,
    readonly args: CallSessionEvents[Name],
  ) {
    super(`sip-call-${sessionEvent}`);
    this.session = call.session;
  }
}

/**
 * A message of the application was received inside a call (options `message-types` and `info-packages`). Its `body` is text of the
 * remote party, as it was sent: never insert it as HTML.
 */
export class SipCallMessageEvent extends SipFact {
  constructor(
    readonly call: CallLike,
    readonly message: CallMessage,
  ) {
    super('sip-call-message');
  }
}

/** A call has ended: its summary, dispatched once for each call. */
export class SipCallSummaryEvent extends SipFact {
  constructor(readonly summary: CallSummary) {
    super('sip-call-summary');
  }
}

/** A problem for the developer of the page. `message` is a sentence for users, `problem.detail` is for developers. */
export class SipErrorEvent extends SipFact {
  constructor(
    readonly problem: Problem,
    readonly message: string,
  ) {
    super('sip-error');
  }
}

/** A key of the dialpad was pressed. Cancelable: the digit is then neither typed nor sent. */
export class SipDigitEvent extends SipEvent {
  constructor(readonly digit: string) {
    super('sip-digit', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A call is about to be placed. `preventDefault()` stops it. */
export class SipBeforeCallEvent extends SipBeforeEvent {
  constructor(
    /** The target: a number, a name or a SIP URI; after a redirect or a transfer the new target. */
    readonly number: string,
    readonly options: CallOptions | undefined,
    /** The reason: `local`, or the request of another party. */
    readonly origin: CommandOrigin = 'local',
    /** The call that is redirected, or whose peer requested the transfer. */
    readonly call?: CallLike,
  ) {
    super('sip-before-call');
  }
}

/** A command on a call is about to be performed. `preventDefault()` stops it. */
export class SipBeforeActionEvent extends SipBeforeEvent {
  constructor(
    readonly action: CallAction,
    readonly call: CallLike,
    /** The argument of the command: `true` for mute and `false` for unmute, the digits, the target, the options of an answer. */
    readonly value: CommandValue,
    /** The reason: `local`, or that of an automatic answer. */
    readonly origin: CommandOrigin = 'local',
    /** With the origin `replaces`: the party that replaces the peer (RFC 3891). */
    readonly peer?: Party,
  ) {
    super(`sip-before-${action}`);
  }
}

/**
 * The server sent a challenge. `respondWith()` supplies credentials, with `ttl` where they end; without an answer those of
 * `credentials-src` are used.
 */
export class SipCredentialsEvent extends SipQuestion<PhoneCredentials | undefined> {
  constructor(
    /** What the credentials have to answer: scheme, realm, algorithm, whether the server has rejected the last ones. */
    readonly challenge: ChallengeInfo,
  ) {
    super('sip-credentials');
  }

  /** The realm of the challenge (RFC 7616 §3.3). */
  get realm(): string {
    return this.challenge.realm;
  }
}

/** A new call needs the name of `party`. `respondWith()` supplies a name, or an object with name, note, image and URL, shown on arrival. */
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

/** The user pressed `Fix` to correct the account. Does not bubble. */
export class SipFixRequestEvent extends SipEvent {
  constructor() {
    super('sip-fix-request');
  }
}

/** The account form was submitted. `preventDefault()` keeps it from the phone. Never holds the password. Does not bubble. */
export class SipAccountSubmitEvent extends SipEvent {
  constructor(
    readonly server: string,
    readonly uri: string,
  ) {
    super('sip-account-submit', { cancelable: true });
  }
}

/** The user asks to transfer the call. Does not bubble. */
export class SipTransferRequestEvent extends SipEvent {
  constructor() {
    super('sip-transfer-request');
  }
}

/** The user asks to open or close the keypad of the call. Does not bubble. */
export class SipKeypadRequestEvent extends SipEvent {
  constructor() {
    super('sip-keypad-request');
  }
}

/** The user asks for the connection check. Does not bubble. */
export class SipDiagnosticsRequestEvent extends SipEvent {
  constructor() {
    super('sip-diagnostics-request');
  }
}

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
  'sip-call-message': SipCallMessageEvent;
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
} & { [K in keyof CallSessionEvents as `sip-call-${K}`]: SipCallEvent<K> } & {
  [K in CallAction as `sip-before-${K}`]: SipBeforeActionEvent;
};

declare global {
  interface GlobalEventHandlersEventMap extends SipElementEvents {}
}
