/**
 * Every control in every place: with a phone of its own, inside its provider, outside it by `for`, inside a `<sip-call>`,
 * in the page before or after its provider, beside another phone; and the native buttons with the same commands.
 * Contract: an element finds its phone by its `phone` property, `for`, or the nearest provider, in this order.
 */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import { define, type ElementClass } from '../../../src/components/shared/base/define.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { GOOD } from '../../../stories/support/call-states.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { ANN, BOB, callState, EMPTY, FakePhone, type FakeCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, mountAll, settled, text, until } from '../support.js';

/** Records the calls that are requested by id. */
class Phone extends FakePhone {
  readonly asked = new Set<string>();

  override getCall(id: string): FakeCall | undefined {
    this.asked.add(id);
    return super.getCall(id);
  }
}

const held = { local: true, remote: false };
const NOW = 1_700_000_000_000;
const ann = callState({ status: 'active', id: 'ann', peer: ANN, quality: GOOD, answeredAt: NOW - 60_000 });
const bob = callState({ status: 'active', id: 'bob', peer: BOB, answeredAt: NOW - 252_000 });

/** Two calls; that of Bob is the active one. */
const IN_CALLS: Partial<PhoneState> = { ...EMPTY, devices: DESK, calls: [ann, bob], activeCallId: 'bob' };
const RINGING: Partial<PhoneState> = {
  ...EMPTY,
  calls: [
    callState({ status: 'incoming', id: 'ann', peer: ANN }),
    callState({ status: 'incoming', id: 'bob', peer: BOB }),
  ],
  activeCallId: 'bob',
};
const WITH_ACCOUNT: Partial<PhoneState> = {
  ...RINGING,
  voicemail: { ...EMPTY.voicemail, status: 'known', account: 'sip:mailbox@example.com' },
};
const HELD: Partial<PhoneState> = { ...IN_CALLS, calls: [{ ...ann, hold: held } as typeof ann, bob] };
const MERGED: Partial<PhoneState> = {
  ...IN_CALLS,
  calls: [{ ...ann, merged: true } as typeof ann, { ...bob, merged: true } as typeof bob],
};
const ENTRY = { id: '1', direction: 'incoming', peer: ANN, startedAt: 0, endedAt: 0, cause: 'missed' } as const;

interface Control {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly state: Partial<PhoneState>;
  /** The action of the user. */
  act(element: Element): void | Promise<void>;
  /** The calls of the phone that result, or the displayed text when there is nothing to press. */
  readonly expected: readonly string[] | RegExp;
  /** Inside a `<sip-call>` of Ann, while that of Bob is active: the same for Ann, or the displayed text. */
  readonly ofCall?: 'asks for ann' | RegExp;
}

const press =
  (name: string) =>
  (element: Element): void =>
    button(element, name).click();

const type =
  (words: string, ...then: string[]) =>
  async (element: Element): Promise<void> => {
    const input = element.shadowRoot!.querySelector('input')!;
    input.value = words;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(element);
    for (const name of then) button(element, name).click();
  };

const nothing = (): void => undefined;
const ofAnn = 'asks for ann' as const;

