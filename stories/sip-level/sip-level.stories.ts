/** The level meter. */

import { html } from 'lit';
import '../../src/define/sip-level.js';
import { up } from '../support/call-states.js';
import { FakePhone } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-level',
  component: 'sip-level',
  parameters: about('Moves in a call; with `open` it measures the microphone without one.'),
};

export const Quiet = withPhone(html`<sip-level></sip-level>`);
export const InCall: Story = {
  render: () => {
    const phone = new FakePhone(up());
    phone.getCall('call-1')!.loudness.out = 0.06;
    return html`<sip-provider .phone=${phone}><sip-level></sip-level></sip-provider>`;
  },
};
export const Open = withPhone(html`<sip-level open></sip-level>`);
