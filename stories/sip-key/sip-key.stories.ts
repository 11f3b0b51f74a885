/** Keys that the page defines. */

import { html } from 'lit';
import '../../src/define/sip-key.js';
import { lamp } from '../support/fake-people.js';
import { up } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-key',
  component: 'sip-key',
  parameters: about(
    'Keys of the page: open a door, log in to a queue, call a desk. The lamp shows the state of a feature code.',
  ),
};

export const Door = withPhone(html`<sip-key label="Open the door" digits="*9" confirm when="call"></sip-key>`, up());
export const Desk = withPhone(html`<sip-key label="Call the front desk" target="1000"></sip-key>`);
export const QueueLoggedOut = withPhone(html`<sip-key label="Queue 600" target="*45600" lamp="*45600"></sip-key>`, {
  lamps: [lamp('*45600', '', 'available')],
});
export const QueueLoggedIn = withPhone(html`<sip-key label="Queue 600" target="*45600" lamp="*45600"></sip-key>`, {
  lamps: [lamp('*45600', '', 'busy')],
});
export const WithoutState = withPhone(html`<sip-key label="Pause" target="*46600" lamp="*46600"></sip-key>`, {
  lamps: [lamp('*46600', '', 'unavailable')],
});
export const Disabled = withPhone(html`<sip-key label="Call the front desk" target="1000" disabled></sip-key>`);
