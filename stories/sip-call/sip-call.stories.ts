/** One call, in a provider of its own. */

import { html } from 'lit';
import '../../src/define/sip-call.js';
import { beginConsultation } from '../../src/components/shared/phone/consultation.js';
import type { PhoneState } from '../../src/phone/state.js';
import { conference, twoCalls, up, weak } from '../support/call-states.js';
import { ANN, FakePhone, withCall, type CallPatch } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-call',
  component: 'sip-call',
  parameters: about('One call, from the first ring to its end.'),
};

const call = html`<sip-call can-transfer can-message></sip-call>`;
const on = (state: Partial<PhoneState>): Story => withPhone(call, state);

export const None = on({});
export const Ringing = on(withCall({ status: 'ringing' }));
export const EarlyMedia = on(withCall({ status: 'early' }));
export const Incoming = on(
  withCall(
    {
      status: 'incoming',
      peer: { ...ANN, note: 'Customer since 2019 · Portland', url: 'https://crm.example.com/ann' },
      calledParty: { name: 'Sales', number: '+1 (555) 010-2000', uri: 'sip:sales@example.com' },
    },
    {
      voicemail: {
        status: 'known',
        waiting: false,
        newMessages: 0,
        oldMessages: 0,
        urgent: 0,
        account: 'sip:mailbox@example.com',
      },
    },
  ),
);
export const InCall = on(up());
export const Recording = on(up({ recording: { status: 'recording', since: 0 } }));
export const WithKeypad = withPhone(
  html`<sip-call keypad></sip-call>`,
  withCall({ status: 'active', digits: '•••••' }),
);
export const SendingDigits = on(up({ sending: { sent: 12, total: 16 }, digits: '•'.repeat(12) } as CallPatch));
export const DigitsWait = on(up({ sending: { sent: 4, total: 8, waiting: true } } as CallPatch));
export const OnHold = on(up({ hold: { local: true, remote: false } }));
export const HeldByTheOtherSide = on(up({ hold: { local: false, remote: true } }));
export const Muted = on(up({ muted: true }));
export const TalkingWhileMuted: Story = on({
  ...weak({ warnings: ['talking-while-muted'] }),
  ...((state: PhoneState) => ({ calls: state.calls.map((one) => ({ ...one, muted: true })) }))(
    weak({ warnings: ['talking-while-muted'] }),
  ),
});
export const WeakHere = on(weak({ bars: 1, warnings: ['loss-out'], weakParty: 'local' }));
export const WeakThere = on(weak({ bars: 2, warnings: ['loss-in'], weakParty: 'remote' }));
export const SilentMicrophone = on(weak({ warnings: ['silent-microphone'] }));
export const Resuming = on(withCall({ status: 'resuming' }));
export const ConnectionLost = on(up({ media: 'interrupted' }));
export const DeviceLost = on(
  ((state: PhoneState) => ({
    ...state,
    devices: {
      ...state.devices,
      notice: { kind: 'lost', use: 'microphone', lost: 'Jabra Evolve 65', now: 'Built-in microphone' } as const,
    },
  }))(up()),
);
export const AddingACall = withPhone(html`<sip-call adding></sip-call>`, up());
export const TwoCalls = on(twoCalls());
export const AskingFirst: Story = {
  render: () => {
    const phone = new FakePhone(twoCalls());
    beginConsultation(phone, 'ann', 'bob');
    return html`<sip-provider .phone=${phone}>${call}</sip-provider>`;
  },
};
export const AskingFirstWhileItRings: Story = {
  render: () => {
    const phone = new FakePhone(twoCalls({}, { status: 'ringing' }));
    beginConsultation(phone, 'ann', 'bob');
    return html`<sip-provider .phone=${phone}>${call}</sip-provider>`;
  },
};
export const Conference: Story = {
  render: () => {
    const phone = new FakePhone(conference({}, { participantMuted: true } as CallPatch));
    phone.getCall('ann')!.loudness.in = 0.1;
    return html`<sip-provider .phone=${phone}>${call}</sip-provider>`;
  },
};
export const Transferring = on(up({ transfer: { status: 'ringing', target: 'Bob Marsh' } }));
export const TransferRefused = on(up({ transfer: { status: 'refused', target: 'Bob', cause: 'busy' } }));
export const TransferNotPossible = on(
  up({ transfer: { status: 'refused', target: '9001', cause: 'declined', notByTarget: true } }),
);
const PREMIUM = { name: 'Support', number: '+1 (900) 555-0123', uri: 'sip:+19005550123@example.com' };
export const RedirectAsked = on(withCall({ status: 'ringing', question: { kind: 'redirect', target: PREMIUM } }));
export const TransferAsked = on(up({ question: { kind: 'transfer', target: PREMIUM } }));
export const Ended = on(withCall({ status: 'ended', answeredAt: Date.now() - 252_000, endedAt: Date.now() }));
export const Failed = on(withCall({ status: 'ended', failed: true, cause: 'not-found' }));
export const OwnLayout = withPhone(
  html`<sip-call><sip-call-timer></sip-call-timer><sip-hangup-button></sip-hangup-button></sip-call>`,
  withCall({ status: 'active' }),
);
