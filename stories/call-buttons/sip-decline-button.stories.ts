/** The button that declines a call. */

import { html } from 'lit';
import '../../src/define/sip-decline-button.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-decline-button',
  component: 'sip-decline-button',
  parameters: about('Declines the call that rings.'),
};

const button = html`<sip-decline-button></sip-decline-button>`;

export const Ringing = withPhone(button, withCall({ status: 'incoming' }));
export const Waiting = withPhone(button);
