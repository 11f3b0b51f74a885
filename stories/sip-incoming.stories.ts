/** The call that rings. */

import { html } from 'lit';
import '../src/define/sip-incoming.js';
import { withCall } from './fake-phone.js';
import { about, withPhone } from './story.js';

export default {
  title: 'sip-incoming',
  component: 'sip-incoming',
  parameters: about('Shows itself while a call rings here.'),
};

export const Ringing = withPhone(html`<sip-incoming></sip-incoming>`, withCall({ status: 'incoming' }));
export const Quiet = withPhone(html`<sip-incoming></sip-incoming>`);
