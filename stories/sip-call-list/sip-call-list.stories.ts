/** All calls. */

import { html } from 'lit';
import '../../src/define/sip-call-list.js';
import { BOB, callState, EMPTY } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-call-list',
  component: 'sip-call-list',
  parameters: about('All calls that there are, and what can be done about each at once.'),
};

const list = html`<sip-call-list><p slot="empty">No calls</p></sip-call-list>`;
const chen = { name: 'Chen Wei', number: '1031', uri: 'sip:1031@example.com' };

export const Three = withPhone(list, {
  ...EMPTY,
  calls: [
    callState({ status: 'incoming', id: 'a', peer: chen }),
    callState({ status: 'active', id: 'b' }),
    callState({ status: 'active', id: 'c', peer: BOB, hold: { local: true, remote: false } }),
  ],
  activeCallId: 'b',
});
export const OffersVideo = withPhone(list, {
  ...EMPTY,
  calls: [
    callState({ status: 'incoming', id: 'a', peer: chen, offersVideo: true }),
    callState({ status: 'active', id: 'b' }),
  ],
  activeCallId: 'b',
});
export const None = withPhone(list);
