/** The mailbox. */

import { html } from 'lit';
import '../../src/define/sip-voicemail.js';
import type { Voicemail } from '../../src/phone/state.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-voicemail',
  component: 'sip-voicemail',
  parameters: about('How many messages wait; a press calls the mailbox.'),
};

const NONE: Voicemail = { status: 'known', waiting: false, newMessages: 0, oldMessages: 2, urgent: 0, account: '*97' };
const mailbox = (rest: Partial<Voicemail>, layout?: 'icon'): Story =>
  withPhone(html`<sip-voicemail .layout=${layout}></sip-voicemail>`, { voicemail: { ...NONE, ...rest } });

export const ThreeNew = mailbox({ waiting: true, newMessages: 3, urgent: 1 });
export const Nothing = mailbox({});
export const SomethingWithoutACount = mailbox({ waiting: true });
export const VeryMany = mailbox({ waiting: true, newMessages: 240 });
export const Asked = mailbox({ status: 'waiting' });
export const NoMailbox = withPhone(html`<sip-voicemail></sip-voicemail>`);
export const Icon = mailbox({ waiting: true, newMessages: 3 }, 'icon');
