/**
 * The custom states of the manifest, and the test that shows each of them; test/package/manifest.test.ts compares the list.
 * Subjects: documented custom states, list of the test.
 */

/** Those of documented-states.test.ts, by element. */
export const SHOWN_STATES = {
  'sip-answer-button': ['disabled'],
  'sip-call-button': ['disabled'],
  'sip-camera-button': ['pressed', 'disabled'],
  'sip-decline-button': ['disabled'],
  'sip-hangup-button': ['disabled'],
  'sip-hold-button': ['pressed', 'disabled'],
  'sip-keypad-button': ['disabled'],
  'sip-merge-button': ['merged', 'disabled'],
  'sip-mute-button': ['pressed', 'disabled'],
  'sip-record-button': ['pressed', 'disabled'],
  'sip-screen-button': ['pressed', 'disabled'],
  'sip-swap-button': ['disabled'],
  'sip-account-form': ['busy', 'refused'],
  'sip-audio-test': ['testing'],
  'sip-call': [
    ...['dialing', 'ringing', 'early', 'incoming', 'answering', 'active', 'resuming', 'ending', 'ended', 'failed'],
    ...['muted', 'held', 'held-remotely', 'merged', 'recording', 'interrupted'],
  ],
  'sip-call-list': ['empty'],
  'sip-call-quality': ['good', 'weak', 'bad'],
  'sip-captions': ['shown'],
  'sip-chat': ['conversation'],
  'sip-contacts': ['empty'],
  'sip-device-select': ['lost'],
  'sip-dialpad': ['disabled', 'dtmf'],
  'sip-dnd-toggle': ['on'],
  'sip-dock': ['ringing', 'in-call', 'muted'],
  'sip-history': ['empty'],
  'sip-incoming': ['ringing', 'second'],
  'sip-key': ['on', 'off', 'unknown'],
  'sip-lamp': ['unknown', 'available', 'ringing', 'busy', 'held', 'away', 'offline', 'unavailable'],
  'sip-level': ['silent'],
  'sip-media': ['remote', 'camera', 'screen'],
  'sip-permission': ['needed'],
  'sip-phone': [
    ...['unconfigured', 'connecting', 'registered', 'offline', 'refused', 'ringing', 'in-call', 'visual-ring'],
  ],
  'sip-status': ['unconfigured', 'connecting', 'ready', 'offline', 'refused', 'elsewhere', 'stopped'],
  'sip-voicemail': ['waiting', 'urgent', 'unavailable'],
} as const;

const STATES_TEST = 'components/shared/base/states.test.ts';

/** Those that need more than a state of the phone: the file below test/ that shows them. */
export const OTHER_STATES: Readonly<Record<string, string>> = {
  'sip-captions recognizing': 'components/sip-captions/sip-captions.test.ts',
  'sip-click-to-call ended': STATES_TEST,
  'sip-click-to-call in-call': STATES_TEST,
  'sip-click-to-call loading': STATES_TEST,
  'sip-click-to-call ringing': STATES_TEST,
  'sip-diagnostics fault': 'components/sip-diagnostics/sip-diagnostics.test.ts',
  'sip-diagnostics good': 'components/sip-diagnostics/sip-diagnostics.test.ts',
  'sip-dial-input empty': STATES_TEST,
  'sip-dial-input open': STATES_TEST,
  'sip-dock in-window': 'components/sip-dock/phone-window.test.ts',
  'sip-frame ready': 'components/sip-frame/sip-frame.test.ts',
  'sip-hotkeys ready': STATES_TEST,
  'sip-key asking': 'components/sip-key/sip-key.test.ts',
  'sip-key failed': 'components/sip-key/sip-key.test.ts',
  'sip-links ready': STATES_TEST,
  'sip-provision asking': 'components/sip-provision/sip-provision.test.ts',
  'sip-provision done': 'components/sip-provision/sip-provision.test.ts',
  'sip-provision loading': 'components/sip-provision/sip-provision.test.ts',
  'sip-provision scanning': 'components/sip-provision/sip-provision.test.ts',
  'sip-settings ready': STATES_TEST,
  'sip-settings signed-in': STATES_TEST,
  'sip-trace empty': STATES_TEST,
  'sip-trace selected': STATES_TEST,
  'sip-transfer available': STATES_TEST,
  'sip-transfer selected': STATES_TEST,
  'sip-volume silent': STATES_TEST,
};
