/**
 * Events about messages, BLF lamps and contacts.
 * Subjects: sip-message event; events of messages, lamps and contacts.
 */

import type { PageSuggestion } from '../../../phone/contacts/contacts.js';
import type { ChatMessage, Party } from '../../../phone/state.js';
import type { Availability } from '../../../phone/availability.js';
import { SipBeforeEvent, SipEvent, SipFact, SipQuestion } from './event-classes.js';

/** A text message was received (RFC 3428). */
export class SipMessageEvent extends SipFact {
  constructor(
    readonly peer: Party,
    readonly message: ChatMessage,
  ) {
    super('sip-message');
  }
}

/** A text message is about to be sent. `preventDefault()` stops it. */
export class SipBeforeMessageEvent extends SipBeforeEvent {
  constructor(
    readonly address: string,
    readonly text: string,
  ) {
    super('sip-before-message');
  }
}

/** A call that rings at another extension is about to be picked up (RFC 3891). `preventDefault()` stops it. */
export class SipBeforePickUpEvent extends SipBeforeEvent {
  constructor(readonly address: string) {
    super('sip-before-pick-up');
  }
}

/** The user is about to tell others something else, also by do not disturb. `preventDefault()` stops it. */
export class SipBeforeAvailabilityEvent extends SipBeforeEvent {
  constructor(
    /** The new choice. */
    readonly availability: Availability,
  ) {
    super('sip-before-availability');
  }
}

/** The user is about to choose the identity to call from, or to clear the call history. `preventDefault()` stops it. */
export class SipBeforePhoneActionEvent extends SipBeforeEvent {
  constructor(
    action: 'identity' | 'clear-history',
    /** The URI of the identity; undefined for the account, and for the call history. */
    readonly value: string | undefined,
  ) {
    super(`sip-before-${action}`);
  }
}

/** The user types a name or number. `respondWith()` supplies suggestions, which are shown beside call history and contacts. */
export class SipContactsQueryEvent extends SipQuestion<readonly PageSuggestion[]> {
  constructor(
    readonly text: string,
    /** Aborted when the typed text has changed. */
    readonly signal: AbortSignal,
  ) {
    super('sip-contacts-query');
  }
}

/** The user asks to write a message to `address`. Does not bubble. */
export class SipMessageRequestEvent extends SipEvent {
  constructor(readonly address: string) {
    super('sip-message-request');
  }
}

/** A conversation was opened, or closed for the list. Does not bubble. */
export class SipConversationEvent extends SipEvent {
  constructor(
    /** Address of the peer; undefined for the list. */
    readonly peer: string | undefined,
  ) {
    super('sip-conversation');
  }
}

interface SipPeopleEvents {
  'sip-message': SipMessageEvent;
  'sip-before-message': SipBeforeMessageEvent;
  'sip-before-pick-up': SipBeforePickUpEvent;
  'sip-before-availability': SipBeforeAvailabilityEvent;
  'sip-before-identity': SipBeforePhoneActionEvent;
  'sip-before-clear-history': SipBeforePhoneActionEvent;
  'sip-contacts-query': SipContactsQueryEvent;
  'sip-message-request': SipMessageRequestEvent;
  'sip-conversation': SipConversationEvent;
}

declare global {
  interface GlobalEventHandlersEventMap extends SipPeopleEvents {}
}
