/** The account, to be typed in. */

import { html } from 'lit';
import '../src/define/sip-account-form.js';
import { meta, withPhone } from './story.js';

export default meta('sip-account-form', 'Server, address, user name and password.');

export const Empty = withPhone(html`<sip-account-form></sip-account-form>`, { account: { status: 'unconfigured' } });
