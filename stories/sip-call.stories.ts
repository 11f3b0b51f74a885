/** One call, in a provider of its own. */

import { html } from 'lit';
import '../src/define/sip-call.js';
import { withCall } from './fake-phone.js';
import { about, withPhone } from './story.js';

export default {
  title: 'sip-call',
  component: 'sip-call',
  parameters: about('One call, from the first ring to its end.'),
};

const call = html`<sip-call></sip-call>`;

export const None = withPhone(call);
export const Ringing = withPhone(call, withCall({ status: 'ringing' }));
export const Incoming = withPhone(call, withCall({ status: 'incoming' }));
export const InCall = withPhone(call, withCall({ status: 'active' }));
export const WithKeypad = withPhone(
  html`<sip-call keypad></sip-call>`,
  withCall({ status: 'active', digits: '4477#' }),
);
export const Failed = withPhone(call, withCall({ status: 'ended', failed: true, cause: 'not-found' }));
export const OwnLayout = withPhone(
  html`<sip-call><sip-call-timer></sip-call-timer><sip-hangup-button></sip-hangup-button></sip-call>`,
  withCall({ status: 'active' }),
);
