/** Every element with another phone at run time, a provider that is added later, its removal, hostile and very long text. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../../src/define/all.js';
import type { PhoneLike } from '../../../../src/components/shared/phone/phone-like.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { lamp, said } from '../../../../stories/support/fake-people.js';
import { conference, twoCalls } from '../../../../stories/support/call-states.js';
import { callState, EMPTY, FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { ANN, BOB } from '../../../../stories/support/parties.js';
import { deep, mountAll, settled, text } from '../../support.js';

type Element = HTMLElement & { phone?: PhoneLike };

/** Elements of a phone, each with its properties and a state in which it shows a name. */
const ELEMENTS: [tag: string, properties: Record<string, unknown>, state: (name: string) => Partial<PhoneState>][] = [
  ['sip-lamp', { target: '1020' }, (name) => ({ lamps: [lamp('1020', name, 'busy', { note: name })] })],
  ['sip-contacts', {}, (name) => ({ contacts: [{ id: '1', name, numbers: [{ label: name, target: '1020' }] }] })],
  ['sip-chat', {}, (name) => ({ conversations: [{ peer: { ...ANN, name }, unread: 1, messages: [said(name, 1)] }] })],
  [
    'sip-chat',
    { peer: ANN.uri },
    (name) => ({ conversations: [{ peer: { ...ANN, name }, unread: 0, messages: [said(name, 1)] }] }),
  ],
  ['sip-history', {}, (name) => ({ history: [missed(name)] })],
  ['sip-history', { layout: 'compact' }, (name) => ({ history: [missed(name)] })],
  ['sip-call-list', {}, (name) => withCall({ status: 'active', peer: { ...ANN, name } })],
  ['sip-transfer', {}, (name) => transfer(name)],
  ['sip-phone', {}, (name) => withCall({ status: 'active', peer: { ...ANN, name } })],
  ['sip-phone', { tabs: 'team' }, (name) => ({ lamps: [lamp('1020', name, 'away')] })],
];

/** The same for elements that are visible only in some states, or are providers themselves. */
const CALLS: typeof ELEMENTS = [
  ['sip-call', {}, (name) => withCall({ status: 'active', peer: { ...ANN, name, note: name, url: name } })],
  ['sip-call', {}, (name) => withCall({ status: 'incoming', peer: { ...ANN, name }, calledParty: { ...BOB, name } })],
  ['sip-call', {}, (name) => withCall({ status: 'ended', failed: true, cause: 'busy', peer: { ...ANN, name } })],
  ['sip-call', {}, (name) => conference({ peer: { ...ANN, name } })],
  ['sip-call', {}, (name) => twoCalls({ peer: { ...ANN, name } })],
  ['sip-caller', {}, (name) => withCall({ status: 'active', peer: { ...ANN, name } })],
  ['sip-incoming', {}, (name) => withCall({ status: 'incoming', peer: { ...ANN, name } })],
  ['sip-incoming', {}, (name) => secondCall(name)],
  ['sip-dock', {}, (name) => withCall({ status: 'incoming', peer: { ...ANN, name }, calledParty: { ...BOB, name } })],
];

const missed = (name: string): PhoneState['history'][number] => ({
  id: '1',
  direction: 'incoming',
  peer: { ...BOB, name },
  startedAt: 0,
  endedAt: 0,
  cause: 'missed',
});

/** A call, and another one as its transfer target. */
function transfer(name: string): Partial<PhoneState> {
  const state = withCall({ status: 'active' });
  const other = withCall({ status: 'active', id: 'b', peer: { ...BOB, name } });
  return { calls: [...state.calls, ...other.calls], activeCallId: state.activeCallId };
}

/** A call that rings while another one is active. */
function secondCall(name: string): Partial<PhoneState> {
  const state = withCall({ status: 'active' });
  return { ...state, calls: [...state.calls, callState({ status: 'incoming', id: 'b', peer: { ...BOB, name } })] };
}