const CONTROLS: readonly Control[] = [
  { tag: 'sip-answer-button', state: RINGING, act: press('Answer'), expected: ['answer bob'], ofCall: ofAnn },
  {
    tag: 'sip-answer-button',
    attributes: { video: '' },
    state: RINGING,
    act: press('Answer · Camera'),
    expected: ['answer bob with camera'],
    ofCall: ofAnn,
  },
  { tag: 'sip-decline-button', state: RINGING, act: press('Decline'), expected: ['decline bob'], ofCall: ofAnn },
  { tag: 'sip-hangup-button', state: IN_CALLS, act: press('Hang up'), expected: ['hangUp bob'], ofCall: ofAnn },
  { tag: 'sip-mute-button', state: IN_CALLS, act: press('Mute'), expected: ['mute true'], ofCall: ofAnn },
  { tag: 'sip-hold-button', state: IN_CALLS, act: press('Hold'), expected: ['hold true'], ofCall: ofAnn },
  { tag: 'sip-swap-button', state: HELD, act: press('Swap'), expected: ['activate ann'], ofCall: ofAnn },
  { tag: 'sip-merge-button', state: IN_CALLS, act: press('Merge'), expected: ['merge bob'], ofCall: ofAnn },
  { tag: 'sip-camera-button', state: IN_CALLS, act: press('Camera'), expected: ['show bob camera'], ofCall: ofAnn },
  {
    tag: 'sip-screen-button',
    state: IN_CALLS,
    act: press('Share screen'),
    expected: ['show bob screen'],
    ofCall: ofAnn,
  },
  { tag: 'sip-record-button', state: IN_CALLS, act: press('Record'), expected: ['record bob true'], ofCall: ofAnn },
  {
    tag: 'sip-dialpad',
    attributes: { mode: 'dtmf' },
    state: IN_CALLS,
    act: press('5, J K L'),
    expected: ['digits 5'],
    ofCall: ofAnn,
  },
  {
    tag: 'sip-transfer',
    state: IN_CALLS,
    act: type('1024', 'Transfer now'),
    expected: ['transfer bob 1024'],
    ofCall: ofAnn,
  },
  { tag: 'sip-call', state: IN_CALLS, act: press('Hang up'), expected: ['hangUp bob'] },
  { tag: 'sip-caller', state: IN_CALLS, act: nothing, expected: /Bob Marsh/, ofCall: /Ann Lee/ },
  { tag: 'sip-call-timer', state: IN_CALLS, act: nothing, expected: /4:1[23]/, ofCall: /1:0[01]/ },
  { tag: 'sip-call-status', state: HELD, act: nothing, expected: /In call/, ofCall: /On hold/ },
  {
    tag: 'sip-call-quality',
    attributes: { details: '' },
    state: { ...IN_CALLS, calls: [ann, { ...bob, quality: { ...GOOD, codec: 'PCMU' } } as typeof bob] },
    act: nothing,
    expected: /PCMU/,
    ofCall: /opus/,
  },
  { tag: 'sip-media', state: IN_CALLS, act: nothing, expected: /BM/, ofCall: /AL/ },
  { tag: 'sip-call-button', attributes: { number: '1020' }, state: EMPTY, act: press('Call'), expected: ['call 1020'] },
  { tag: 'sip-dial-input', state: EMPTY, act: type('123'), expected: /123/ },
  { tag: 'sip-incoming', state: RINGING, act: press('Decline'), expected: ['decline bob'] },
  { tag: 'sip-call-list', state: HELD, act: press('Resume'), expected: ['activate ann'] },
  { tag: 'sip-dnd-toggle', state: EMPTY, act: press('Do not disturb'), expected: ['doNotDisturb true'] },
  { tag: 'sip-audio-test', state: { ...EMPTY, devices: DESK }, act: press('Test speaker'), expected: ['test speaker'] },
  {
    tag: 'sip-volume',
    state: { ...EMPTY, devices: DESK },
    act: (element) => {
      const slider = element.shadowRoot!.querySelector('input')!;
      slider.value = '50';
      slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    expected: ['volume speaker 0.5'],
  },
  {
    tag: 'sip-device-select',
    state: { ...EMPTY, devices: DESK },
    act: (element) => {
      const select = element.shadowRoot!.querySelector('select')!;
      select.value = 'built-in';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    expected: ['choose microphone built-in'],
  },
  { tag: 'sip-settings', state: { ...EMPTY, devices: DESK }, act: press('Test ring'), expected: ['test ringer'] },
  {
    tag: 'sip-permission',
    state: { ...EMPTY, microphone: 'unknown' },
    act: press('Continue'),
    expected: ['requestMicrophone'],
  },
  {
    tag: 'sip-status',
    state: { ...EMPTY, account: { status: 'offline', name: '1019', everConnected: true, retryAt: NOW + 9000 } },
    act: press('Try now'),
    expected: ['retryNow'],
  },
  {
    tag: 'sip-history',
    state: { ...EMPTY, history: [ENTRY] },
    act: press('Call Ann Lee'),
    expected: [`call ${ANN.number}`],
  },
];

/** The effect of a native button with a command for the provider, and for a call. */
const COMMANDS: readonly {
  readonly command: string;
  readonly value?: string;
  readonly state: Partial<PhoneState>;
  readonly expected: readonly string[];
  /** With the `<sip-call>` of Ann as its target. */
  readonly ofCall?: readonly string[];
}[] = [
  { command: 'call', value: '1020', state: EMPTY, expected: ['call 1020'] },
  { command: 'answer', state: RINGING, expected: ['answer bob'], ofCall: ['answer ann'] },
  { command: 'decline', state: RINGING, expected: ['decline bob'], ofCall: ['decline ann'] },
  { command: 'ignore', state: RINGING, expected: ['ignore bob'], ofCall: ['ignore ann'] },
  { command: 'deflect', value: '1030', state: RINGING, expected: ['deflect bob 1030'], ofCall: ['deflect ann 1030'] },
  { command: 'deflect', state: WITH_ACCOUNT, expected: ['deflect bob sip:mailbox@example.com'] },
  { command: 'hang-up', state: IN_CALLS, expected: ['hangUp bob'], ofCall: ['hangUp ann'] },
  { command: 'mute', state: IN_CALLS, expected: ['mute true'] },
  { command: 'hold', state: IN_CALLS, expected: ['hold true'] },
  { command: 'swap', state: HELD, expected: ['activate ann'] },
  { command: 'merge', state: IN_CALLS, expected: ['merge bob'], ofCall: ['merge ann'] },
  { command: 'split', state: MERGED, expected: ['split bob'], ofCall: ['split ann'] },
  { command: 'camera', state: IN_CALLS, expected: ['show bob camera'], ofCall: ['show ann camera'] },
  { command: 'screen', state: IN_CALLS, expected: ['show bob screen'], ofCall: ['show ann screen'] },
  { command: 'record', state: IN_CALLS, expected: ['record bob true'], ofCall: ['record ann true'] },
  {
    command: 'transfer',
    value: '1024',
    state: IN_CALLS,
    expected: ['transfer bob 1024'],
    ofCall: ['transfer ann 1024'],
  },
  { command: 'digits', value: '42#', state: IN_CALLS, expected: ['digits 42#'] },
  { command: 'pick-up', value: '1020', state: EMPTY, expected: ['pickUp 1020'] },
  { command: 'pick-up', state: EMPTY, expected: [] },
  { command: 'voicemail', state: EMPTY, expected: ['call voicemail'] },
  { command: 'do-not-disturb', state: EMPTY, expected: ['doNotDisturb true'] },
  { command: 'start', state: EMPTY, expected: ['start'] },
  { command: 'stop', state: EMPTY, expected: ['stop'] },
  { command: 'unheard-of', state: IN_CALLS, expected: [] },
];

describe('every control', () => {
  let clock: VirtualClock;
  /** An id for each provider of this page. */
  let count = 0;
  beforeEach(() => setElementClock((clock = new VirtualClock(NOW))));
  afterEach(() => setElementClock());

  const make = (control: Control, tag = control.tag): HTMLElement => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(control.attributes ?? {})) element.setAttribute(name, value);
    return element;
  };

  const provide = (phone: Phone, tag = 'sip-provider'): SipProvider => {
    const provider = document.createElement(tag) as SipProvider;
    provider.id = `phone-${++count}`;
    provider.phone = phone;
    return provider;
  };

  async function page(...nodes: Node[]): Promise<void> {
    const box = await mountAll<HTMLElement>(html`<div></div>`);
    box.append(...nodes);
    for (const node of box.querySelectorAll('*')) await settled(node);
    // Buttons that have just appeared ignore presses for a moment.
    await clock.advance(400);
    for (const node of box.querySelectorAll('*')) await settled(node);
  }

  /** The calls of the phone without those that refresh lists. */
  const did = (phone: Phone): string[] => phone.did.filter((one) => !/^(refresh devices|meter|close meter)$/.test(one));

  async function works(control: Control, element: Element, phone: Phone): Promise<void> {
    await control.act(element);
    await settled(element);
    if (control.expected instanceof RegExp) expect(readable(element)).to.match(control.expected);
    else expect(did(phone)).to.deep.equal(control.expected);
  }

  const readable = (element: Element): string =>
    `${text(element)} ${element.shadowRoot!.querySelector<HTMLInputElement>('input')?.value ?? ''}`;

  for (const control of CONTROLS) {
    describe(`<${control.tag}>`, () => {
      it('works with a phone of its own', async () => {
        const phone = new Phone(control.state);
        const element = Object.assign(make(control), { phone });
        await page(element);
        await works(control, element, phone);
      });

      it('works inside its provider', async () => {
        const phone = new Phone(control.state);
        const [provider, element] = [provide(phone), make(control)];
        provider.append(element);
        await page(provider);
        await works(control, element, phone);
      });

      it('works outside it by `for`, before it in the page and after it', async () => {
        for (const first of [true, false]) {
          const phone = new Phone(control.state);
          const [provider, element] = [provide(phone), make(control)];
          element.setAttribute('for', provider.id);
          await (first ? page(element, provider) : page(provider, element));
          await works(control, element, phone);
        }
      });

      it('works when it is defined before its provider, and after it', async () => {
        const late = `late-provider-${++count}`;
        const phone = new Phone(control.state);
        const [provider, element] = [document.createElement(late) as SipProvider, make(control)];
        provider.append(element);
        await page(provider);
        define(SipProvider, late);
        provider.phone = phone;
        await settled(provider);
        await settled(element);
        await clock.advance(400);
        await works(control, element, phone);

        const again = new Phone(control.state);
        const second = provide(again);
        const unknown = make(control, `late-${control.tag}-${++count}`);
        second.append(unknown);
        await page(second);
        define(customElements.get(control.tag) as ElementClass, unknown.localName);
        await settled(unknown);
        await clock.advance(400);
        await works(control, unknown, again);
      });

      it('uses its own provider when there are two', async () => {
        const phones = [new Phone(control.state), new Phone(control.state)] as const;
        const providers = phones.map((phone) => provide(phone));
        const elements = providers.map((provider) => {
          const element = make(control);
          provider.append(element);
          return element;
        });
        await page(...providers);
        await control.act(elements[1]!);
        await settled(elements[1]!);
        if (!(control.expected instanceof RegExp)) expect(phones.map(did)).to.deep.equal([[], control.expected]);
        // In the other provider it uses the other phone.
        providers[0]!.append(elements[1]!);
        elements[0]!.remove();
        await settled(elements[1]!);
        await clock.advance(400);
        phones[0].did.length = phones[1].did.length = 0;
        await works(control, elements[1]!, phones[0]);
        expect(did(phones[1])).to.deep.equal([]);
      });

      const { ofCall } = control;
      if (ofCall === undefined) return;
      it('uses the call of the `<sip-call>` around it', async () => {
        const phone = new Phone(control.state);
        const [provider, call, element] = [provide(phone), document.createElement('sip-call'), make(control)];
        call.callId = 'ann';
        call.append(element);
        provider.append(call);
        await page(provider);
        phone.asked.clear();
        await control.act(element);
        await settled(element);
        if (ofCall instanceof RegExp) expect(readable(element)).to.match(ofCall);
        else
          expect(
            [...phone.asked].filter((id) => id !== 'bob'),
            did(phone).join(),
          ).to.deep.equal(['ann']);
        if (control.expected instanceof RegExp && ofCall !== control.expected) return;
        expect(did(phone)).to.have.length(1);
      });
    });
  }

  describe('has native buttons with the same commands (HTML §4.10.6)', () => {
    for (const { command, value = '', state, expected, ofCall } of COMMANDS) {
      const name = `--sip-${command}${value && ` with ${value}`}`;

      /** Presses the button, which shows its value: a number that is not shown is confirmed first (RFC 3966 §11). */
      async function pressNative(target: HTMLElement, around: HTMLElement): Promise<void> {
        const native = document.createElement('button');
        native.setAttribute('commandfor', target.id);
        native.setAttribute('command', `--sip-${command}`);
        native.value = native.textContent = value;
        await page(around, native);
        native.click();
      }

      it(`${name}, for the provider`, async () => {
        const phone = new Phone(state);
        const provider = provide(phone);
        await pressNative(provider, provider);
        await until(() => did(phone).length >= expected.length, expected.join());
        expect(did(phone)).to.deep.equal(expected);
      });

      if (ofCall)
        it(`${name}, for a call`, async () => {
          const phone = new Phone(state);
          const [provider, call] = [provide(phone), document.createElement('sip-call')];
          call.id = `call-${count}`;
          call.callId = 'ann';
          provider.append(call);
          await pressNative(call, provider);
          await until(() => did(phone).length >= ofCall.length, ofCall.join());
          expect(did(phone)).to.deep.equal(ofCall);
        });
    }
  });
});
