/** The mute button of a call. */

import { html } from 'lit';
import '../../src/define/sip-mute-button.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-mute-button',
  component: 'sip-mute-button',
  parameters: about('Works for the active call, or for the `sip-call` around it.'),
};

const button = html`<sip-mute-button></sip-mute-button>`;
const held = { local: true, remote: false };

export const InCall = withPhone(button, withCall({ status: 'active' }));
export const On = withPhone(button, withCall({ status: 'active', muted: true, hold: held }));
export const Waiting = withPhone(button);
export const IconOnly = withPhone(
  html`<sip-mute-button layout="icon"></sip-mute-button>`,
  withCall({ status: 'active' }),
);
