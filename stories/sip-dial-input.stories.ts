/** The field for a name or a number. */

import { html } from 'lit';
import '../src/define/sip-dial-input.js';
import { about, withPhone } from './story.js';

export default {
  title: 'sip-dial-input',
  component: 'sip-dial-input',
  parameters: about('The field for a name or a number. Takes part in forms.'),
};

export const Empty = withPhone(html`<sip-dial-input></sip-dial-input>`);
export const Typed = withPhone(html`<sip-dial-input><span slot="hint">Ann Lee · Mobile</span></sip-dial-input>`, {
  dialString: '+1 (555) 010-4477',
});
export const Disabled = withPhone(html`<sip-dial-input disabled></sip-dial-input>`);
