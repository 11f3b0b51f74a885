/** The state of a call in words. */

import { html } from 'lit';
import '../../src/define/sip-call-status.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-call-status',
  component: 'sip-call-status',
  parameters: about('The state of a call in words.'),
};

const status = html`<sip-call-status></sip-call-status>`;

export const Ringing = withPhone(status, withCall({ status: 'ringing' }));
export const OnHold = withPhone(status, withCall({ status: 'active', hold: { local: true, remote: false } }));
export const Failed = withPhone(status, withCall({ status: 'ended', failed: true, cause: 'no-answer' }));
