/** A button that calls. */

import { html } from 'lit';
import '../../src/define/sip-click-to-call.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-click-to-call',
  component: 'sip-click-to-call',
  parameters: about('A button that calls one target and grows into the call.'),
};

export const Rest = withPhone(html`<sip-click-to-call target="1000"></sip-click-to-call>`);
export const Outline = withPhone(html`<sip-click-to-call target="1000" appearance="outline"></sip-click-to-call>`);
export const OwnWords = withPhone(html`<sip-click-to-call target="1000">Talk to sales</sip-click-to-call>`);
export const Disabled = withPhone(html`<sip-click-to-call target="1000" disabled></sip-click-to-call>`);
