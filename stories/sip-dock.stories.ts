/** The floating phone. */

import { html, type TemplateResult } from 'lit';
import '../src/define/sip-dock.js';
import type { PhoneState } from '../src/phone/state.js';
import { FakePhone, withCall } from './fake-phone.js';
import { about, type Story } from './story.js';

export default {
  title: 'sip-dock',
  component: 'sip-dock',
  parameters: about('A phone that floats over the page: a button, a pill while it rings or talks, a phone.'),
};

const dock = (state: Partial<PhoneState> = {}, open = false): Story => ({
  render: (): TemplateResult => html`<sip-dock .phone=${new FakePhone(state)} ?open=${open}></sip-dock>`,
});

export const Closed = dock();
export const ClosedWithoutConnection = dock({ account: { status: 'offline', name: '1019', everConnected: true } });
export const Ringing = dock(withCall({ status: 'incoming' }));
export const InCall = dock(withCall({ status: 'active' }));
export const Muted = dock(withCall({ status: 'active', muted: true }));
export const Open = dock({}, true);
