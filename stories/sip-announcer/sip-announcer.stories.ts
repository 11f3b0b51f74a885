/** What is said aloud: nothing to see, so the words stand beside it. */

import { html } from 'lit';
import '../../src/define/sip-announcer.js';
import '../../src/define/sip-call-status.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-announcer',
  component: 'sip-announcer',
  parameters: about('The live regions of a phone, for assistive technology; nothing of it is seen.'),
};

const beside = html`<sip-announcer></sip-announcer><sip-call-status></sip-call-status>`;

export const NotSetUp = withPhone(html`<sip-announcer></sip-announcer>`, { account: { status: 'unconfigured' } });
export const Incoming = withPhone(beside, withCall({ status: 'incoming' }));
export const Connected = withPhone(beside, withCall({ status: 'active' }));
