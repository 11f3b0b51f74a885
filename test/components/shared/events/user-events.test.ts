/**
 * Each documented event of a user is dispatched for what the user does, with its fields in `detail`, and bubbling, composed and cancelable
 * as its description says (DOM §2.2).
 */

import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../../../src/define/all.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { up } from '../../../../stories/support/call-states.js';
import { DESK } from '../../../../stories/support/fake-devices.js';
import { CONTACTS, conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { button, deep, mountAll, settled, until } from '../../support.js';
import type { USER_EVENTS } from './documented-events.js';

type Detailed = Event & { readonly detail: Readonly<Record<string, unknown>> };

interface UserCase {
  readonly content: (phone: FakePhone) => TemplateResult;
  readonly state?: () => Partial<PhoneState>;
  /** What the user does. */
  readonly act: (element: HTMLElement) => unknown;
  readonly fields: readonly string[];
}

const part = (element: HTMLElement, name: string): void =>
  ([...deep(element.shadowRoot!)].find((one) => one.part.contains(name)) as HTMLElement).click();
const incoming = (): PhoneState => withCall({ status: 'incoming' });

const USER_CASES: Record<(typeof USER_EVENTS)[number], UserCase> = {
  'sip-keypad-button sip-keypad-request': {
    content: (phone) => html`<sip-keypad-button .phone=${phone}></sip-keypad-button>`,
    state: () => up(),
    act: (element) => part(element, 'base'),
    fields: [],
  },
  'sip-account-form sip-account-submit': {
    content: (phone) => html`<sip-account-form .phone=${phone}></sip-account-form>`,
    act: (element) => {
      for (const [name, value] of [
        ['server', 'wss://example.com'],
        ['uri', 'sip:a@example.com'],
      ] as const)
        element.shadowRoot!.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value = value;
      part(element, 'submit');
    },
    fields: ['server', 'uri'],
  },
  'sip-call sip-transfer-request': {
    content: (phone) => html`<sip-call lang="en" can-transfer .phone=${phone}></sip-call>`,
    state: () => up(),
    act: (element) => button(element, 'Transfer').click(),
    fields: [],
  },
  'sip-call sip-message-request': {
    content: (phone) => html`<sip-call lang="en" can-message .phone=${phone}></sip-call>`,
    state: incoming,
    act: (element) => button(element, 'Message').click(),
    fields: ['address'],
  },
  'sip-contacts sip-message-request': {
    content: (phone) => html`<sip-contacts can-message .phone=${phone}></sip-contacts>`,
    state: () => ({ contacts: CONTACTS }),
    act: (element) => part(element, 'message'),
    fields: ['address'],
  },
  'sip-incoming sip-message-request': {
    content: (phone) => html`<sip-incoming lang="en" can-message .phone=${phone}></sip-incoming>`,
    state: incoming,
    act: (element) => button(element, 'Message').click(),
    fields: ['address'],
  },
  'sip-chat sip-conversation': {
    content: (phone) => html`<sip-chat .phone=${phone}></sip-chat>`,
    state: () => ({ conversations: [conversationWithAnn()] }),
    act: (element) => part(element, 'open'),
    fields: ['peer'],
  },
  'sip-diagnostics sip-fix-request': {
    content: (phone) => html`<sip-diagnostics lang="en" .phone=${phone}></sip-diagnostics>`,
    state: () => ({ account: { status: 'refused', name: 'a', statusCode: 403, reason: 'Forbidden' } }),
    act: (element) => button(element, 'Fix').click(),
    fields: [],
  },
  'sip-status sip-fix-request': {
    content: (phone) => html`<sip-status .phone=${phone}></sip-status>`,
    state: () => ({ account: { status: 'refused', name: 'a', statusCode: 403, reason: 'Forbidden' } }),
    act: (element) => part(element, 'action'),
    fields: [],
  },
  'sip-dialpad sip-digit': {
    content: (phone) => html`<sip-dialpad .phone=${phone}></sip-dialpad>`,
    act: (element) => part(element, 'key'),
    fields: ['digit'],
  },
  'sip-dock sip-toggle': {
    content: (phone) => html`<sip-dock .phone=${phone}></sip-dock>`,
    act: (element) => part(element, 'launcher'),
    fields: ['open'],
  },
  'sip-transfer sip-toggle': {
    content: (phone) => html`<sip-transfer .phone=${phone}></sip-transfer>`,
    state: () => up({}, { contacts: CONTACTS }),
    act: async (element) => {
      const input = element.shadowRoot!.querySelector('input')!;
      input.value = '1020';
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await until(() => element.matches(':state(selected)'));
      await settled(element);
      part(element, 'submit');
    },
    fields: ['open'],
  },
  'sip-key sip-key-press': {
    content: (phone) => html`<sip-key label="Desk" name="desk" target="1000" .phone=${phone}></sip-key>`,
    act: (element) => element.shadowRoot!.querySelector('button')!.click(),
    fields: ['name'],
  },
  'sip-links sip-link': {
    content: (phone) =>
      html`<sip-links scope="main" .phone=${phone}
        ><main><a href="tel:+15550104477">Call</a></main></sip-links
      >`,
    act: (element) => {
      const link = element.querySelector('a')!;
      addEventListener('click', (event) => event.preventDefault(), { once: true });
      link.click();
    },
    fields: ['address'],
  },
  'sip-settings sip-diagnostics-request': {
    content: (phone) => html`<sip-settings can-check .phone=${phone}></sip-settings>`,
    state: () => ({ devices: DESK }),
    act: (element) => part(element, 'check'),
    fields: [],
  },
};

/** Bubbling, composed and cancelable events of a user; all others stay at their element. */
const BUBBLING = ['sip-digit', 'sip-key-press', 'sip-link'];
const CANCELABLE = [...BUBBLING, 'sip-account-submit'];

describe('Each documented event of a user', () => {
  for (const [key, { content, state = () => ({}), act, fields }] of Object.entries(USER_CASES)) {
    const [tag, name] = key.split(' ') as [string, string];
    it(`<${tag}> dispatches ${name} with ${fields.join(', ') || 'no field'}`, async () => {
      const phone = new FakePhone(state());
      const box = await mountAll<HTMLElement>(html`<div>${content(phone)}</div>`);
      const element = box.querySelector<HTMLElement>(tag)!;
      await settled(element);
      const seen: Detailed[] = [];
      const listen = (event: Event): void => void seen.push(event as Detailed);
      const target = name === 'sip-link' ? box : element;
      target.addEventListener(name, listen);
      await act(element);
      await until(() => seen.length > 0, name);
      const event = seen[0]!;
      const bubbles = BUBBLING.includes(name);
      expect([event.bubbles, event.composed, event.cancelable]).to.deep.equal([
        bubbles,
        bubbles,
        CANCELABLE.includes(name),
      ]);
      expect(Object.keys(event.detail)).to.include.members(fields);
    });
  }
});
