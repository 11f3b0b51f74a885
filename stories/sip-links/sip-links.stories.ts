/** Links of the page that call. */

import { html } from 'lit';
import '../../src/define/sip-links.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-links',
  component: 'sip-links',
  parameters: about('Links to numbers and addresses call with the phone of the page.'),
};

export const Links = withPhone(
  html`<sip-links scope="sip-links">
    <p>
      Call <a href="tel:+1-555-010-4477">+1 (555) 010-4477</a> or <a href="sip:desk@example.com">the front desk</a>.
    </p>
  </sip-links>`,
);
