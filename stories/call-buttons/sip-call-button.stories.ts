/** The button that calls. */

import { html } from 'lit';
import '../../src/define/sip-call-button.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-call-button',
  component: 'sip-call-button',
  parameters: about('Calls what has been typed, or a number of its own.'),
};

export const Typed = withPhone(html`<sip-call-button></sip-call-button>`, { dialString: '1020' });
export const OwnNumber = withPhone(html`<sip-call-button number="echo" label="Call the echo"></sip-call-button>`);
export const Redial = withPhone(html`<sip-call-button></sip-call-button>`, { lastDialled: '1020' });
export const Waiting = withPhone(html`<sip-call-button></sip-call-button>`);
