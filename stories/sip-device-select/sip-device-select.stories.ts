/** Which device is used for what. */

import { html } from 'lit';
import '../../src/define/sip-device-select.js';
import { DESK } from '../support/fake-devices.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-device-select',
  component: 'sip-device-select',
  parameters: about('A native list of devices with a label; takes part in forms.'),
};

const unnamed = DESK.microphones.map((device) => ({ ...device, label: '' }));

export const Microphone = withPhone(html`<sip-device-select></sip-device-select>`, { devices: DESK });
export const Ringer = withPhone(html`<sip-device-select use="ringer"></sip-device-select>`, { devices: DESK });
export const Camera = withPhone(html`<sip-device-select use="camera"></sip-device-select>`, { devices: DESK });
export const WithoutLabels = withPhone(html`<sip-device-select></sip-device-select>`, {
  devices: { ...DESK, microphones: unnamed },
});
export const NotConnected = withPhone(html`<sip-device-select></sip-device-select>`, {
  devices: { ...DESK, chosen: { microphone: 'gone' } },
});
export const TheBrowserChooses = withPhone(html`<sip-device-select use="speaker"></sip-device-select>`, {
  devices: { ...DESK, canChooseSpeaker: false },
});
