/** Parts of elements in elements are re-exported as `child__part` (CSS Shadow Parts §4.2; contract of the elements). */

import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../../../src/define/all.js';
import { lamp } from '../../../../stories/support/fake-people.js';
import { ANN, FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { button, deep, mountAll, settled } from '../../support.js';
import type { PhoneState } from '../../../../src/phone/state.js';

const COLOR = 'rgb(1, 2, 3)';

/** The parts of the innermost elements that this rule of the page reaches. */
async function reached(selector: string, content: (phone: FakePhone) => TemplateResult, state: Partial<PhoneState>) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${selector} { outline-color: ${COLOR} !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  try {
    const box = await mountAll<HTMLElement>(html`<div>${content(new FakePhone(state))}</div>`);
    await settled(box.firstElementChild!);
    const hit = [...deep(box)].filter((node) => getComputedStyle(node).outlineColor === COLOR);
    return [...new Set(hit.map((node) => node.getAttribute('part')?.split(' ')[0]))];
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }
}

describe('parts of elements in elements', () => {
  const dock = (phone: FakePhone): TemplateResult => html`<sip-dock open .phone=${phone}></sip-dock>`;
  const incoming = (phone: FakePhone): TemplateResult => html`<sip-incoming .phone=${phone}></sip-incoming>`;

  const spam = withCall({ status: 'incoming', peer: { ...ANN, suspect: true } });

  for (const [selector, content, state, part] of [
    ['sip-dock::part(phone__header)', dock, {}, 'header'],
    ['sip-dock::part(phone__dialpad__key)', dock, {}, 'key'],
    ['sip-dock::part(phone__call__name)', dock, withCall({ status: 'active' }), 'name'],
    ['sip-incoming::part(call__name)', incoming, withCall({ status: 'incoming' }), 'name'],
    ['sip-dock::part(phone__call__spam)', dock, spam, 'spam'],
    ['sip-incoming::part(call__spam)', incoming, spam, 'spam'],
    ['sip-incoming::part(action__label)', incoming, withCall({ status: 'incoming' }), 'label'],
  ] as const)
    it(`${selector} styles the part "${part}"`, async () => {
      expect(await reached(selector, content, state)).to.deep.equal([part]);
    });

  it('of 300 lamps cost a few looks at each, and one attribute', async () => {
    const team = (count: number) => ({
      lamps: Array.from({ length: count }, (_, index) => lamp(`${1000 + index}`, `Member ${index}`, 'available')),
    });
    const phone = new FakePhone(team(1));
    const box = await mountAll<HTMLElement>(html`<div>${dock(phone)}</div>`);
    const element = box.querySelector('sip-dock')!.shadowRoot!.querySelector('sip-phone')!;
    await element.loadViews();
    await settled(element);
    button(element, 'Team').click();
    await settled(element);
    const { querySelectorAll } = DocumentFragment.prototype;
    const { setAttribute } = Element.prototype;
    let looked = 0;
    let wrote = 0;
    DocumentFragment.prototype.querySelectorAll = function (this: DocumentFragment, selector: string) {
      const list = querySelectorAll.call(this, selector);
      if (selector.includes('[part]')) looked += list.length;
      return list;
    } as typeof querySelectorAll;
    Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
      if (name === 'exportparts') wrote++;
      setAttribute.call(this, name, value);
    };
    try {
      phone.set(team(301));
      await settled(element);
    } finally {
      DocumentFragment.prototype.querySelectorAll = querySelectorAll;
      Element.prototype.setAttribute = setAttribute;
    }
    expect(element.shadowRoot!.querySelectorAll('sip-lamp[exportparts]')).to.have.length(301);
    expect(wrote).to.equal(300);
    // Each lamp has 4 parts, and is one; to look at all of them after each would be 300 times as much.
    expect(looked).to.be.below(300 * 20);
  });

  it('of an element that is removed with the link around it are of no consequence', async () => {
    const box = await mountAll<HTMLElement>(
      html`<div>
        <a href="#a"><sip-lamp name="Ann" target="1020"></sip-lamp></a>
      </div>`,
    );
    const [link, lamp] = [box.firstElementChild!, box.querySelector('sip-lamp')!];
    link.remove();
    lamp.name = 'Bob';
    expect(await lamp.updateComplete).to.equal(true);
    expect(lamp.shadowRoot!.textContent).to.contain('Bob');
  });

  it('of an element in one of the page are left to the page, whatever its name is, in another document too', async () => {
    class OwnElement extends HTMLElement {}
    customElements.define('sip-of-the-page', OwnElement);
    const own = await mountAll<HTMLElement>(html`<sip-of-the-page></sip-of-the-page>`);
    const root = own.attachShadow({ mode: 'closed' });
    root.innerHTML = '<sip-lamp name="Ann" target="1020"></sip-lamp>';
    const lamp = root.querySelector('sip-lamp')!;
    expect(await lamp.updateComplete).to.equal(true);
    expect(lamp.hasAttribute('exportparts')).to.equal(false);
    const frame = await mountAll<HTMLIFrameElement>(html`<iframe></iframe>`);
    frame.contentDocument!.body.append(own);
    lamp.name = 'Bob';
    expect(await lamp.updateComplete).to.equal(true);
    expect(lamp.hasAttribute('exportparts')).to.equal(false);
  });
});