describe('Every element', () => {
  const failures: unknown[] = [];
  const note = (event: ErrorEvent | PromiseRejectionEvent): void =>
    void failures.push('reason' in event ? event.reason : event.message);

  before(() => {
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  after(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
  });
  beforeEach(() => (failures.length = 0));
  afterEach(() => expect(failures).to.deep.equal([]));

  const mount = async (tag: string, properties: Record<string, unknown>, phone: PhoneLike): Promise<Element> => {
    const element = document.createElement(tag) as Element;
    Object.assign(element, properties, { phone });
    const box = await mountAll<HTMLElement>(html`<div>${element}</div>`);
    await settled(box);
    await settled(element);
    return element;
  };
  const title = (tag: string, properties: Record<string, unknown>): string =>
    [tag, ...Object.entries(properties).map(([name, value]) => `${name}=${String(value)}`)].join(' ');

  for (const [tag, properties, state] of [...ELEMENTS, ...CALLS]) {
    describe(title(tag, properties), () => {
      it('shows another phone as soon as it is set, and nothing more of the one before', async () => {
        const [one, other] = [new FakePhone(state('First')), new FakePhone(state('Second'))];
        const element = await mount(tag, properties, one);
        expect(text(element)).to.contain('First');
        element.phone = other;
        await settled(element);
        expect(text(element)).to.contain('Second').and.not.to.contain('First');
        one.set(state('Third'));
        await settled(element);
        expect(text(element)).to.contain('Second').and.not.to.contain('Third');
      });

      it('can be removed and inserted again at any time, and shows the present state then', async () => {
        const phone = new FakePhone(state('First'));
        const element = await mount(tag, properties, phone);
        const box = element.parentElement!;
        element.remove();
        phone.set({ ...EMPTY, ...state('Second') });
        await settled(element);
        box.append(element);
        await settled(element);
        expect(text(element)).to.contain('Second').and.not.to.contain('First');
      });

      it('shows markup as text', async () => {
        const name = '<img src=x onerror="window.hacked=1"><b>Bold</b>';
        const element = await mount(tag, properties, new FakePhone(state(name)));
        expect(text(element)).to.contain(name);
        const nodes = [...deep(element.shadowRoot!)];
        expect(nodes.filter((node) => node.localName === 'img' || node.textContent === 'Bold')).to.deep.equal([]);
      });

      it('keeps a name of 10 kB, without spaces or from right to left, within its width', async () => {
        for (const name of ['x'.repeat(10_000), `${'ليلى '.repeat(2000)}`, '\u202e'.repeat(10_000)]) {
          const element = await mount(tag, properties, new FakePhone(state(name)));
          element.style.inlineSize = '320px';
          await settled(element);
          expect(element.scrollWidth).to.be.at.most(320);
          for (const node of deep(element.shadowRoot!))
            if (node instanceof HTMLButtonElement && node.checkVisibility())
              expect(node.getBoundingClientRect().width, node.outerHTML.slice(0, 80)).to.be.at.most(320);
        }
      });
    });
  }

  it('finds a provider that is inserted later, by for, and releases it when it is removed', async () => {
    const box = await mountAll<HTMLElement>(
      html`<div>
        ${ELEMENTS.filter(([tag]) => tag !== 'sip-phone').map(([tag, properties]) => {
          const element = document.createElement(tag);
          element.setAttribute('for', 'later');
          return Object.assign(element, properties);
        })}
      </div>`,
    );
    const provider = document.createElement('sip-provider');
    provider.id = 'later';
    provider.phone = new FakePhone({
      ...transfer('Ann'),
      lamps: [lamp('1020', 'Ann', 'busy')],
      contacts: [{ id: '1', name: 'Ann', numbers: [{ target: '1020' }] }],
      conversations: [{ peer: ANN, unread: 0, messages: [said('Ann', 1)] }],
      history: [missed('Ann')],
    });
    box.append(provider);
    await settled(box);
    for (const element of box.children) {
      await settled(element);
      if (element !== provider) expect(text(element), element.localName).to.contain('Ann');
    }
    provider.remove();
    provider.phone = undefined;
    await settled(provider);
    for (const element of box.children) await settled(element);
  });
});
