/** The button that shows the camera to the remote party. */

import { html } from 'lit';
import '../../src/define/sip-camera-button.js';
import { up } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-camera-button',
  component: 'sip-camera-button',
  parameters: about('Works for the active call, or for the `sip-call` around it.'),
};

const button = html`<sip-camera-button></sip-camera-button>`;

export const InCall = withPhone(button, up());
export const On = withPhone(button, up({ video: { local: 'camera', remote: false } }));
export const Waiting = withPhone(button);
