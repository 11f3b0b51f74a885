/** The dialpad. */

import { html } from 'lit';
import '../../src/define/sip-dialpad.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-dialpad',
  component: 'sip-dialpad',
  parameters: about('Twelve keys. They type, and send tones while a call is up.'),
};

export const Typing = withPhone(html`<sip-dialpad></sip-dialpad>`);
export const SendingTones = withPhone(html`<sip-dialpad></sip-dialpad>`, withCall({ status: 'active' }));
export const Disabled = withPhone(html`<sip-dialpad disabled></sip-dialpad>`);
