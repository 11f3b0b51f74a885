/** A page with a phone, in a frame. */

import { html } from 'lit';
import '../../src/define/sip-frame.js';
import { about, type Story } from '../support/story.js';

export default {
  title: 'sip-frame',
  component: 'sip-frame',
  parameters: about('A page with a phone, in a frame that may use the microphone; its events come out here.'),
};

export const Frame: Story = {
  render: () => html`<sip-frame src=${`${location.origin}/stories/support/frame.html`}></sip-frame>`,
};
