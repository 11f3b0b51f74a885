/** The settings of a phone. */

import { html } from 'lit';
import '../../src/define/sip-settings.js';
import { DESK } from '../support/fake-devices.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-settings',
  component: 'sip-settings',
  parameters: about('What the menu of a phone opens.'),
};

export const Desk = withPhone(html`<sip-settings></sip-settings>`, { devices: DESK });
export const WithCheck = withPhone(html`<sip-settings can-check></sip-settings>`, {
  devices: DESK,
  doNotDisturb: true,
});
export const NothingAllowedYet = withPhone(html`<sip-settings></sip-settings>`, { microphone: 'unknown' });
