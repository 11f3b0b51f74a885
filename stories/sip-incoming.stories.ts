/** The call that rings. */

import { html } from 'lit';
import '../src/define/sip-incoming.js';
import { withCall } from './fake-phone.js';
import { meta, withPhone } from './story.js';

export default meta('sip-incoming', 'Shows itself while a call rings here.');

export const Ringing = withPhone(html`<sip-incoming></sip-incoming>`, withCall({ status: 'incoming' }));
export const Quiet = withPhone(html`<sip-incoming></sip-incoming>`);
