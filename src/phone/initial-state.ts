/**
 * The state of a new phone.
 * Subjects: initial state of the phone.
 */

import type { PhoneState } from './state.js';

export const INITIAL_STATE: PhoneState = {
  account: { status: 'unconfigured' },
  inOtherTab: false,
  calls: [],
  activeCallId: undefined,
  microphone: 'unknown',
  dialString: '',
  lastDialled: undefined,
  audioLocked: false,
  ring: undefined,
  identities: [],
  identity: undefined,
  devices: {
    microphones: [],
    speakers: [],
    cameras: [],
    chosen: {},
    canChooseSpeaker: false,
    volume: { speaker: 1, ringer: 1 },
    processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    ringer: undefined,
    notice: undefined,
    test: undefined,
  },
  notifications: 'unsupported',
  voicemail: { status: 'off', waiting: false, newMessages: 0, oldMessages: 0, urgent: 0 },
  lamps: [],
  conversations: [],
  unreadCount: 0,
  typing: [],
  contacts: [],
  doNotDisturb: false,
  availability: 'available',
  presence: 'off',
  history: [],
  missedCount: 0,
  problem: undefined,
};
