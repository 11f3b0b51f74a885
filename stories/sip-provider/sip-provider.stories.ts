/** A phone without a face, and a layout of one's own. */

import { html } from 'lit';
import '../../src/define/sip-call.js';
import '../../src/define/sip-dial-input.js';
import '../../src/define/sip-status.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-provider',
  component: 'sip-provider',
  parameters: about('A phone without a face: the elements in it use it.'),
};

export const OneLine = withPhone(html`
  <sip-status></sip-status>
  <sip-dial-input></sip-dial-input>
  <sip-call-button layout="icon"></sip-call-button>
`);
export const CallBar = withPhone(
  html`<sip-call>
    <sip-call-timer></sip-call-timer>
    <sip-mute-button layout="icon"></sip-mute-button>
    <sip-hangup-button layout="icon"></sip-hangup-button>
  </sip-call>`,
  withCall({ status: 'active' }),
);
