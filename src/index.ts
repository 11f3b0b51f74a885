/**
 * The whole package for a page: importing it registers all elements. For less, import `sip-elements/define/sip-….js` (one
 * element, registered), `sip-elements/components/sip-….js` (a class, nothing registered), `sip-elements/phone` or
 * `sip-elements/sip`.
 */

import './define/all.js';

export { SipAccountForm } from './components/sip-account-form.js';
export { SipAnnouncer } from './components/sip-announcer.js';
export { SipAnswerButton } from './components/sip-answer-button.js';
export { SipAudioTest } from './components/sip-audio-test.js';
export { SipCall } from './components/sip-call.js';
export { SipCallButton } from './components/sip-call-button.js';
export { SipCaller } from './components/sip-caller.js';
export { SipCallList } from './components/sip-call-list.js';
export { SipCallQuality } from './components/sip-call-quality.js';
export { SipCallStatus } from './components/sip-call-status.js';
export { SipCallTimer } from './components/sip-call-timer.js';
export { SipCameraButton } from './components/sip-camera-button.js';
export { SipChat } from './components/sip-chat.js';
export { SipClickToCall } from './components/sip-click-to-call.js';
export { SipContacts } from './components/sip-contacts.js';
export { SipDeclineButton } from './components/sip-decline-button.js';
export { SipDeviceSelect } from './components/sip-device-select.js';
export { SipDiagnostics } from './components/sip-diagnostics.js';
export { SipDialInput } from './components/sip-dial-input.js';
export { SipDialpad } from './components/sip-dialpad.js';
export { SipDndToggle } from './components/sip-dnd-toggle.js';
export { SipDock } from './components/sip-dock.js';
export { SipFrame } from './components/sip-frame.js';
export { SipHangupButton } from './components/sip-hangup-button.js';
export { SipHistory } from './components/sip-history.js';
export { SipHoldButton } from './components/sip-hold-button.js';
export { SipHotkeys } from './components/sip-hotkeys.js';
export { SipIncoming } from './components/sip-incoming.js';
export { SipKeypadButton } from './components/sip-keypad-button.js';
export { SipLamp } from './components/sip-lamp.js';
export { SipLevel } from './components/sip-level.js';
export { SipLinks } from './components/sip-links.js';
export { SipMedia } from './components/sip-media.js';
export { SipMergeButton } from './components/sip-merge-button.js';
export { SipMuteButton } from './components/sip-mute-button.js';
export { SipPermission } from './components/sip-permission.js';
export { SipPhone } from './components/sip-phone.js';
export { SipProvider } from './components/sip-provider.js';
export { SipRecordButton } from './components/sip-record-button.js';
export { SipScreenButton } from './components/sip-screen-button.js';
export { SipSettings } from './components/sip-settings.js';
export { SipStatus } from './components/sip-status.js';
export { SipSwapButton } from './components/sip-swap-button.js';
export { SipTrace } from './components/sip-trace.js';
export { SipTransfer } from './components/sip-transfer.js';
export { SipVoicemail } from './components/sip-voicemail.js';
export { SipVolume } from './components/sip-volume.js';
export * from './components/events.js';
export { define } from './components/internal/define.js';
export { registerLocale } from './components/internal/localize.js';
export type { CallLike, PhoneLike, PhoneLikeEvents } from './components/internal/phone-like.js';
export { VERSION } from './components/internal/version.js';
export type { Translation } from './components/locales/translation.js';
export { PhoneError } from './phone/errors.js';
export type { AnswerOptions, CallOptions } from './phone/call/call.js';
export type { PhoneConfiguration, PhoneCredentials } from './phone/configuration.js';
export type { WithheldChallenge } from './phone/events.js';
export type * from './phone/state.js';
