/**
 * Public API of the headless phone, for applications that bring their own interface.
 * Subjects: exports of the headless phone; sip-elements/phone.
 */

export type { AccountDocument, AccountRequest, AccountSourceFunction } from './account/account-document.js';
export type { AnswerOptions, CallOptions } from './calls/call.js';
export { Call } from './calls/call.js';
export type { PhoneConfiguration } from './configuration.js';
export type { CallSessionEvent, CallSessionEvents } from './calls/session-events.js';
export type { RingRule } from './calls/ring-rules.js';
export { readDialString, type Dialled } from './calls/dial-string.js';
export { PhoneError } from './phone-error.js';
export type { PhoneEvents, TracedMessage, WithheldChallenge } from './events.js';
export { Phone } from './phone.js';
export { BeforeEvent, type CallAction, type Command, type CommandOrigin, type CommandValue } from './policy/before.js';
export type { Contacts, PageSuggestion, SuggestOption } from './contacts/contacts.js';
export type { Lamps } from './presence/lamps.js';
export type { Messages } from './messaging/messages.js';
export type * from './state.js';
export type { CallSummary } from './calls/call-summary.js';
export type { CallReport } from './calls/call-reports.js';
export { ACCOUNT_WORDS, CAUSE_WORDS, PROBLEM_WORDS, wordsFor } from './words.js';
