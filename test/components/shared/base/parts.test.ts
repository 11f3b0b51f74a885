/** Parts of elements in elements are re-exported as `child__part` (CSS Shadow Parts §4.2; contract of the elements). */

import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../../../src/define/all.js';
import { ANN, FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { deep, mountAll, settled } from '../../support.js';
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
});
