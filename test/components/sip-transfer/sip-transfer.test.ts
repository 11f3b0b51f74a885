/** `<sip-transfer>`: the target is the selected option, by pointer and keyboard (WAI-ARIA combobox pattern with a listbox). */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import type { SipTransfer } from '../../../src/components/sip-transfer/sip-transfer.js';
import { BOB, callState, EMPTY, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { lamp } from '../../../stories/support/fake-people.js';
import { button, mountAll, pressKey, settled, text } from '../support.js';

const CONTACTS = [
  { id: 'c', name: 'Carol Diaz', numbers: [{ target: '1003', label: 'Desk' }] },
  { id: 'd', name: 'Luca Caruso', numbers: [{ target: '10035' }] },
];

describe('<sip-transfer>', () => {
  async function mount(phone = new FakePhone({ ...withCall({ status: 'active' }), contacts: CONTACTS })): Promise<{
    element: SipTransfer;
    phone: FakePhone;
    input: HTMLInputElement;
  }> {
    const element = await mountAll<SipTransfer>(html`<sip-transfer .phone=${phone}></sip-transfer>`);
    return { element, phone, input: element.shadowRoot!.querySelector('input')! };
  }
  async function type(element: SipTransfer, words: string): Promise<void> {
    const input = element.shadowRoot!.querySelector('input')!;
    input.focus();
    input.value = words;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
    await settled(element);
  }
  const selected = (element: SipTransfer): string | undefined =>
    element.shadowRoot!.querySelector('[aria-selected=true] b')?.textContent.trim();

  it('selects the first match of a name and transfers to it, not to the entered text', async () => {
    const { element, phone } = await mount();
    await type(element, 'ca');
    expect(selected(element)).to.equal('Carol Diaz');
    expect(element.shadowRoot!.querySelector('mark')!.textContent).to.equal('Ca');
    expect(text(element)).to.contain('Ann Lee stays on hold until Carol Diaz answers.').and.to.contain('Desk · 1003');
    await expect(element).to.be.accessible();
    button(element, 'Transfer now').click();
    expect(phone.did).to.deep.equal(['transfer call-1 1003']);
  });

  it('shows status, label and number of a target in one line, with one space at each side of a dot', async () => {
    const phone = new FakePhone({
      ...withCall({ status: 'active' }),
      contacts: CONTACTS,
      lamps: [lamp('1003', 'Carol Diaz', 'available'), lamp('10035', 'Luca Caruso', 'busy')],
    });
    const { element } = await mount(phone);
    await type(element, 'ca');
    const lines = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=item] .sub .cut')];
    expect(lines.map((line) => line.textContent)).to.deep.equal(['Available · Desk · 1003', 'On a call · 10035']);
  });

  it('has its placeholder at the right in a page from right to left, as an empty field has no direction of its own', async () => {
    const phone = new FakePhone({ ...withCall({ status: 'active' }), contacts: CONTACTS });
    const box = await mountAll(html`<div dir="rtl" lang="ar"><sip-transfer .phone=${phone}></sip-transfer></div>`);
    const element = box.querySelector('sip-transfer')!;
    const input = element.shadowRoot!.querySelector('input')!;
    const look = (): unknown[] => [getComputedStyle(input).direction, getComputedStyle(input).textAlign];
    expect(look()).to.deep.equal(['rtl', 'right']);
    await type(element, '100');
    expect(look()).to.deep.equal(['ltr', 'right']);
    await type(element, '');
    expect(look()).to.deep.equal(['rtl', 'right']);
  });

  it('selects the entered number, also when a longer one matches', async () => {
    const { element, phone } = await mount();
    await type(element, '100');
    expect(selected(element)).to.equal('100');
    await type(element, '1003');
    expect(selected(element)).to.equal('Carol Diaz');
    button(element, 'Transfer now').click();
    expect(phone.did).to.deep.equal(['transfer call-1 1003']);
  });

  it('is operated by arrow keys and Enter, which moves the focus to the button and transfers nothing', async () => {
    const { element, phone, input } = await mount();
    await type(element, 'ca');
    pressKey(input, 'ArrowDown');
    await settled(element);
    expect(selected(element)).to.equal('Luca Caruso');
    expect(element.shadowRoot!.getElementById(input.getAttribute('aria-activedescendant')!)!.ariaSelected).to.equal(
      'true',
    );
    pressKey(input, 'Enter', { isComposing: true });
    expect(element.shadowRoot!.activeElement).to.equal(input);
    pressKey(input, 'Enter');
    expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Transfer now'));
    expect(phone.did).to.deep.equal([]);
    button(element, 'Transfer now').click();
    expect(phone.did).to.deep.equal(['transfer call-1 10035']);
  });

  it('does nothing without a selected target', async () => {
    const { element, input } = await mount();
    expect([button(element, 'Transfer now').disabled, button(element, 'Ask first').disabled]).to.deep.equal([
      true,
      true,
    ]);
    expect(text(element)).to.contain('Ann Lee stays on hold until the other side answers.');
    pressKey(input, 'Enter');
    expect(input.getAttribute('aria-activedescendant')).to.equal(null);
  });

  it('starts a consultation with the remote party of another call by a swap to it', async () => {
    const held = callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } });
    const phone = new FakePhone({
      ...EMPTY,
      calls: [callState({ status: 'active', id: 'a' }), held],
      activeCallId: 'a',
    });
    const { element } = await mount(phone);
    element.shadowRoot!.querySelector<HTMLElement>('[role=option]')!.click();
    await settled(element);
    button(element, 'Ask first').click();
    expect(phone.did).to.deep.equal(['activate b']);
  });

  it('has a footer of its whole width', async () => {
    const { element } = await mount();
    element.style.inlineSize = '320px';
    const bottom = element.shadowRoot!.querySelector('.pair')!.getBoundingClientRect();
    expect(bottom.width).to.equal(320 - 2 * 14);
  });
});
