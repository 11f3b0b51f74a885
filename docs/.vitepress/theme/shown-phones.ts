/**
 * Phones that show a state and call nobody, for the pages about their looks: the phone in memory that the stories use.
 * Subjects: phones of the theming page.
 */

import '../../../src/define/sip-phone.js';
import type { SipPhone } from '../../../src/define/sip-phone.js';
import '../../../src/define/sip-lamp.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { up } from '../../../stories/support/call-states.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { CONTACTS, conversationWithAnn, TEAM } from '../../../stories/support/fake-people.js';
import { ANN, BOB, callState, FakePhone, withCall } from '../../../stories/support/fake-phone.js';

const show = (element: Element, phone: FakePhone): void => void Object.assign(element, { phone });

export const showCall = (element: Element): void => show(element, new FakePhone(withCall({ status: 'active' })));

/** What a phone shows, and what a user would press to see it: ids or values of `data-item`, one after the other. */
export interface View {
  readonly title: string;
  readonly state: () => Partial<PhoneState>;
  readonly press?: readonly string[];
  /** A phone that the microphone is denied to. */
  readonly denied?: true;
  /** With what the page adds: a key, or the column beside the call. */
  readonly adds?: 'key' | 'context';
}

const people = (): Partial<PhoneState> => ({
  contacts: CONTACTS,
  lamps: TEAM,
  history: [
    {
      id: '1',
      direction: 'incoming',
      peer: ANN,
      startedAt: Date.now() - 3e6,
      endedAt: Date.now() - 3e6,
      cause: 'missed',
    },
    {
      id: '2',
      direction: 'outgoing',
      peer: BOB,
      startedAt: Date.now() - 9e6,
      endedAt: Date.now() - 9e6,
      cause: 'busy',
    },
  ],
  conversations: [conversationWithAnn()],
  voicemail: { status: 'known', waiting: true, newMessages: 3, oldMessages: 0, urgent: 1, account: '*97' },
});

/** Together they show each part. */
export const VIEWS: readonly View[] = [
  { title: 'Call', state: () => up({}, people()) },
  {
    title: 'Keypad',
    adds: 'key',
    state: () => ({
      ...people(),
      dialString: '1002',
      missedCount: 2,
      audioLocked: true,
      identities: [
        { uri: 'sip:1019@example.com', name: 'Desk', number: '1019' },
        { uri: 'sip:2000@example.com', name: 'Sales', number: '2000' },
      ],
    }),
  },
  { title: 'Recents', state: people, press: ['tab-recents'] },
  { title: 'Team', state: people, press: ['tab-team'] },
  { title: 'Messages', state: people, press: ['tab-messages'] },
  { title: 'Settings', state: () => ({ devices: DESK }), press: ['menu-button', 'settings'] },
  {
    title: 'Second call',
    state: () => ({
      calls: [
        callState({ status: 'active' }),
        callState({ status: 'incoming', id: 'call-2', peer: { ...BOB, suspect: true } }),
      ],
      activeCallId: 'call-1',
    }),
  },
  { title: 'Microphone', denied: true, state: () => withCall({ status: 'dialing' }) },
  {
    title: 'Server not reached',
    state: () => ({
      account: { status: 'offline', name: '1019', everConnected: false, server: 'wss://sip.example.com/ws' },
    }),
  },
  { title: 'Resumed', state: () => withCall({ status: 'resuming' }) },
  { title: 'Panel', adds: 'context', state: () => up({}, people()) },
  { title: 'Not set up', state: () => ({ account: { status: 'unconfigured' } }) },
  // The last one, as a press elsewhere closes it.
  { title: 'Menu', state: people, press: ['menu-button'] },
];

type Rendered = Element & Pick<SipPhone, 'updateComplete' | 'loadViews'>;

export const deep = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? deep(element.shadowRoot) : []),
  ]);

export async function showView(element: Element, { state, press = [], denied }: View): Promise<void> {
  const phone = new FakePhone(state());
  show(element, phone);
  // All of what a user can open, so that nothing of it comes later.
  await (element as Rendered).loadViews();
  await (element as Rendered).updateComplete;
  if (denied) {
    phone.set({ microphone: 'denied' });
    await phone.getCall('call-1')?.finish('microphone-denied', 'system');
  }
  for (const name of press) {
    const pressed = await shownOf(element, name);
    pressed?.click();
    await (element as Rendered).updateComplete;
  }
}

/** Views of the menu are loaded when they are opened: what they have is waited for, 5 s at most. */
async function shownOf(element: Element, name: string): Promise<HTMLElement | undefined> {
  const isNamed = (one: Element): boolean =>
    one.id === name || one.part.contains(name) || one.getAttribute('data-item') === name;
  for (let frame = 0; frame < 300; frame++) {
    const found = element.shadowRoot && deep(element.shadowRoot).find(isNamed);
    if (found instanceof HTMLElement) return found;
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}
