/** Attributes of the options of a phone, for the loader, which does not load the table. Generated from src/phone/options by `npm run options`. */

/** A mark may set these only where the page trusts its marks. The others it may set. */
export const PAGE_OPTIONS =
  'username realm algorithms registrar single-tab browser-tabs register-expires outbound-proxy user-agent rel100 session-timers ice-servers await-credentials trace auto-answer auto-answer-header blocked-callers identities anonymous identity-header audio-input echo-cancellation noise-suppression auto-gain-control audio-output ring-output ringtone key-sounds hold-music ring-rules message-types info-packages video follow-transfers redirects replaces resume no-leave-question early-audio storage record-at recording-days caller-url voicemail echo-uri composing pick-up-code conference-uri park-code retrieve-code publish-presence report-url report-interval quality-collector';

/** `<sip-click-to-call>` passes these on to the phone that it creates. */
export const CLICK_TO_CALL_OPTIONS =
  'server uri username realm algorithms display-name registrar no-register register-expires outbound-proxy user-agent rel100 session-timers ice-servers country audio-input echo-cancellation noise-suppression auto-gain-control audio-output codecs dtmf listen-only early-audio';
