/** States that share a picture: those of a call, of a low phone, and elements that stand beside a phone. */

import { html, type TemplateResult } from 'lit';
import type { Caption, CallQuality, PhoneState } from '../../../src/phone/state.js';
import type { LadderEntry } from '../../../src/components/sip-trace/sip-trace.js';
import { conference, GOOD, twoCalls, up, weak } from '../../../stories/support/call-states.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { lamp } from '../../../stories/support/fake-people.js';
import { ANN, BOB, callState, FakePhone, withCall, type CallPatch } from '../../../stories/support/fake-phone.js';
import { NOW, people, type Scene } from './scenes.js';

export interface Sheet {
  /** The name of its file. */
  readonly name: string;
  readonly states: readonly (() => Partial<PhoneState>)[];
  /** What the user does in the phone of this index, in English. */
  readonly open?: Readonly<Record<number, NonNullable<Scene['open']>>>;
}

const warned = (...warnings: CallQuality['warnings']): PhoneState => weak({ warnings, weakParty: 'local', bars: 4 });
/** The microphone of the call was unplugged. */
const LOST = { kind: 'lost', use: 'microphone', lost: 'Jabra Evolve 65', now: 'Built-in microphone' } as const;
const failed = (patch: CallPatch): PhoneState =>
  withCall({ status: 'ended', failed: true, ...patch } as CallPatch & { status: 'ended' });

const USUAL_CALLS: readonly Sheet[] = [
  {
    name: 'calls-troubled',
    states: [
      () => up({ hold: { local: false, remote: true } }),
      () => weak({ warnings: ['loss-out'], weakParty: 'local', bars: 2 }),
      () => up({ media: 'interrupted' }),
      () => warned('silent-microphone'),
      () => up({ muted: true, quality: { ...GOOD, warnings: ['talking-while-muted'] } } as CallPatch),
    ],
  },
  {
    name: 'calls-under-way',
    states: [
      () => withCall({ status: 'early' }),
      () => withCall({ status: 'resuming' }),
      () => up({ recording: { status: 'recording', since: NOW } }),
      () =>
        up({ transfer: { status: 'ringing', target: '1020' } } as CallPatch, {
          contacts: [{ id: 'bob', name: 'Bob Marsh', numbers: [{ target: '1020' }] }],
        }),
      () => up({ peer: { ...ANN, name: 'Dr. Maximiliane Freifrau von Hohenstein-Wartenberg', note: 'Legal' } }),
    ],
  },
  {
    name: 'calls-over',
    states: [
      () => failed({ cause: 'server-error', statusCode: 503, retryAfter: 18 } as CallPatch),
      () => failed({ cause: 'no-audio-path' } as CallPatch),
      () => failed({ cause: 'no-answer', statusCode: 480 } as CallPatch),
      () => withCall({ status: 'ended', cause: 'missed', direction: 'incoming' }),
      () =>
        withCall({ status: 'ended', cause: 'transferred', endedBy: 'local', answeredAt: NOW - 252_000, endedAt: NOW }),
    ],
  },
  {
    name: 'accounts',
    states: [
      () => ({ account: { status: 'connecting', name: '1019', since: NOW - 2000 }, dialString: '+1 (555) 010-4477' }),
      () => ({ account: { status: 'elsewhere', name: '1019' }, dialString: '+1 (555) 010-4477' }),
      () => ({
        account: { status: 'offline', name: '1019', retryAt: NOW + 8000, everConnected: true },
        dialString: '+1 (555) 010-4477',
      }),
      () => ({ audioLocked: true, lastDialled: '1020' }),
      () => ({ doNotDisturb: true }),
    ],
  },
];

/** A target that only the remote party names, and the same one in the contacts. */
const PREMIUM = { name: 'Support', number: '+1 (900) 555-0123', uri: 'sip:+19005550123@example.com' };
const SUPPORT = { contacts: [{ id: 'support', name: 'Support', numbers: [{ target: '+19005550123' }] }] };

/** What is asked, sent and refused in a call, and calls that failed for other reasons. */
const OTHER_CALLS: readonly Sheet[] = [
  {
    name: 'calls-asking',
    states: [
      () => withCall({ status: 'ringing', question: { kind: 'redirect', target: PREMIUM } }),
      () => up({ question: { kind: 'transfer', target: PREMIUM } }, SUPPORT),
      () => up({ transfer: { status: 'refused', target: 'Bob', cause: 'busy' } } as CallPatch),
      () => up({ sending: { sent: 12, total: 16 }, digits: '•'.repeat(12) } as CallPatch),
      () => up({ sending: { sent: 4, total: 8, waiting: true } } as CallPatch),
    ],
  },
  {
    name: 'calls-between',
    states: [
      () => withCall({ status: 'answering' }),
      () => withCall({ status: 'ending' }),
      () => up({ hold: { local: true, remote: true } }),
      () => up({}, { devices: { ...DESK, notice: LOST } }),
      () => twoCalls(),
    ],
  },
  {
    name: 'calls-failed',
    states: [
      () => failed({ cause: 'declined', statusCode: 603 } as CallPatch),
      () => failed({ cause: 'not-found', statusCode: 404 } as CallPatch),
      () => failed({ cause: 'blocked' } as CallPatch),
      () => failed({ cause: 'timeout' } as CallPatch),
      () => failed({ cause: 'connection-lost', answeredAt: NOW - 62_000, endedAt: NOW } as CallPatch),
    ],
  },
];

