/** Tries a device before a call. */

import { html } from 'lit';
import '../../src/define/sip-audio-test.js';
import { DESK } from '../support/fake-devices.js';
import { about, withPhone } from '../support/story.js';

export default { title: 'sip-audio-test', component: 'sip-audio-test', parameters: about('A button for one device.') };

const microphone = html`<sip-audio-test kind="microphone"></sip-audio-test>`;

export const Speaker = withPhone(html`<sip-audio-test></sip-audio-test>`, { devices: DESK });
export const Playing = withPhone(html`<sip-audio-test></sip-audio-test>`, {
  devices: { ...DESK, test: { kind: 'speaker', status: 'playing' } },
});
export const Recording = withPhone(microphone, {
  devices: { ...DESK, test: { kind: 'microphone', status: 'recording', endsAt: Date.now() + 5000 } },
});
export const AnotherRuns = withPhone(microphone, {
  devices: { ...DESK, test: { kind: 'speaker', status: 'playing' } },
});
