/** The check of everything. */

import { html } from 'lit';
import '../../src/define/sip-diagnostics.js';
import '../../src/define/locale-ar.js';
import { FakePhone } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-diagnostics',
  component: 'sip-diagnostics',
  parameters: about(
    'Account, server, microphone, relay, echo, notifications: what works, what does not, and what helps.',
  ),
};

const check = html`<sip-diagnostics></sip-diagnostics>`;

export const Good = withPhone(check, { notifications: 'granted' });
/** The page names an echo service. */
export const WithEchoTest: Story = {
  render: () => {
    const phone = new FakePhone({ notifications: 'granted' });
    phone.configuration = { ...phone.configuration, echoUri: '*43' };
    return html`<sip-provider .phone=${phone}>${check}</sip-provider>`;
  },
};
export const Refused = withPhone(check, {
  account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
});
export const Offline = withPhone(check, { account: { status: 'offline', name: '1019', everConnected: true } });
export const MicrophoneBlocked = withPhone(check, { microphone: 'denied' });
export const NotSetUp = withPhone(check, { account: { status: 'unconfigured' } });
export const RightToLeft = withPhone(html`<sip-diagnostics lang="ar" dir="rtl"></sip-diagnostics>`, {
  microphone: 'unknown',
});
