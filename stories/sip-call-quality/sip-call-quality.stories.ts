/** How a call sounds. */

import { html } from 'lit';
import '../../src/define/sip-call-quality.js';
import { up, weak } from '../support/call-states.js';
import { FakePhone } from '../support/fake-phone.js';
import { samplesOf } from '../support/quality-samples.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-call-quality',
  component: 'sip-call-quality',
  parameters: about('Bars; with `details` the figures too.'),
};

const bars = html`<sip-call-quality></sip-call-quality>`;

export const Good = withPhone(bars, up());
export const Weak = withPhone(bars, weak({ bars: 2 }));
export const Bad = withPhone(bars, weak({ bars: 1 }));
export const Lost = withPhone(bars, weak({ bars: 0 }));
export const Details = withPhone(html`<sip-call-quality details></sip-call-quality>`, up());
/** Two minutes with a weak half minute, and a hold. */
export const Course: Story = {
  render: () => {
    const phone = new FakePhone(up());
    phone.getCall('call-1')!.qualitySamples = samplesOf([40, 42, 47, 180, 320, 260, 90, 45], 60_000);
    return html`<sip-call-quality details .phone=${phone}></sip-call-quality>`;
  },
};
export const NoFigures = withPhone(html`<sip-call-quality details></sip-call-quality>`);
