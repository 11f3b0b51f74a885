/** The states of a phone that are compared with committed files: as accessibility trees, and as pictures. */

import { executeServerCommand } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { relayOf } from '../../../src/components/sip-diagnostics/diagnostic-checks.js';
import { beginConsultation } from '../../../src/components/shared/phone/consultation.js';
import type { HistoryEntry, PhoneState } from '../../../src/phone/state.js';
import { conference, twoCalls, up } from '../../../stories/support/call-states.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { CONTACTS, conversationWithAnn, TEAM } from '../../../stories/support/fake-people.js';
import { ANN, BOB, callState, withCall, type CallPatch } from '../../../stories/support/fake-phone.js';
import { button, deep, settled, type Mounted } from '../support.js';

/** The time in every scene: a Friday morning. */
export const NOW = Date.UTC(2026, 10, 20, 10, 30);

export interface Scene {
  /** The name of its file. */
  readonly name: string;
  readonly state: () => Partial<PhoneState>;
  /** What the user does in it, in English. */
  readonly open?: (mounted: Mounted) => Promise<void>;
}

const past = (minutes: number, rest: Partial<HistoryEntry> = {}): HistoryEntry => {
  const startedAt = NOW - minutes * 60_000;
  const ended = { startedAt, endedAt: startedAt + 192_000, cause: 'hung-up' } as const;
  return { id: String(minutes), direction: 'incoming', peer: ANN, ...ended, ...rest };
};

const HISTORY: readonly HistoryEntry[] = [
  past(20, { peer: BOB, answeredAt: NOW - 20 * 60_000 }),
  past(55, { peer: { ...ANN, name: 'Front desk', number: '1000' }, cause: 'missed' }),
  past(90, { direction: 'outgoing', answeredAt: NOW - 90 * 60_000 }),
  past(1500, { direction: 'outgoing', peer: { ...BOB, name: 'Chen Wei', number: '1021' }, cause: 'busy' }),
];

/** Everything that can be shown beside a call. */
export const people = (): Partial<PhoneState> => ({
  contacts: CONTACTS,
  lamps: TEAM,
  history: HISTORY,
  conversations: [conversationWithAnn()],
  voicemail: { status: 'known', waiting: true, newMessages: 3, oldMessages: 0, urgent: 1, account: '*97' },
});

export const press = async ({ element }: Mounted, name: string): Promise<void> => {
  button(element, name).click();
  await settled(element);
};

/** Opens a view of the menu. */
const fromMenu =
  (item: string) =>
  async (mounted: Mounted): Promise<void> => {
    await press(mounted, 'Menu');
    const entry = [...deep(mounted.element.shadowRoot!)].find((one) => one.matches(`[data-item=${item}]`));
    (entry as HTMLElement).click();
    await settled(mounted.element);
  };

const tab =
  (name: string) =>
  async ({ element }: Mounted): Promise<void> => {
    const found = [...deep(element.shadowRoot!)].find((one) => one.id === `tab-${name}`);
    (found as HTMLElement).click();
    await settled(element);
  };

const type = async ({ element }: Mounted, host: string, text: string): Promise<void> => {
  const field = [...deep(element.shadowRoot!)]
    .find((one) => one.localName === host)!
    .shadowRoot!.querySelector('input')!;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settled(element);
};

const incoming = (): PhoneState =>
  withCall({
    status: 'incoming',
    peer: { ...ANN, note: 'Customer since 2019 · Portland' },
    calledParty: { name: 'Sales', number: '+1 (555) 010-2000', uri: 'sip:2000@example.com' },
  });

