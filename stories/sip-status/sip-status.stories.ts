/** The state of the account. */

import { html } from 'lit';
import '../../src/define/sip-status.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-status',
  component: 'sip-status',
  parameters: about('The state of the account in words, with a shape and the one button that helps.'),
};

const status = html`<sip-status></sip-status>`;

export const Ready = withPhone(status);
export const Connecting = withPhone(status, { account: { status: 'connecting', name: '1019', since: 0 } });
export const Offline = withPhone(status, { account: { status: 'offline', name: '1019', everConnected: true } });
export const Refused = withPhone(status, {
  account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
});
export const Elsewhere = withPhone(status, { account: { status: 'elsewhere', name: '1019' } });
export const SignedOut = withPhone(status, { account: { status: 'stopped', name: '1019' } });
export const NotSetUp = withPhone(status, { account: { status: 'unconfigured' } });
