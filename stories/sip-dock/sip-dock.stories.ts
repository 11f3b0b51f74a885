/** The floating phone. */

import { html, type TemplateResult } from 'lit';
import '../../src/define/sip-dock.js';
import type { PhoneState } from '../../src/phone/state.js';
import { BOB, callState, FakePhone, withCall } from '../support/fake-phone.js';
import { about, type Story } from '../support/story.js';

export default {
  title: 'sip-dock',
  component: 'sip-dock',
  parameters: about('A phone that floats over the page: a button, a pill while it rings or talks, a phone.'),
};

/** All float over the same page: its page in Storybook has the first story only, where they would lie above each other. */
const ALONE = { tags: ['!autodocs'] };

const dock = (state: Partial<PhoneState> = {}, open = false): Story => ({
  ...ALONE,
  render: (): TemplateResult => html`<sip-dock .phone=${new FakePhone(state)} ?open=${open}></sip-dock>`,
});

export const Closed: Story = { ...dock(), tags: [] };
export const ClosedWithoutConnection = dock({ account: { status: 'offline', name: '1019', everConnected: true } });
export const MissedCalls = dock({ missedCount: 2 });
export const DoNotDisturb = dock({ doNotDisturb: true });
export const Ringing = dock(
  withCall({ status: 'incoming', calledParty: { name: 'Sales', number: '2000', uri: 'sip:2000@example.com' } }),
);
export const SecondCall = dock({
  calls: [callState({ status: 'active' }), callState({ status: 'incoming', id: 'call-2', peer: BOB })],
  activeCallId: 'call-1',
});
export const RingingOffersVideo = dock(withCall({ status: 'incoming', offersVideo: true }));
export const Failed = dock(withCall({ status: 'ended', failed: true, cause: 'busy' }));
export const InCall = dock(withCall({ status: 'active' }));
export const Muted = dock(withCall({ status: 'active', muted: true }));
export const Open = dock({}, true);
/** The button is there where the browser has Document Picture-in-Picture, and the page is not in a frame. */
export const PopOut: Story = {
  ...ALONE,
  render: () => html`<sip-dock .phone=${new FakePhone()} open pop-out></sip-dock>`,
};
