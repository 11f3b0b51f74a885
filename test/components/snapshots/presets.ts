/** The states of a closed dock, of an agent panel, of two columns and of a button that calls, for pictures and trees. */

import { html, type TemplateResult } from 'lit';
import type { Corner } from '../../../src/components/sip-dock/dock-position.js';
import type { SipClickToCall } from '../../../src/components/sip-click-to-call/sip-click-to-call.js';
import { beginConsultation } from '../../../src/components/shared/phone/consultation.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { conference, GOOD, twoCalls, up } from '../../../stories/support/call-states.js';
import { ANN, BOB, callState, FakePhone, withCall, type CallPatch } from '../../../stories/support/fake-phone.js';
import { button, settled, until } from '../support.js';
import { NOW, people, type Scene } from './scenes.js';

const SALES = { name: 'Sales', number: '2000', uri: 'sip:2000@example.com' };
const LONG = { ...ANN, name: 'Dr. Maximiliane Freifrau von Hohenstein-Wartenberg' };

/** Closed docks, each with its place in the picture. */
export const DOCKS: readonly (readonly [x: number, y: number, state: () => Partial<PhoneState>])[] = [
  [16, 16, () => ({})],
  [96, 16, () => ({ account: { status: 'offline', name: '1019', everConnected: true } })],
  [176, 16, () => ({ doNotDisturb: true })],
  [344, 16, () => up()],
  [16, 112, () => withCall({ status: 'incoming', peer: LONG, calledParty: SALES })],
  [
    344,
    104,
    () => ({
      calls: [callState({ status: 'active' }), callState({ status: 'incoming', id: 'call-2', peer: BOB })],
      activeCallId: 'call-1',
    }),
  ],
];

export const docks = (): TemplateResult =>
  html`${DOCKS.map(
    ([x, y, state]) =>
      html`<sip-dock style="inset: ${y}px auto auto ${x}px" .phone=${new FakePhone(state())}></sip-dock>`,
  )}`;

/** Closed docks in the corners of a window: missed calls, ringing, muted, ended. */
export const corners = (): TemplateResult => {
  const states: readonly (readonly [Corner, Partial<PhoneState>])[] = [
    ['bottom-end', { missedCount: 2 }],
    ['bottom-start', withCall({ status: 'incoming', calledParty: SALES })],
    ['top-end', withCall({ status: 'active', muted: true })],
    ['top-start', withCall({ status: 'ended', failed: true, cause: 'busy' })],
  ];
  return html`${states.map(
    ([placement, state]) =>
      html`<sip-dock id=${placement} placement=${placement} .phone=${new FakePhone(state)}></sip-dock>`,
  )}`;
};

const threeCalls = (): Partial<PhoneState> => ({
  ...people(),
  calls: [
    callState({
      status: 'incoming',
      id: 'c',
      peer: { ...BOB, name: 'Chen Wei' },
      calledParty: { name: 'Support', number: '2001', uri: 'sip:2001@example.com' },
    }),
    callState({ status: 'active', id: 'a', quality: GOOD, calledParty: SALES } as CallPatch & { status: 'active' }),
    callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } }),
  ],
  activeCallId: 'a',
});

/** Agent panels of 1080 by 640 px. */
export const PANELS: readonly Scene[] = [
  { name: 'panel', state: threeCalls },
  { name: 'panel-idle', state: () => ({ ...people(), lastDialled: '1021' }) },
];

const besideOthers = (state: PhoneState): Partial<PhoneState> => ({ ...state, ...people() });

/** Wide phones in one picture, each with its width in px: two columns from 480, three from 720. */
export const WIDE: readonly (Scene & { readonly width: number })[] = [
  { name: 'idle', width: 480, state: () => ({ ...people(), dialString: '1020' }) },
  { name: 'three calls', width: 480, state: threeCalls },
  { name: 'held', width: 640, state: () => besideOthers(up({ hold: { local: true, remote: false } })) },
  {
    name: 'consultation',
    width: 720,
    state: () => besideOthers(twoCalls()),
    open: async ({ element, phone }) => {
      beginConsultation(phone, 'ann', 'bob');
      phone.set({ calls: [...phone.state.calls] });
      await settled(element);
    },
  },
  { name: 'conference', width: 720, state: () => besideOthers(conference()) },
];

