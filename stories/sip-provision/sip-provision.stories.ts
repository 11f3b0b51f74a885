/** Set-up of a phone by a link, a code or a file. */

import { html } from 'lit';
import '../../src/define/sip-provision.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-provision',
  component: 'sip-provision',
  parameters: about('Sets up a phone with the document of an account, when the user agrees.'),
};

export const Idle = withPhone(html`<sip-provision></sip-provision>`, { account: { status: 'unconfigured' } });
export const WithText = withPhone(
  html`<sip-provision><p>Open the link of your invitation, or scan its code.</p></sip-provision>`,
  { account: { status: 'unconfigured' } },
);
