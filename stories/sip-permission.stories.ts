/** The way to a microphone. */

import { html } from 'lit';
import '../src/define/sip-permission.js';
import { meta, withPhone } from './story.js';

export default meta('sip-permission', 'Shows itself while the microphone cannot be used, and helps.');

const permission = html`<sip-permission></sip-permission>`;

export const BeforeTheBrowserAsks = withPhone(permission, { microphone: 'unknown' });
export const Denied = withPhone(permission, { microphone: 'denied' });
export const Missing = withPhone(permission, { microphone: 'missing' });
export const Insecure = withPhone(permission, { microphone: 'insecure' });
export const BlockedByTheFrame = withPhone(permission, { microphone: 'blocked-by-frame' });
export const Granted = withPhone(permission, { microphone: 'granted' });
