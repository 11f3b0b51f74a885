/** Keys from anywhere in the page. */

import { html } from 'lit';
import '../../src/define/sip-hotkeys.js';
import { withCall } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-hotkeys',
  component: 'sip-hotkeys',
  parameters: about('Keys for the phone from anywhere in the page, and the list of them.'),
};

export const List = withPhone(html`<sip-hotkeys></sip-hotkeys>`, withCall({ status: 'active' }));
export const OnlyMute = withPhone(
  html`<sip-hotkeys answer="" decline="" hang-up="" hold="" mute="Ctrl+M"></sip-hotkeys>`,
  withCall({ status: 'active' }),
);
