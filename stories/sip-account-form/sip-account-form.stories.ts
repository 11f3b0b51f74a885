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
export const SignedIn = withPhone(html`<sip-account-form></sip-account-form>`);
export const Refused = withPhone(html`<sip-account-form></sip-account-form>`, {
  account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
});
