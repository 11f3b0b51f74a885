/** The timer of a call. */

import { html } from 'lit';
import '../../src/define/sip-call-timer.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-call-timer',
  component: 'sip-call-timer',
  parameters: about('How long the call has lasted.'),
};

export const InCall = withPhone(html`<sip-call-timer></sip-call-timer>`, withCall({ status: 'active' }));
export const MoreThanAnHour = withPhone(
  html`<sip-call-timer></sip-call-timer>`,
  withCall({ status: 'active', answeredAt: Date.now() - 3_767_000 }),
);
