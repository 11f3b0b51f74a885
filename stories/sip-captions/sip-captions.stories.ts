/** What the parties of a call say, as text. */

import { html } from 'lit';
import '../../src/define/sip-captions.js';
import type { Caption } from '../../src/phone/state.js';
import { withCall, type CallPatch } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-captions',
  component: 'sip-captions',
  parameters: about('What the parties say, by a recogniser of the page or of the browser.'),
};

const captions: readonly Caption[] = [
  { id: 1, party: 'remote', text: 'Good morning, is the delivery still on for this afternoon?', final: true, at: 0 },
  { id: 2, party: 'local', text: 'Yes, the van left at noon.', final: true, at: 0 },
  { id: 3, party: 'remote', text: 'And the invoice', final: false, at: 0 },
];

export const InCall = withPhone(
  html`<sip-captions></sip-captions>`,
  withCall({ status: 'active', captions } as CallPatch),
);
export const Silent = withPhone(
  html`<sip-captions silent></sip-captions>`,
  withCall({ status: 'active', captions: captions.slice(0, 2) } as CallPatch),
);
