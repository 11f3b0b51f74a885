/** The complete phone in each of its states. */

import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../../src/define/sip-phone.js';
import '../../src/define/locale-ar.js';
import type { Cause, HistoryEntry, PhoneState } from '../../src/phone/state.js';
import { CONTACTS, conversationWithAnn, TEAM } from '../support/fake-people.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from '../support/fake-phone.js';
import { about, type Story } from '../support/story.js';

export default {
  title: 'sip-phone',
  component: 'sip-phone',
  parameters: about('The complete phone, 320 × 560, down to 320 × 460.'),
};

/** Without a language or scheme of its own a story follows the page, and so the toolbar of the catalogue. */
const phone = (state: Partial<PhoneState> = {}, lang?: 'ar', theme?: 'dark'): Story => ({
  render: () =>
    html`<sip-phone .phone=${new FakePhone(state)} lang=${ifDefined(lang)} theme=${ifDefined(theme)}></sip-phone>`,
});

const inTwoCalls = (): PhoneState => {
  const first = callState({ status: 'active' });
  const second = callState({ status: 'incoming', id: 'call-2', peer: BOB });
  return { ...EMPTY, calls: [first, second], activeCallId: first.id };
};

const past = (minutes: number, rest: Partial<HistoryEntry>): HistoryEntry => {
  const startedAt = Date.now() - minutes * 60_000;
  return {
    id: String(minutes),
    direction: 'incoming',
    peer: ANN,
    startedAt,
    endedAt: startedAt,
    cause: 'hung-up',
    ...rest,
  };
};

/** Everything that can be shown beside a call. */
const FULL: Partial<PhoneState> = {
  lamps: TEAM,
  contacts: CONTACTS,
  conversations: [conversationWithAnn()],
  voicemail: { status: 'known', waiting: true, newMessages: 3, oldMessages: 0, urgent: 1, account: '*97' },
  missedCount: 2,
  history: [
    past(90, { peer: BOB, answeredAt: Date.now() - 90 * 60_000 }),
    past(150, { peer: { ...ANN, name: 'Front desk' }, cause: 'missed' }),
    past(240, {
      direction: 'outgoing',
      peer: { ...ANN, name: 'Dr. Maximiliane von Hohenstein-Wartenberg' },
      answeredAt: Date.now() - 240 * 60_000,
    }),
  ],
};

/** The agent panel: two columns from 480 px, three from 720. */
const panel = (state: Partial<PhoneState>, lang?: 'ar', theme?: 'dark'): Story => ({
  render: () => {
    const element = document.createElement('sip-phone');
    // Not by an attribute: a strict content security policy forbids it.
    Object.assign(element.style, { inlineSize: '1080px', blockSize: '640px' });
    Object.assign(element, { phone: new FakePhone({ ...FULL, ...state }) }, lang && { lang }, theme && { theme });
    const context = document.createElement('p');
    context.slot = 'context';
    context.textContent = 'Customer since 2019';
    element.append(context);
    return html`${element}`;
  },
});
const threeCalls = (): Partial<PhoneState> => ({
  calls: [
    callState({ status: 'incoming', id: 'c', peer: { ...BOB, name: 'Chen Wei' } }),
    callState({ status: 'active', id: 'a' }),
    callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } }),
  ],
  activeCallId: 'a',
});

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
export const NeverReached = phone({
  account: { status: 'offline', name: '1019', everConnected: false, server: 'wss://sip.example.com/ws' },
});
export const Refused = phone({
  account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
  dialString: '1020',
});
export const Elsewhere = phone({ account: { status: 'elsewhere', name: '1019' }, dialString: '+1 (555) 010-4477' });
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
export const IncomingSuspect = phone(
  withCall({
    status: 'incoming',
    peer: {
      name: '',
      number: '+44 20 7946 0958',
      uri: 'sip:+442079460958@example.com',
      note: 'London, United Kingdom',
      suspect: true,
    },
  }),
);
export const IncomingKnown = phone(
  withCall({
    status: 'incoming',
    peer: { ...ANN, note: 'Customer since 2019 · Portland' },
    calledParty: { name: 'Sales', number: '+1 (555) 010-2000', uri: 'sip:2000@example.com' },
  }),
);
export const SecondIncoming: Story = {
  render: () => html`<sip-phone .phone=${new FakePhone(inTwoCalls())}></sip-phone>`,
};
export const InCall = phone(withCall({ status: 'active' }));
export const Muted = phone(withCall({ status: 'active', muted: true }));
export const OnHold = phone(withCall({ status: 'active', hold: { local: true, remote: false } }));
export const HeldByTheOtherSide = phone(withCall({ status: 'active', hold: { local: false, remote: true } }));
export const Resuming = phone(withCall({ status: 'resuming' }));
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
export const ServerTroubleTriesAgain = phone(
  withCall({ status: 'ended', failed: true, cause: 'server-error', statusCode: 503, retryAfter: 18 }),
);
export const NoAudioPath = failed('no-audio-path');
export const RemotePartyLost = failed('connection-lost');
export const AlreadyEnded = over('already-ended', 'outgoing');
export const Transferred = phone(
  withCall({
    status: 'ended',
    cause: 'transferred',
    endedBy: 'local',
    answeredAt: Date.now() - 252_000,
    endedAt: Date.now(),
  }),
);
export const Missed = over('missed', 'incoming');
export const AnsweredElsewhere = over('answered-elsewhere', 'incoming');
export const Dark = phone(withCall({ status: 'active' }), undefined, 'dark');
export const DarkDialpad = phone({ dialString: '+1 (555) 010-4477' }, undefined, 'dark');
export const DarkIncoming = phone(withCall({ status: 'incoming' }), undefined, 'dark');
export const RightToLeft = phone(
  withCall({ status: 'active', peer: { name: 'ليلى حدّاد', number: '+971 50 123 4477', uri: 'sip:1@example.com' } }),
  'ar',
);
export const RightToLeftDialpad = phone({ dialString: '+971 50 123 4477' }, 'ar');
export const AllTabs = phone(FULL);
export const AgentPanel = panel(threeCalls());
export const AgentPanelIdle = panel({});
export const AgentPanelDark = panel(threeCalls(), undefined, 'dark');
export const AgentPanelRightToLeft = panel(threeCalls(), 'ar');
export const AllTabsDark = phone(FULL, undefined, 'dark');
export const AllTabsRightToLeft = phone(FULL, 'ar');
