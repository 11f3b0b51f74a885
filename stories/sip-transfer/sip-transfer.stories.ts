/** Handing a call over. */

import { html } from 'lit';
import '../../src/define/sip-transfer.js';
import { BOB, callState, EMPTY, withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-transfer',
  component: 'sip-transfer',
  parameters: about('Hands the remote party of a call over: to a number, or to the remote party of another call.'),
};

const transfer = html`<sip-transfer></sip-transfer>`;
const held = { local: true, remote: false };

export const ToANumber = withPhone(transfer, withCall({ status: 'active' }));
export const ToAnotherCall = withPhone(transfer, {
  ...EMPTY,
  calls: [callState({ status: 'active' }), callState({ status: 'active', id: 'call-2', peer: BOB, hold: held })],
  activeCallId: 'call-1',
});
