/**
 * Each documented custom state that a state of the phone or a property causes (`:state()`, HTML §4.13.7.4): the element has it where it is
 * true, and only there. The other ones have tests of their own: documented-states.ts names them.
 */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { INITIAL_STATE } from '../../../../src/phone/initial-state.js';
import type { CallState, LampStatus, PhoneState } from '../../../../src/phone/state.js';
import { conference, twoCalls, up, weak } from '../../../../stories/support/call-states.js';
import { DESK } from '../../../../stories/support/fake-devices.js';
import { CONTACTS, conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { mountAll, settled, until } from '../../support.js';
import { SHOWN_STATES } from './documented-states.js';

/** A phone in a state, properties of the element, and the custom states that it has then. */
type Shown = readonly [state: Partial<PhoneState>, properties: Record<string, unknown>, ...has: string[]];

const incoming = (): PhoneState => withCall({ status: 'incoming' });
const active = (patch: Partial<Extract<CallState, { status: 'active' }>>): PhoneState =>
  withCall({ status: 'active', ...patch });
const account = (given: PhoneState['account']): Partial<PhoneState> => ({ account: given });
/** A picture that is shown to the peer, or comes from it. */
const picture = (local: 'camera' | 'screen' | undefined, remote = false): PhoneState =>
  up({ video: { local, remote } as never });

const ACCOUNTS = {
  unconfigured: account({ status: 'unconfigured' }),
  connecting: account({ status: 'connecting', name: '1019', since: 0 }),
  ready: account({ status: 'ready', name: '1019' }),
  offline: account({ status: 'offline', name: '1019', everConnected: true }),
  refused: account({ status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' }),
  elsewhere: account({ status: 'elsewhere', name: '1019' }),
  stopped: account({ status: 'stopped', name: '1019' }),
};

const TARGET = 'bob';
const lamp = (status: LampStatus): Partial<PhoneState> => ({
  lamps: [{ uri: 'sip:bob@example.com', name: 'Bob', number: TARGET, targets: [TARGET], status, canPickUp: false }],
});
const LAMPS = SHOWN_STATES['sip-lamp'];
const voicemail = (given: Partial<PhoneState['voicemail']>): Partial<PhoneState> => ({
  voicemail: { ...INITIAL_STATE.voicemail, status: 'known', ...given },
});
const ended = (failed: boolean): PhoneState =>
  withCall({ status: 'ended', failed, cause: failed ? 'busy' : 'hung-up' } as never);

const CASES: { readonly [Tag in keyof typeof SHOWN_STATES]: readonly Shown[] } = {
  'sip-answer-button': [
    [{}, {}, 'disabled'],
    [incoming(), {}],
    [incoming(), { disabled: true }, 'disabled'],
  ],
  'sip-call-button': [
    [{}, { number: '1000' }],
    [{}, { number: '1000', disabled: true }, 'disabled'],
  ],
  'sip-camera-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
    [picture('camera'), {}, 'pressed'],
  ],
  'sip-decline-button': [
    [{}, {}, 'disabled'],
    [incoming(), {}],
  ],
  'sip-hangup-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
  ],
  'sip-hold-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
    [active({ hold: { local: true, remote: false } }), {}, 'pressed'],
  ],
  'sip-keypad-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
  ],
  'sip-merge-button': [
    [up(), {}, 'disabled'],
    [twoCalls(), {}],
    [conference(), {}, 'merged'],
  ],
  'sip-mute-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
    [active({ muted: true }), {}, 'pressed'],
  ],
  'sip-record-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
    [active({ recording: { status: 'recording', since: 0 } as never }), {}, 'pressed'],
  ],
  'sip-screen-button': [
    [{}, {}, 'disabled'],
    [up(), {}],
    [picture('screen'), {}, 'pressed'],
  ],
  'sip-swap-button': [
    [up(), {}, 'disabled'],
    [twoCalls(), {}],
  ],
  'sip-account-form': [
    [ACCOUNTS.connecting, {}, 'busy'],
    [ACCOUNTS.refused, {}, 'refused'],
    [ACCOUNTS.unconfigured, {}],
  ],
  'sip-audio-test': [
    [{ devices: { ...DESK, test: { kind: 'speaker', step: 'playing' } as never } }, {}, 'testing'],
    [{ devices: { ...DESK, test: { kind: 'microphone', step: 'recording' } as never } }, {}],
    [{}, {}],
  ],
  'sip-call': [
    ...(['dialing', 'ringing', 'early', 'incoming', 'answering', 'active', 'resuming', 'ending'] as const).map(
      (status): Shown => [withCall({ status }), {}, status],
    ),
    [ended(false), {}, 'ended'],
    [ended(true), {}, 'ended', 'failed'],
    [active({ muted: true }), {}, 'active', 'muted'],
    [active({ hold: { local: true, remote: false } }), {}, 'active', 'held'],
    [active({ hold: { local: false, remote: true } }), {}, 'active', 'held-remotely'],
    [active({ merged: true }), {}, 'active', 'merged'],
    [active({ recording: { status: 'recording', since: 0 } as never }), {}, 'active', 'recording'],
    [active({ media: 'interrupted' }), {}, 'active', 'interrupted'],
    [{}, {}],
  ],
  'sip-call-list': [
    [{}, {}, 'empty'],
    [up(), {}],
  ],
  'sip-call-quality': [
    [weak({ bars: 4 }), {}, 'good'],
    [weak({ bars: 3 }), {}, 'good'],
    [weak({ bars: 2 }), {}, 'weak'],
    [weak({ bars: 1 }), {}, 'bad'],
    [{}, {}],
  ],
  'sip-captions': [
    [active({ captions: [{ id: 1, at: 0, text: 'Hello', final: true, party: 'remote' }] }), {}, 'shown'],
    [up(), {}],
  ],
  'sip-chat': [
    [{ conversations: [conversationWithAnn()] }, {}],
    [{ conversations: [conversationWithAnn()] }, { peer: ANN.uri }, 'conversation'],
  ],
  'sip-contacts': [
    [{}, {}, 'empty'],
    [{ contacts: CONTACTS }, {}],
  ],
  'sip-device-select': [
    [{ devices: DESK }, {}],
    [{ devices: { ...DESK, chosen: { microphone: 'gone' } } }, {}, 'lost'],
  ],
  'sip-dialpad': [
    [{}, {}],
    [{}, { disabled: true }, 'disabled'],
    [up(), {}, 'dtmf'],
    [up(), { mode: 'dial' }],
  ],
  'sip-dnd-toggle': [
    [{}, {}],
    [{ doNotDisturb: true }, {}, 'on'],
  ],
  'sip-dock': [
    [{}, {}],
    [incoming(), {}, 'ringing'],
    [up(), {}, 'in-call'],
    [active({ muted: true }), {}, 'in-call', 'muted'],
  ],
  'sip-history': [
    [{}, {}, 'empty'],
    [
      {
        history: [{ id: '1', direction: 'incoming', peer: ANN, startedAt: 0, endedAt: 1000, cause: 'missed' }],
      },
      {},
    ],
  ],
  'sip-incoming': [
    [{}, {}],
    [incoming(), {}, 'ringing'],
    [
      {
        ...EMPTY,
        calls: [callState({ status: 'active', id: 'ann' }), callState({ status: 'incoming', id: 'bob', peer: BOB })],
        activeCallId: 'ann',
      },
      {},
      'ringing',
      'second',
    ],
  ],
  'sip-key': [
    ...(['busy', 'held', 'ringing'] as const).map((status): Shown => [lamp(status), { lamp: TARGET }, 'on']),
    [lamp('available'), { lamp: TARGET }, 'off'],
    ...(['unknown', 'offline', 'unavailable'] as const).map((status): Shown => [
      lamp(status),
      { lamp: TARGET },
      'unknown',
    ]),
    [{}, { target: TARGET }],
  ],
  'sip-lamp': LAMPS.map((status) => [lamp(status), { target: TARGET }, status]),
  'sip-level': [
    [{}, {}, 'silent'],
    [up(), {}],
  ],
  'sip-media': [
    [up(), {}],
    [picture('camera'), {}, 'camera'],
    [picture('screen'), {}, 'screen'],
    [picture(undefined, true), {}, 'remote'],
  ],
  'sip-permission': [
    [{ microphone: 'granted' }, {}],
    ...(['unknown', 'asking', 'denied', 'missing'] as const).map((microphone): Shown => [{ microphone }, {}, 'needed']),
  ],
  'sip-phone': [
    [ACCOUNTS.unconfigured, {}, 'unconfigured'],
    [ACCOUNTS.connecting, {}, 'connecting'],
    [ACCOUNTS.ready, {}, 'registered'],
    [ACCOUNTS.offline, {}, 'offline'],
    [ACCOUNTS.refused, {}, 'refused'],
    [incoming(), {}, 'registered', 'ringing'],
    [up(), {}, 'registered', 'in-call'],
    [{ ...incoming(), ring: { since: 0, blocked: true, visual: true } }, {}, 'registered', 'ringing', 'visual-ring'],
  ],
  'sip-status': Object.entries(ACCOUNTS).map(([status, state]) => [state, {}, status]),
  'sip-voicemail': [
    [voicemail({}), {}],
    [voicemail({ newMessages: 2, waiting: true }), {}, 'waiting'],
    [voicemail({ waiting: true }), {}, 'waiting'],
    [voicemail({ newMessages: 2, waiting: true, urgent: 1 }), {}, 'waiting', 'urgent'],
    [voicemail({ status: 'unavailable' }), {}, 'unavailable'],
  ],
};

describe('Each documented custom state', () => {
  for (const [tag, cases] of Object.entries(CASES)) {
    const documented: readonly string[] = SHOWN_STATES[tag as keyof typeof SHOWN_STATES];
    it(`of <${tag}> is there where it is true, and only there: ${documented.join(', ')}`, async () => {
      for (const [state, properties, ...has] of cases) {
        const box = await mountAll<HTMLElement>(html`<div></div>`);
        const element = document.createElement(tag);
        Object.assign(element, { phone: new FakePhone(state), ...properties });
        box.append(element);
        await settled(element);
        const seen = (): string => documented.filter((name) => element.matches(`:state(${name})`)).join();
        const expected = documented.filter((name) => has.includes(name)).join();
        // A measurement, a lamp and code that is loaded for the state come in a task of their own.
        await until(() => seen() === expected, `${JSON.stringify(has)} of ${JSON.stringify([state, properties])}`);
        expect(has.filter((name) => !documented.includes(name))).to.deep.equal([]);
        box.remove();
      }
      const shown = new Set(cases.flatMap(([, , ...has]) => has));
      expect(
        documented.filter((name) => !shown.has(name) || cases.every(([, , ...has]) => has.includes(name))),
      ).to.deep.equal([]);
    });
  }
});