/** Agent panels at their least width, 720 px, and two columns at theirs, in one picture: what is not in the others. */
export const PANELS_AT_WORK: readonly (Scene & { readonly width: number })[] = [
  { name: 'ringing', width: 720, state: () => besideOthers(withCall({ status: 'incoming', calledParty: SALES })) },
  {
    name: 'keypad',
    width: 720,
    state: () => besideOthers(up()),
    open: async ({ element }) => {
      button(element, 'Keypad').click();
      await element.sendDigits('44');
      await settled(element);
    },
  },
  {
    name: 'failed',
    width: 720,
    state: () => besideOthers(withCall({ status: 'ended', failed: true, cause: 'declined' })),
  },
  {
    name: 'offline',
    width: 720,
    state: () => ({
      ...people(),
      account: { status: 'offline', name: '1019', retryAt: NOW + 8000, everConnected: true },
    }),
  },
  {
    name: 'refused',
    width: 480,
    state: () => ({ ...people(), account: { status: 'refused', name: '1019', statusCode: 403, reason: '' } }),
  },
];

interface Pressed {
  readonly label?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** What happens to the call that the press has placed; without it the button is at rest. */
  readonly then?: (phone: FakePhone) => unknown;
}

const inCall = (phone: FakePhone, patch: CallPatch = {}, answeredAt?: number): void => {
  phone.getCall('out-1')!.connect(answeredAt);
  phone.getCall('out-1')!.patch({ quality: GOOD, ...patch } as CallPatch);
};

export const BUTTONS: readonly Pressed[] = [
  {},
  { attributes: { appearance: 'outline' } },
  { attributes: { disabled: '' } },
  { then: () => undefined },
  { then: (phone) => phone.getCall('out-1')!.patch({ status: 'ringing' } as CallPatch) },
  { then: (phone) => inCall(phone) },
  { then: (phone) => inCall(phone, { muted: true }) },
  {
    then: async (phone) => {
      inCall(phone, {}, NOW - 134_000);
      await phone.getCall('out-1')!.finish('hung-up', 'remote');
    },
  },
  { then: (phone) => phone.getCall('out-1')!.finish('busy', 'remote', 486) },
  { then: (phone) => phone.getCall('out-1')!.finish('declined', 'remote', 603) },
  { label: 'Talk to sales' },
];

/** Buttons in three columns: the states above, the code that is loaded and did not come, and an open keypad. */
export const buttons = (): TemplateResult => {
  const one = ({ label = '', attributes = {} }: Pressed): Element => {
    const element = document.createElement('sip-click-to-call');
    for (const [name, value] of Object.entries({ target: '1000', ...attributes })) element.setAttribute(name, value);
    element.phone = new FakePhone();
    element.textContent = label;
    return element;
  };
  return html`<div class="buttons">${[...BUTTONS, {}, {}, { then: inCall }].map(one)}</div>`;
};

/** Presses the buttons that are not at rest. */
export async function pressButtons(box: Element, wait: () => Promise<void>): Promise<void> {
  const elements = [...box.querySelectorAll('sip-click-to-call')];
  const call = async (element: SipClickToCall): Promise<FakePhone> => {
    const phone = element.phone as FakePhone;
    button(element, 'Call us').click();
    await until(() => phone.did.length > 0);
    return phone;
  };
  for (const [index, { then }] of BUTTONS.entries()) if (then) await then(await call(elements[index]!));
  const [loads, fails, keypad] = elements.slice(BUTTONS.length);
  // The bundle of the tests has the code: that it did not come is in test/e2e/page/late-code.test.ts.
  for (const [element, stage] of [
    [loads, 'loading'],
    [fails, 'failed'],
  ] as const)
    Reflect.set(element!, 'stage', stage);
  inCall(await call(keypad!));
  await settled(box);
  for (const element of elements) await settled(element);
  await wait();
  button(keypad!, 'Keypad').click();
  for (const element of elements) await settled(element);
}
