/**
 * The whole package for a page: importing it registers all elements. For less, import `sip-elements/define/sip-….js` (one
 * element, registered), `sip-elements/components/sip-….js` (a class, nothing registered), `sip-elements/phone` or
 * `sip-elements/sip`.
 * Subjects: package entry; import of all elements.
 */

import './define/all.js';

export * from './elements.js';
export * from './components/shared/events/events.js';
export { define } from './components/shared/base/define.js';
export { registerIcons, type IconName } from './components/shared/icons/register-icons.js';
export { registerLocale } from './components/shared/text/localize.js';
export type { CallLike, PhoneLike, PhoneLikeEvents } from './components/shared/phone/phone-like.js';
export { VERSION } from './components/shared/base/version.js';
export type { Translation } from './components/shared/text/locales/translation.js';
export { PhoneError } from './phone/phone-error.js';
export type { AnswerOptions, CallOptions } from './phone/calls/call.js';
export type { AccountDocument, AccountRequest, AccountSourceFunction } from './phone/account/account-document.js';
export type { RingRule } from './phone/calls/ring-rules.js';
export type { PhoneConfiguration, PhoneCredentials } from './phone/configuration.js';
export type { WithheldChallenge } from './phone/events.js';
export type * from './phone/state.js';