/** At the height of a small dock: 460 px. */
export const LOW: Sheet = {
  name: 'low',
  states: [
    () => ({ dialString: '+1 (555) 010-4477' }),
    () => up(),
    () =>
      withCall({
        status: 'incoming',
        peer: { ...ANN, note: 'Customer since 2019 · Portland' },
        calledParty: { name: 'Sales', number: '+1 (555) 010-2000', uri: 'sip:sales@example.com' },
      }),
    () => ({
      calls: [
        callState({ status: 'active', quality: GOOD }),
        callState({ status: 'incoming', id: 'b', peer: { ...BOB, suspect: true } }),
      ],
      activeCallId: 'call-1',
      devices: DESK,
    }),
    () => twoCalls(),
  ],
};

export const CALLS: readonly Sheet[] = [...USUAL_CALLS, ...OTHER_CALLS];

/** In a side column of 240 px, the narrowest. */
export const NARROW: Sheet = {
  name: 'narrow',
  states: [
    () => ({ dialString: '+1 (555) 010-4477' }),
    () => ({ account: { status: 'offline', name: '1019', retryAt: NOW + 8000, everConnected: true } }),
    () => up(),
    () => withCall({ status: 'incoming' }),
    () => twoCalls(),
    () => conference(),
  ],
};

/** In a side column of 280 px: four tabs, a lost connection, a call, a question, a refused transfer, two calls. */
export const COLUMN: Sheet = {
  name: 'column',
  states: [
    () => ({ ...people(), dialString: '+1 (555) 010-4477', missedCount: 2 }),
    () => ({ ...people(), account: { status: 'offline', name: '1019', retryAt: NOW + 8000, everConnected: true } }),
    () => up(),
    () => withCall({ status: 'ringing', question: { kind: 'redirect', target: PREMIUM } }),
    () => up({ transfer: { status: 'refused', target: 'Bob', cause: 'busy' } } as CallPatch),
    () => twoCalls(),
  ],
};

const message = (at: number, from: string, to: string, ...lines: string[]): LadderEntry => ({
  at,
  from,
  to,
  text: `${lines.join('\r\n')}\r\n\r\n`,
});

/** A call through a server, and another one that comes in between. */
export const TRACE: readonly LadderEntry[] = [
  message(0, 'alice', 'server', 'INVITE sip:bob@example.com SIP/2.0', 'Call-ID: a', 'CSeq: 1 INVITE'),
  message(20, 'server', 'alice', 'SIP/2.0 407 Proxy Authentication Required', 'Call-ID: a', 'CSeq: 1 INVITE'),
  message(40, 'server', 'bob', 'INVITE sip:bob@192.0.2.7 SIP/2.0', 'Call-ID: a', 'CSeq: 2 INVITE'),
  message(90, 'bob', 'server', 'SIP/2.0 180 Ringing', 'Call-ID: a', 'CSeq: 2 INVITE'),
  message(1200, 'carol', 'server', 'INVITE sip:alice@example.com SIP/2.0', 'Call-ID: c', 'CSeq: 1 INVITE'),
  message(1230, 'server', 'carol', 'SIP/2.0 486 Busy Here', 'Call-ID: c', 'CSeq: 1 INVITE'),
  message(2400, 'bob', 'server', 'SIP/2.0 200 OK', 'Call-ID: a', 'CSeq: 2 INVITE'),
];
export const LADDER = (): TemplateResult => html`<sip-trace lanes="alice server bob carol"></sip-trace>`;

const CAPTIONS: readonly Caption[] = [
  { id: 1, party: 'remote', text: 'Good morning, is the delivery still on for this afternoon?', final: true, at: NOW },
  { id: 2, party: 'local', text: 'Yes, the van left at noon.', final: true, at: NOW },
  { id: 3, party: 'remote', text: 'And the invoice', final: false, at: NOW },
];

/** Captions, set-up by a link, keys of the page, a place for parked calls, and a dock with a window of its own. */
export function ELEMENTS(): TemplateResult {
  const call = new FakePhone(up({ captions: CAPTIONS } as CallPatch));
  const idle = new FakePhone({
    account: { status: 'unconfigured' },
    lamps: [lamp('*45600', '', 'busy'), lamp('*46600', '', 'available'), lamp('701', 'Parked 1', 'busy')],
  });
  return html`
    <sip-captions .phone=${call}></sip-captions>
    <sip-key .phone=${call} label="Open the door" digits="*9" confirm when="call"></sip-key>
    <sip-key .phone=${idle} label="Queue 600" target="*45600" lamp="*45600"></sip-key>
    <sip-key .phone=${idle} label="Pause" target="*46600" lamp="*46600"></sip-key>
    <sip-lamp .phone=${idle} target="701" parking></sip-lamp>
    <sip-provision .phone=${idle}></sip-provision>
  `;
}
