/** The lamp of a person or an extension. */

import { html } from 'lit';
import '../../src/define/sip-lamp.js';
import '../../src/define/locale-ar.js';
import type { LampStatus } from '../../src/phone/state.js';
import { lamp, TEAM } from '../support/fake-people.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-lamp',
  component: 'sip-lamp',
  parameters: about('Whether somebody is there: a shape and a word for each state. A press calls, or picks up.'),
};

const one = (status: LampStatus, rest: Partial<ReturnType<typeof lamp>> = {}): Story =>
  withPhone(html`<sip-lamp target="1020"></sip-lamp>`, { lamps: [lamp('1020', 'Bob Marsh', status, rest)] });

export const Unknown = one('unknown');
export const Available = one('available');
export const Ringing = one('ringing');
export const RingingElsewhere = one('ringing', { canPickUp: false });
export const Busy = one('busy');
export const OnHold = one('held');
export const Away = one('away', { note: 'Back at three' });
export const SignedOut = one('offline');
export const NotShown = one('unavailable');
export const LongName = one('available', { name: 'Dr. Maximiliane Freifrau von Hohenstein-Wartenberg' });
export const Icons = withPhone(
  html`${TEAM.map(({ number }) => html`<sip-lamp target=${number} layout="icon"></sip-lamp>`)}`,
  { lamps: TEAM },
);
export const RightToLeft = withPhone(html`<div lang="ar" dir="rtl"><sip-lamp target="1020"></sip-lamp></div>`, {
  lamps: [lamp('1020', 'ليلى حدّاد', 'ringing')],
});
