/** The SIP ladder. */

import { html } from 'lit';
import '../../src/define/sip-trace.js';
import { FakePhone } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-trace',
  component: 'sip-trace',
  parameters: about('The messages of the phone while they pass. Secrets are taken out.'),
};

const lines = (...text: string[]): string => `${text.join('\r\n')}\r\n\r\n`;
const CALL: readonly [direction: 'out' | 'in', text: string][] = [
  ['out', lines('REGISTER sip:example.com SIP/2.0', 'CSeq: 1 REGISTER')],
  ['in', lines('SIP/2.0 401 Unauthorized', 'CSeq: 1 REGISTER', 'WWW-Authenticate: ***')],
  ['out', lines('REGISTER sip:example.com SIP/2.0', 'CSeq: 2 REGISTER', 'Authorization: ***')],
  ['in', lines('SIP/2.0 200 OK', 'CSeq: 2 REGISTER')],
  ['out', lines('INVITE sip:1020@example.com SIP/2.0', 'CSeq: 1 INVITE', 'Content-Type: application/sdp')],
  ['in', lines('SIP/2.0 180 Ringing', 'CSeq: 1 INVITE')],
  ['in', lines('SIP/2.0 486 Busy Here', 'CSeq: 1 INVITE')],
];

export const Call: Story = {
  render: () => {
    const trace = document.createElement('sip-trace');
    const phone = new FakePhone();
    trace.phone = phone;
    void trace.updateComplete.then(() => {
      for (const [index, [direction, text]] of CALL.entries())
        phone.emitter.emit('trace', { at: 1_700_000_000_000 + index * 120, direction, text });
    });
    return html`${trace}`;
  },
};
export const Nothing = withPhone(html`<sip-trace></sip-trace>`);