export const SCENES: readonly Scene[] = [
  { name: 'signed-out', state: () => ({ account: { status: 'stopped', name: '1019' } }) },
  { name: 'not-set-up', state: () => ({ account: { status: 'unconfigured' } }) },
  { name: 'ready', state: () => ({ ...people(), dialString: '+1 (555) 010-4477', missedCount: 2 }) },
  { name: 'recents', state: people, open: tab('recents') },
  { name: 'team', state: people, open: tab('team') },
  {
    name: 'offline',
    state: () => ({ account: { status: 'offline', name: '1019', retryAt: NOW + 8000, everConnected: true } }),
  },
  {
    name: 'refused',
    state: () => ({ account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' } }),
  },
  { name: 'dialling', state: () => withCall({ status: 'dialing' }) },
  { name: 'ringing-out', state: () => withCall({ status: 'ringing' }) },
  { name: 'ringing-in', state: incoming },
  {
    name: 'ringing-in-suspect',
    state: () =>
      withCall({
        status: 'incoming',
        peer: { ...ANN, name: '', number: '+44 20 7946 0958', note: 'London, United Kingdom', suspect: true },
      }),
  },
  {
    name: 'ringing-in-second',
    state: () => ({
      calls: [callState({ status: 'active' }), callState({ status: 'incoming', id: 'call-2', peer: BOB })],
      activeCallId: 'call-1',
    }),
  },
  { name: 'active', state: () => up() },
  {
    name: 'keypad',
    state: () => up(),
    open: async (mounted) => {
      await press(mounted, 'Keypad');
      await mounted.element.sendDigits('4477#');
      await settled(mounted.element);
    },
  },
  { name: 'muted', state: () => up({ muted: true }) },
  { name: 'held', state: () => up({ hold: { local: true, remote: false } }) },
  { name: 'more', state: () => up({}, people()), open: (mounted) => press(mounted, 'More') },
  {
    name: 'transfer',
    state: () => up({}, people()),
    open: async (mounted) => {
      await press(mounted, 'Transfer');
      await type(mounted, 'sip-transfer', 'bo');
    },
  },
  {
    name: 'consultation',
    state: () => twoCalls(),
    open: async ({ element, phone }) => {
      beginConsultation(phone, 'ann', 'bob');
      phone.set({ calls: [...phone.state.calls] });
      await settled(element);
    },
  },
  {
    name: 'consultation-failed',
    state: () => twoCalls({}, { status: 'ringing' }),
    open: async ({ element, phone }) => {
      beginConsultation(phone, 'ann', 'bob');
      await phone.getCall('bob')!.finish('busy', 'remote', 486);
      // As the phone does with a call that fails beside another one.
      phone.show('ann');
      await settled(element);
    },
  },
  { name: 'conference', state: () => conference({}, { participantMuted: true } as CallPatch) },
  { name: 'ended', state: () => withCall({ status: 'ended', answeredAt: NOW - 252_000, endedAt: NOW }) },
  {
    name: 'failed',
    state: () => withCall({ status: 'ended', failed: true, cause: 'busy', statusCode: 486 }),
  },
  {
    name: 'settings',
    state: () => ({ devices: { ...DESK, volume: { speaker: 0.6, ringer: 1 } } }),
    open: async (mounted) => {
      // A level of its own would be drawn a moment later.
      mounted.phone.devices.level = 0;
      relayOf.set(mounted.phone, 'works');
      await fromMenu('settings')(mounted);
    },
  },
  { name: 'account', state: () => ({}), open: fromMenu('account') },
  {
    name: 'microphone-denied',
    state: () => withCall({ status: 'dialing' }),
    open: async ({ element, phone }) => {
      phone.set({ microphone: 'denied' });
      await phone.getCall('call-1')!.finish('microphone-denied', 'system');
      await settled(element);
    },
  },
  {
    name: 'messages',
    state: () => ({ ...people(), dialString: ANN.number }),
    open: (mounted) => press(mounted, 'Message'),
  },
  { name: 'conversations', state: people, open: tab('messages') },
  { name: 'contacts', state: () => ({ ...people(), lamps: [], voicemail: { status: 'unknown' } }), open: tab('team') },
  { name: 'diagnostics', state: () => ({ notifications: 'granted', devices: DESK }), open: fromMenu('diagnostics') },
  {
    name: 'diagnostics-offline',
    state: () => ({
      account: { status: 'offline', name: '1019', retryAt: NOW + 8000, everConnected: true },
      microphone: 'denied',
    }),
    open: fromMenu('diagnostics'),
  },
];

/** Compares a text with a file of this folder; the error shows both. `npm run snapshots` writes the file. */
export async function expectSnapshot(name: string, text: string): Promise<void> {
  const file = `test/components/snapshots/${name}`;
  const { kept } = await executeServerCommand<{ kept: string | null }, { file: string; text: string }>('snapshot', {
    file,
    text,
  });
  if (kept === null) return;
  const error = new Error(`${file} holds another text. If this one is right, write it by npm run snapshots.`);
  throw Object.assign(error, { expected: kept, actual: text });
}
