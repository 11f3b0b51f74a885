/** The button that answers a call. */

import { html } from 'lit';
import '../../src/define/sip-answer-button.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-answer-button',
  component: 'sip-answer-button',
  parameters: about('Answers the call that rings.'),
};

const button = html`<sip-answer-button></sip-answer-button>`;

export const Ringing = withPhone(button, withCall({ status: 'incoming' }));
export const Waiting = withPhone(button);
