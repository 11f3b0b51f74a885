/** Do not disturb. */

import { html } from 'lit';
import '../../src/define/sip-dnd-toggle.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-dnd-toggle',
  component: 'sip-dnd-toggle',
  parameters: about('Do not disturb: while it is on, callers are told busy and nothing rings.'),
};

const toggle = html`<sip-dnd-toggle></sip-dnd-toggle>`;

export const Off = withPhone(toggle);
export const On = withPhone(toggle, { doNotDisturb: true });
