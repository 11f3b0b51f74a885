/** The button that goes to the call that waits. */

import { html } from 'lit';
import '../../src/define/sip-swap-button.js';
import { twoCalls } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-swap-button',
  component: 'sip-swap-button',
  parameters: about('Off as long as there is nobody to swap with.'),
};

export const TwoCalls = withPhone(html`<sip-swap-button></sip-swap-button>`, twoCalls());
export const Row = withPhone(html`<sip-swap-button layout="row"></sip-swap-button>`, twoCalls());
export const Waiting = withPhone(html`<sip-swap-button></sip-swap-button>`);
