/** The way to a microphone. */

import { html } from 'lit';
import '../../src/define/sip-permission.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-permission',
  component: 'sip-permission',
  parameters: about('Shows itself while the microphone cannot be used, and helps.'),
};

const permission = html`<sip-permission></sip-permission>`;

export const BeforeTheBrowserAsks = withPhone(permission, { microphone: 'unknown' });
export const WhileTheBrowserAsks = withPhone(permission, { microphone: 'asking' });
export const Denied = withPhone(permission, { microphone: 'denied' });
export const Missing = withPhone(permission, { microphone: 'missing' });
export const Insecure = withPhone(permission, { microphone: 'insecure' });
export const BlockedByTheFrame = withPhone(permission, { microphone: 'blocked-by-frame' });
export const BlockedByTheWebsite = withPhone(permission, { microphone: 'blocked-by-policy' });
export const UsedByAnotherProgram = withPhone(permission, { microphone: 'in-use' });
export const Granted = withPhone(permission, { microphone: 'granted' });
