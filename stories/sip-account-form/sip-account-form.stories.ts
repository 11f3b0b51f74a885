/** The account, to be typed in. */

import { html } from 'lit';
import '../../src/define/sip-account-form.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-account-form',
  component: 'sip-account-form',
  parameters: about('Server, address, user name and password.'),
};

export const Empty = withPhone(html`<sip-account-form></sip-account-form>`, { account: { status: 'unconfigured' } });
