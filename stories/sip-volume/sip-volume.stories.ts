/** The volume of calls and of the ring. */

import { html } from 'lit';
import '../../src/define/sip-volume.js';
import { DESK } from '../support/fake-devices.js';
import { about, withPhone } from '../support/story.js';

export default { title: 'sip-volume', component: 'sip-volume', parameters: about('A slider.') };

const half = { devices: { ...DESK, volume: { speaker: 0.5, ringer: 0.8 } } };

export const Calls = withPhone(html`<sip-volume></sip-volume>`, half);
export const Ring = withPhone(html`<sip-volume use="ringer"></sip-volume>`, half);
