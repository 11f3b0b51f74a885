/** The button that records a call. */

import { html } from 'lit';
import '../../src/define/sip-record-button.js';
import { up } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-record-button',
  component: 'sip-record-button',
  parameters: about('Records both sides. Tell the remote party where the law asks for that.'),
};

const button = html`<sip-record-button></sip-record-button>`;

export const InCall = withPhone(button, up());
export const On = withPhone(button, up({ recording: { status: 'recording', since: 0 } }));
export const Waiting = withPhone(button);
