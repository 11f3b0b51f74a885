/** The call that rings. */

import { html } from 'lit';
import '../../src/define/sip-incoming.js';
import { BOB, callState, withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-incoming',
  component: 'sip-incoming',
  parameters: about('Shows itself while a call rings here.'),
};

export const Ringing = withPhone(html`<sip-incoming></sip-incoming>`, withCall({ status: 'incoming' }));
export const OffersVideo = withPhone(
  html`<sip-incoming></sip-incoming>`,
  withCall({ status: 'incoming', offersVideo: true }),
);
export const Quiet = withPhone(html`<sip-incoming></sip-incoming>`);
export const SecondCall = withPhone(html`<sip-incoming></sip-incoming>`, {
  calls: [callState({ status: 'active' }), callState({ status: 'incoming', id: 'call-2', peer: BOB })],
  activeCallId: 'call-1',
});
export const SecondCallOffersVideo = withPhone(html`<sip-incoming></sip-incoming>`, {
  calls: [
    callState({ status: 'active' }),
    callState({ status: 'incoming', id: 'call-2', peer: BOB, offersVideo: true }),
  ],
  activeCallId: 'call-1',
});
