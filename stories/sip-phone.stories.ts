/** The complete phone in each of its states. */

import { html } from 'lit';
import '../src/define/sip-phone.js';
import '../src/define/locale-ar.js';
import type { Cause, PhoneState } from '../src/phone/state.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from './fake-phone.js';
import { about, type Story } from './story.js';

export default {
  title: 'sip-phone',
  component: 'sip-phone',
  parameters: about('The complete phone, 320 × 560, down to 320 × 460.'),
};

const phone = (state: Partial<PhoneState> = {}, lang = 'en', theme = 'light'): Story => ({
  render: () => html`<sip-phone .phone=${new FakePhone(state)} lang=${lang} theme=${theme}></sip-phone>`,
});

const inTwoCalls = (): PhoneState => {
  const first = callState({ status: 'active' });
  const second = callState({ status: 'incoming', id: 'call-2', peer: BOB });
  return { ...EMPTY, calls: [first, second], activeCallId: first.id };
};

export const Dialpad = phone({ dialString: '+1 (555) 010-4477' });
export const NothingTyped = phone({ lastDialled: '1020' });
export const SoundLocked = phone({ audioLocked: true });
export const NotSetUp = phone({ account: { status: 'unconfigured' } });
export const BadServer = phone({
  account: {
    status: 'unconfigured',
    problem: { kind: 'bad-server', detail: 'http://example.com', attribute: 'server' },
  },
});
export const Connecting = phone({ account: { status: 'connecting', name: '1019', since: 0 } });
export const Offline = phone({
  account: { status: 'offline', name: '1019', retryAt: Date.now() + 8000, everConnected: true },
});
export const NeverReached = phone({ account: { status: 'offline', name: '1019', everConnected: false } });
export const Refused = phone({
  account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
  dialString: '1020',
});
export const SignedOut = phone({ account: { status: 'stopped', name: '1019' } });
export const Calling = phone(withCall({ status: 'dialing' }));
export const Ringing = phone(withCall({ status: 'ringing' }));
export const EarlyMedia = phone(withCall({ status: 'early' }));
export const Incoming = phone(withCall({ status: 'incoming' }));
export const IncomingNumberOnly = phone(
  withCall({
    status: 'incoming',
    peer: { name: '', number: '+44 20 7946 0958', uri: 'sip:+442079460958@example.com' },
  }),
);
export const SecondIncoming: Story = {
  render: () => html`<sip-phone .phone=${new FakePhone(inTwoCalls())} lang="en" theme="light"></sip-phone>`,
};
export const InCall = phone(withCall({ status: 'active' }));
export const Muted = phone(withCall({ status: 'active', muted: true }));
export const OnHold = phone(withCall({ status: 'active', hold: { local: true, remote: false } }));
export const HeldByTheOtherSide = phone(withCall({ status: 'active', hold: { local: false, remote: true } }));
export const ConnectionLost = phone(withCall({ status: 'active', media: 'interrupted' }));
export const LongName = phone(
  withCall({ status: 'active', peer: { ...ANN, name: 'Dr. Maximiliane Freifrau von Hohenstein-Wartenberg' } }),
);
export const Ended = phone(withCall({ status: 'ended', answeredAt: Date.now() - 252_000, endedAt: Date.now() }));
const failed = (cause: Cause, statusCode?: number): Story =>
  phone(withCall({ status: 'ended', failed: true, cause, ...(statusCode === undefined ? {} : { statusCode }) }));
const over = (cause: Cause, direction: 'incoming' | 'outgoing'): Story =>
  phone(withCall({ status: 'ended', failed: false, cause, direction }));
export const Busy = failed('busy', 486);
export const NoAnswer = failed('no-answer', 480);
export const Declined = failed('declined', 603);
export const Unavailable = failed('unavailable', 480);
export const NotFound = failed('not-found', 404);
export const Gone = failed('gone', 410);
export const Incomplete = failed('incomplete', 484);
export const NotAllowed = failed('not-allowed', 403);
export const Incompatible = failed('incompatible', 488);
export const Loop = failed('loop', 482);
export const Blocked = failed('blocked', 608);
export const ServerSilent = failed('timeout', 408);
export const ServerTrouble = failed('server-error', 503);
export const NoAudioPath = failed('no-audio-path');
export const AlreadyEnded = over('already-ended', 'outgoing');
export const Missed = over('missed', 'incoming');
export const AnsweredElsewhere = over('answered-elsewhere', 'incoming');
export const Dark = phone(withCall({ status: 'active' }), 'en', 'dark');
export const DarkDialpad = phone({ dialString: '+1 (555) 010-4477' }, 'en', 'dark');
export const DarkIncoming = phone(withCall({ status: 'incoming' }), 'en', 'dark');
export const RightToLeft = phone(
  withCall({ status: 'active', peer: { name: 'ليلى حدّاد', number: '+971 50 123 4477', uri: 'sip:1@example.com' } }),
  'ar',
);
export const RightToLeftDialpad = phone({ dialString: '+971 50 123 4477' }, 'ar');
