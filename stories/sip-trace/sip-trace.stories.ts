/** The SIP ladder: a sign-in and two calls, their text, and the lanes of a page's own trace. */

import { html } from 'lit';
import '../../src/define/sip-trace.js';
import { FakePhone } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-trace',
  component: 'sip-trace',
  parameters: about('The messages of the phone while they pass. Secrets are taken out.'),
};

type Message = readonly [direction: 'out' | 'in', after: number, text: string];

const lines = (...text: string[]): string => `${text.join('\r\n')}\r\n\r\n`;
const of = (callId: string, cseq: string): string[] => [`Call-ID: ${callId}`, `CSeq: ${cseq}`];
const [SIGN_IN, CALL, SECOND] = ['r0f2@alice.invalid', 'c7a1@alice.invalid', 'b93e@192.0.2.7'];
const MESSAGES: readonly Message[] = [
  ['out', 0, lines('REGISTER sip:example.com SIP/2.0', ...of(SIGN_IN, '1 REGISTER'))],
  ['in', 40, lines('SIP/2.0 401 Unauthorized', ...of(SIGN_IN, '1 REGISTER'), 'WWW-Authenticate: ***')],
  ['out', 50, lines('REGISTER sip:example.com SIP/2.0', ...of(SIGN_IN, '2 REGISTER'), 'Authorization: ***')],
  ['in', 90, lines('SIP/2.0 200 OK', ...of(SIGN_IN, '2 REGISTER'))],
  ['out', 4000, lines('INVITE sip:1020@example.com SIP/2.0', ...of(CALL, '1 INVITE'), 'Content-Type: application/sdp')],
  ['in', 4040, lines('SIP/2.0 180 Ringing', ...of(CALL, '1 INVITE'))],
  ['in', 7200, lines('SIP/2.0 200 OK', ...of(CALL, '1 INVITE'))],
  ['out', 7210, lines('ACK sip:1020@example.com SIP/2.0', ...of(CALL, '1 ACK'))],
  ['in', 31_400, lines('INVITE sip:1019@example.com SIP/2.0', ...of(SECOND, '1 INVITE'))],
  ['out', 31_410, lines('SIP/2.0 180 Ringing', ...of(SECOND, '1 INVITE'))],
  ['out', 33_020, lines('INVITE sip:1020@example.com SIP/2.0', ...of(CALL, '2 INVITE'))],
  ['in', 33_060, lines('SIP/2.0 200 OK', ...of(CALL, '2 INVITE'))],
  ['out', 33_070, lines('SIP/2.0 486 Busy Here', ...of(SECOND, '1 INVITE'))],
];

/** A trace with these messages, of which one is selected. */
const traced = (messages: readonly Message[], chosen?: number): Story => ({
  render: () => {
    const trace = document.createElement('sip-trace');
    const phone = new FakePhone();
    trace.phone = phone;
    const rows = (): HTMLElement[] => [...trace.renderRoot.querySelectorAll<HTMLElement>('[role=option]')];
    void trace.updateComplete
      .then(() => {
        for (const [direction, after, text] of messages)
          phone.emitter.emit('trace', { at: 1_700_000_000_000 + after, direction, text });
        return trace.updateComplete;
      })
      .then(() => chosen !== undefined && rows()[chosen]?.click());
    return html`${trace}`;
  },
});

export const Calls = traced(MESSAGES);
/** The other messages of the same call have a mark at their start. */
export const Selected = traced(MESSAGES, 6);
/** What a server knows of the same calls. A text that is wider than its arrow continues beside it. */
export const Lanes: Story = {
  render: () => {
    const trace = document.createElement('sip-trace');
    trace.lanes = 'alice server bob carol';
    for (const [direction, after, text] of MESSAGES) {
      const other = text.includes(SIGN_IN) ? 'registrar' : text.includes(SECOND) ? 'carol' : 'bob';
      const near = { at: after, from: 'alice', to: 'server', text };
      const far = { at: after, from: 'server', to: other, text };
      if (direction === 'out') for (const entry of [near, far]) trace.add(entry);
      else for (const { from, to, ...entry } of [far, near]) trace.add({ ...entry, from: to, to: from });
    }
    return html`${trace}`;
  },
};
export const Nothing = withPhone(html`<sip-trace></sip-trace>`);
