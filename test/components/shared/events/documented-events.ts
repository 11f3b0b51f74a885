/**
 * The events of the manifest, for the tests that dispatch each of them: provider-events.test.ts those of elements with a phone of their own,
 * user-events.test.ts those of a user; test/package/manifest.test.ts compares the lists.
 * Subjects: documented events, list of the test.
 */

/** The elements with a phone of their own. */
export const PROVIDERS = ['sip-provider', 'sip-phone', 'sip-dock'] as const;

/** Events that they dispatch for what the server, a remote party or the browser does; `sip-before-…` are in commands.test.ts. */
export const PHONE_EVENTS = [
  'sip-connected',
  'sip-disconnected',
  'sip-registered',
  'sip-unregistered',
  'sip-registration-failed',
  'sip-challenge-withheld',
  'sip-credentials',
  'sip-error',
  'sip-incoming',
  'sip-ring-blocked',
  'sip-caller-lookup',
  'sip-contacts-query',
  'sip-message',
  'sip-call-progress',
  'sip-call-accepted',
  'sip-call-rejected',
  'sip-call-failed',
  'sip-call-terminated',
  'sip-call-cancel',
  'sip-call-refer',
  'sip-call-replaced',
  'sip-call-dtmf',
  'sip-call-bye',
  'sip-call-message',
  'sip-call-summary',
] as const;

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

/** Whether another test has it: `sip-before-…` commands.test.ts, a frame sip-frame.test.ts, a link to set up sip-provision.test.ts. */
export const isTestedElsewhere = (tag: string, name: string): boolean =>
  name.startsWith('sip-before-') || tag === 'sip-frame' || tag === 'sip-provision';
