/**
 * Icons and labels of rows have no slots (decision 057): a page replaces them in all rows, by a translation of its own and by
 * `registerIcons()`.
 */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { DOCK_SHAPES } from '../../../../src/components/shared/icons/dock-icons.js';
import { FIRST_SHAPES } from '../../../../src/components/shared/icons/icons.js';
import { MORE_SHAPES } from '../../../../src/components/shared/icons/more-icons.js';
import { registerIcons } from '../../../../src/components/shared/icons/register-icons.js';
import { registerLocale } from '../../../../src/components/shared/text/localize.js';
import en from '../../../../src/components/shared/text/locales/en/index.js';
import type { Translation } from '../../../../src/components/shared/text/locales/translation.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { twoCalls } from '../../../../stories/support/call-states.js';
import { CONTACTS, conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { ANN, FakePhone } from '../../../../stories/support/fake-phone.js';
import { deep, mountAll, settled } from '../../support.js';

const OWN_PATH = 'M3 3h18v18H3z';

/** English, each sentence with a word of the page before it. */
const ownWords = (): Translation => {
  const own = Object.entries(en).map(([name, words]: [string, unknown]) => {
    if (name.startsWith('$')) return [name, words];
    if (typeof words === 'function')
      return [name, (...args: unknown[]) => `own ${String((words as (...given: unknown[]) => unknown)(...args))}`];
    return [name, typeof words === 'string' ? `own ${words}` : words];
  });
  return { ...(Object.fromEntries(own) as Translation), $code: 'qaa', $name: 'Own', $dir: 'ltr' };
};

interface Case {
  readonly tag?: string;
  readonly state?: Partial<PhoneState>;
  readonly properties?: object;
  /** A part of a button. */
  readonly rows: string;
  readonly before?: (element: HTMLElement, phone: FakePhone) => unknown;
}

const CASES: Record<string, Case> = {
  'sip-history': {
    state: { history: [{ id: '1', direction: 'incoming', peer: ANN, startedAt: 0, endedAt: 1000, cause: 'missed' }] },
    rows: 'call',
  },
  'sip-contacts': { state: { contacts: CONTACTS }, properties: { canMessage: true }, rows: 'message' },
  'sip-call-list': { state: twoCalls(), rows: 'action' },
  'sip-call-list beside-call': {
    tag: 'sip-call-list',
    state: twoCalls(),
    properties: { besideCall: true },
    rows: 'action',
  },
  'sip-trace': { rows: 'button' },
  'sip-trace with a message': {
    tag: 'sip-trace',
    rows: 'button',
    before: async (element, phone) => {
      phone.emitter.emit('trace', { at: 0, direction: 'out', text: 'REGISTER sip:example.com SIP/2.0\r\n\r\n' });
      await settled(element);
      element.shadowRoot!.querySelector<HTMLElement>('[role=option]')!.click();
    },
  },
  'sip-chat': {
    state: { conversations: [conversationWithAnn()] },
    properties: { peer: ANN.uri },
    rows: 'send',
  },
};

describe('A page replaces', () => {
  before(() => {
    registerLocale(ownWords());
    const names = [FIRST_SHAPES, MORE_SHAPES, DOCK_SHAPES].flatMap((shapes) => Object.keys(shapes));
    registerIcons(Object.fromEntries(names.map((name) => [name, OWN_PATH])));
  });

  for (const [name, { tag = name, state = {}, properties = {}, rows, before: change }] of Object.entries(CASES))
    it(`the icons and labels of each button of <${name}>`, async () => {
      const box = await mountAll<HTMLElement>(html`<div lang="qaa"></div>`);
      const phone = new FakePhone(state);
      const element = Object.assign(document.createElement(tag), { phone, ...properties });
      box.append(element);
      await settled(element);
      await change?.(element, phone);
      await settled(element);
      const buttons = [...deep(element.shadowRoot!)].filter((one) => one.matches('button') && one.checkVisibility());
      expect(buttons.some(({ part }) => part.contains(rows))).to.equal(true);
      const named = buttons.map((one) => one.getAttribute('aria-label') ?? one.textContent.trim());
      expect(named.filter((name) => !name.includes('own '))).to.deep.equal([]);
      const drawn = [...deep(element.shadowRoot!)].filter((one) => one.matches('svg.icon path, [part~=icon] path'));
      expect(drawn.filter((path) => path.getAttribute('d') !== OWN_PATH)).to.deep.equal([]);
    });
});
