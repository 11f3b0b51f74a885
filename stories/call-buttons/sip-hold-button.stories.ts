/** The hold button of a call. */

import { html } from 'lit';
import '../../src/define/sip-hold-button.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-hold-button',
  component: 'sip-hold-button',
  parameters: about('Works for the active call, or for the `sip-call` around it.'),
};

const button = html`<sip-hold-button></sip-hold-button>`;
const held = { local: true, remote: false };

export const InCall = withPhone(button, withCall({ status: 'active' }));
export const On = withPhone(button, withCall({ status: 'active', muted: true, hold: held }));
export const Waiting = withPhone(button);
export const IconOnly = withPhone(
  html`<sip-hold-button layout="icon"></sip-hold-button>`,
  withCall({ status: 'active' }),
);
