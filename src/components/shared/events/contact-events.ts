/** Events about other people: messages, lamps, contacts. */

import type { PageSuggestion } from '../../../phone/contacts/contacts.js';
import type { ChatMessage, Party } from '../../../phone/state.js';
import { SipBeforeEvent, SipEvent, SipFact, SipQuestion } from './event-classes.js';

/** A text came in (RFC 3428). */
export class SipMessageEvent extends SipFact {
  constructor(
    readonly peer: Party,
    readonly message: ChatMessage,
  ) {
    super('sip-message');
  }
}

/** A text is about to be sent. `preventDefault()` stops it. */
export class SipBeforeMessageEvent extends SipBeforeEvent {
  constructor(
    readonly address: string,
    readonly text: string,
  ) {
    super('sip-before-message');
  }
}

/** A call that rings elsewhere is about to be taken here. `preventDefault()` stops it. */
export class SipBeforePickUpEvent extends SipBeforeEvent {
  constructor(readonly address: string) {
    super('sip-before-pick-up');
  }
}

/** Whom could this text mean? Answer with `respondWith()`; the answer is shown beside history and contacts. */
export class SipContactsQueryEvent extends SipQuestion<readonly PageSuggestion[]> {
  constructor(
    readonly text: string,
    /** Aborted when the text is another one by now. */
    readonly signal: AbortSignal,
  ) {
    super('sip-contacts-query');
  }
}

/** The user wants to write to somebody. Does not bubble. */
export class SipMessageRequestEvent extends SipEvent {
  constructor(readonly address: string) {
    super('sip-message-request');
  }
}

/** A conversation was opened, or left for the list. Does not bubble. */
export class SipConversationEvent extends SipEvent {
  constructor(
    /** Whom it is with; undefined for the list. */
    readonly peer: string | undefined,
  ) {
    super('sip-conversation');
  }
}

interface SipPeopleEvents {
  'sip-message': SipMessageEvent;
  'sip-before-message': SipBeforeMessageEvent;
  'sip-before-pick-up': SipBeforePickUpEvent;
  'sip-contacts-query': SipContactsQueryEvent;
  'sip-message-request': SipMessageRequestEvent;
  'sip-conversation': SipConversationEvent;
}

declare global {
  interface HTMLElementEventMap extends SipPeopleEvents {}
}
