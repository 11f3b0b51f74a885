/** How a call sounds. */

import { html } from 'lit';
import '../../src/define/sip-call-quality.js';
import { up, weak } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

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
export const NoFigures = withPhone(html`<sip-call-quality details></sip-call-quality>`);
