/** What is plugged in, for stories and tests: a desk with a headset. */

import { INITIAL_STATE } from '../../src/phone/initial-state.js';
import type { Device, DevicesState } from '../../src/phone/state.js';

const device = (deviceId: string, label: string): Device => ({ deviceId, label, groupId: deviceId });

const JABRA = device('jabra', 'Jabra Evolve 65');

export const DESK: DevicesState = {
  ...INITIAL_STATE.devices,
  microphones: [JABRA, device('built-in', 'Built-in microphone')],
  speakers: [JABRA, device('built-in', 'Built-in speakers')],
  cameras: [device('camera', 'Camera of the screen')],
  chosen: { microphone: 'jabra', speaker: 'jabra', ringer: 'built-in' },
  canChooseSpeaker: true,
};
