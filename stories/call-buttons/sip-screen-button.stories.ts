/** The button that shows the screen to the remote party. */

import { html } from 'lit';
import '../../src/define/sip-screen-button.js';
import { up } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-screen-button',
  component: 'sip-screen-button',
  parameters: about('Works for the active call, or for the `sip-call` around it.'),
};

const button = html`<sip-screen-button></sip-screen-button>`;

export const InCall = withPhone(button, up());
export const On = withPhone(button, up({ video: { local: 'screen', remote: false } }));
export const Waiting = withPhone(button);
