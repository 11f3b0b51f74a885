/** Slots of the elements: each icon and label can be replaced, and no slot comes and goes (contract of the elements). */

import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../../../src/define/all.js';
import { icon } from '../../../../src/components/shared/icons/icons.js';
import { registerIcons } from '../../../../src/components/shared/icons/register-icons.js';
import { render } from 'lit';
import { ANN, FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { mountAll, mountPhone, settled } from '../../support.js';
import type { HistoryEntry, PhoneState } from '../../../../src/phone/state.js';

const MICROPHONE_SLOTS = ['title', 'continue', 'listen', 'later'];

/** An element whose slots are filled with their own names. */
async function filled(tag: string, slots: readonly string[], state: Partial<PhoneState>): Promise<Element> {
  const box = await mountAll<HTMLDivElement>(html`<div></div>`);
  const element = Object.assign(document.createElement(tag), { phone: new FakePhone(state) });
  for (const name of slots) {
    const content = document.createElement('i');
    content.textContent = `own ${name}`;
    content.slot = name;
    element.append(content);
  }
  box.append(element);
  await settled(element);
  return element;
}

const seen = (element: Element): string[] =>
  [...element.children].filter((child) => child.checkVisibility()).map(({ slot }) => slot);

describe('slots of icons and labels', () => {
  const cases: readonly [tag: string, slots: readonly string[], state: Partial<PhoneState>][] = [
    [
      'sip-status',
      ['icon', 'title', 'action'],
      { account: { status: 'offline', name: '1019', retryAt: Date.now() + 60_000, everConnected: true } },
    ],
    ['sip-permission', ['icon', 'text', 'title', 'continue', 'later'], { microphone: 'unknown' }],
    ['sip-permission', MICROPHONE_SLOTS, { microphone: 'denied' }],
    ['sip-account-form', ['server', 'uri', 'username', 'password', 'reveal', 'submit', 'sign-out'], {}],
    ['sip-diagnostics', ['copy', 'report'], {}],
    ['sip-transfer', ['icon', 'consult', 'submit'], withCall({ status: 'active' })],
    ['sip-dnd-toggle', ['icon', ''], {}],
    ['sip-lamp', ['icon', ''], {}],
    ['sip-voicemail', ['icon', ''], {}],
    ['sip-click-to-call', ['icon', ''], {}],
  ];
  for (const [tag, slots, state] of cases)
    it(`<${tag}> shows what the page puts into ${slots.map((name) => name || 'its default slot').join(', ')}`, async () => {
      expect(seen(await filled(tag, slots, state)).sort()).to.deep.equal([...slots].sort());
    });

  it('a label of the account form names its field, and that of a button the button', async () => {
    const form = await filled('sip-account-form', ['server', 'submit'], {});
    const label = form.shadowRoot!.querySelector<HTMLLabelElement>('label[for=server]')!;
    expect(label.control).to.equal(form.shadowRoot!.querySelector('#server'));
    expect(label.querySelector('slot')!.assignedElements()[0]!.textContent).to.equal('own server');
    await expect(form).to.be.accessible();
  });
});

const MISSED: HistoryEntry = {
  id: 'one',
  peer: ANN,
  direction: 'incoming',
  startedAt: Date.now(),
  endedAt: Date.now(),
  cause: 'missed',
};

describe('a slot of one view', () => {
  it('is there in the other views, where its content is not shown', async () => {
    const phone = new FakePhone({ history: [] });
    const box = await mountAll<HTMLDivElement>(
      html`<div>
        <sip-history .phone=${phone}><p slot="empty">No calls today</p></sip-history>
      </div>`,
    );
    const history = box.firstElementChild!;
    const content = history.firstElementChild!;
    expect([content.checkVisibility(), content.assignedSlot?.name]).to.deep.equal([true, 'empty']);
    phone.set({ history: [MISSED] });
    await settled(history);
    expect([content.checkVisibility(), content.assignedSlot?.name]).to.deep.equal([false, 'empty']);
    phone.set({ history: [] });
    await settled(history);
    expect([content.checkVisibility(), content.assignedSlot?.name]).to.deep.equal([true, 'empty']);
  });

  it('of <sip-phone> has its content in each view', async () => {
    const { element, phone } = await mountPhone();
    const names = ['header', 'header-end', 'hint', 'after-caller', 'context', 'keys'];
    for (const name of names) {
      const content = document.createElement('i');
      content.slot = name;
      content.textContent = name;
      element.append(content);
    }
    const states: Partial<PhoneState>[] = [{}, withCall({ status: 'active' }), { account: { status: 'unconfigured' } }];
    for (const state of states) {
      phone.set(state);
      await settled(element);
      expect([...element.children].map((child) => child.assignedSlot?.name)).to.deep.equal(names);
    }
  });
});

describe('the slot "keys" of <sip-phone>', () => {
  const keys: TemplateResult = html`<sip-key slot="keys" label="Door" digits="*9"></sip-key>
    <sip-key slot="keys" label="Queue" target="*45"></sip-key>`;

  it('shows the keys of the page below each view, and they command the phone', async () => {
    const { element, phone } = await mountPhone();
    const interfaceOf = (): unknown => element.shadowRoot!.querySelector('[part~=body]')?.checkVisibility();
    render(keys, element);
    await settled(element);
    const [, queue] = element.querySelectorAll('sip-key');
    await settled(queue!);
    expect([interfaceOf(), queue!.checkVisibility()]).to.deep.equal([true, true]);
    const bottom = element.getBoundingClientRect().bottom;
    expect(queue!.getBoundingClientRect().bottom).to.be.at.most(bottom);
    queue!.shadowRoot!.querySelector('button')!.click();
    expect(phone.did.join()).to.include('*45');
    phone.set(withCall({ status: 'active' }));
    await settled(element);
    expect([...element.querySelectorAll('sip-key')].map((key) => key.checkVisibility())).to.deep.equal([true, true]);
  });
});

describe('registerIcons()', () => {
  const drawn = (name: Parameters<typeof icon>[0]): string | null => {
    const box = document.createElement('div');
    render(icon(name), box);
    return box.querySelector('path')!.getAttribute('d');
  };

  it('replaces an icon in all elements, and leaves the others', () => {
    const [before, other] = [drawn('ear'), drawn('mic')];
    registerIcons({ ear: 'M2 2h20v20H2z' });
    expect([drawn('ear'), drawn('mic')]).to.deep.equal(['M2 2h20v20H2z', other]);
    expect(before).not.to.equal('M2 2h20v20H2z');
  });

  it('replaces the telephone of <sip-click-to-call> too, which is loaded without the other icons', async () => {
    const before = drawn('phone')!;
    const box = await mountAll<HTMLElement>(html`<div><sip-click-to-call target="echo"></sip-click-to-call></div>`);
    const button = box.querySelector('sip-click-to-call')!;
    const shown = (): string | null => button.shadowRoot!.querySelector('slot[name=icon] path')!.getAttribute('d');
    expect(shown()).to.equal(before);
    registerIcons({ phone: 'M3 3h18v18H3z' });
    try {
      button.requestUpdate();
      await settled(button);
      expect([shown(), drawn('phone')]).to.deep.equal(['M3 3h18v18H3z', 'M3 3h18v18H3z']);
    } finally {
      registerIcons({ phone: before });
    }
  });

  it('refuses an unknown name and a value that is no path', () => {
    for (const icons of ['{ "nose": "M2 2h20" }', '{ "toString": "M2 2h20" }', '{ "ear": 3 }'])
      expect(() => registerIcons(JSON.parse(icons)), icons).to.throw(TypeError);
  });
});
