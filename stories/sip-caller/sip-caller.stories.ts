/** The remote party of a call. */

import { html } from 'lit';
import '../../src/define/sip-caller.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default { title: 'sip-caller', component: 'sip-caller', parameters: about('The peer of a call.') };

export const Named = withPhone(html`<sip-caller></sip-caller>`, withCall({ status: 'active' }));
export const NumberOnly = withPhone(
  html`<sip-caller></sip-caller>`,
  withCall({ status: 'active', peer: { name: '', number: '+44 20 7946 0958', uri: 'sip:+442079460958@example.com' } }),
);
