/**
 * The events of the manifest that a user causes, which test/components/shared/events/events.test.ts dispatches; test/package/manifest.test.ts compares the list.
 * Subjects: documented events, list of the test.
 */

/** Events that an element of the interface dispatches for a user: the element, and the event. */
export const USER_EVENTS = [
  'sip-keypad-button sip-keypad-request',
  'sip-account-form sip-account-submit',
  'sip-call sip-transfer-request',
  'sip-call sip-message-request',
  'sip-contacts sip-message-request',
  'sip-incoming sip-message-request',
  'sip-chat sip-conversation',
  'sip-diagnostics sip-fix-request',
  'sip-status sip-fix-request',
  'sip-dialpad sip-digit',
  'sip-dock sip-toggle',
  'sip-transfer sip-toggle',
  'sip-key sip-key-press',
  'sip-links sip-link',
  'sip-settings sip-diagnostics-request',
] as const;

/** Whether it is an event of a user: those of an element with a phone of its own have other causes, as have those of a frame. */
export const isOfUser = (tag: string): boolean =>
  !['sip-provider', 'sip-phone', 'sip-dock', 'sip-frame', 'sip-provision'].includes(tag);
