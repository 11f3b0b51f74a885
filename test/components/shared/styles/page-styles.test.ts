/**
 * Style sheets of pages: resets, rules for tag names, a large or small root font and inherited properties move nothing in a phone
 * (CSS Scoping §3.3: rules of the page match no element of a shadow tree, inherited properties and `rem` reach it).
 * Subjects: style sheets of the page around an element, tested.
 */

import { expect } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { setElementClock } from '../../../../src/components/shared/time/time.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { withCall } from '../../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../../support/virtual-clock.js';
import { deep, mountPhone, settled } from '../../support.js';

const SHEETS: Readonly<Record<string, string>> = {
  'a reset of boxes': '*, *::before, *::after { margin: 0; padding: 0; border: 0 solid red; box-sizing: content-box }',
  'rules for tag names':
    'button, input, svg, div, span, b { width: 100%; padding: 20px; display: block; text-transform: uppercase; letter-spacing: 3px }',
  'a root font of 10px': 'html { font-size: 10px } body { font-size: 1.6rem }',
  'a root font of 24px': 'html { font-size: 24px }',
  'inherited properties':
    'body { font: italic bold 22px / 3 serif; letter-spacing: 0.3em; word-spacing: 1em; text-indent: 3em; text-align: center;' +
    ' text-transform: uppercase; text-shadow: 2px 2px red; white-space: nowrap; cursor: crosshair }',
  'vertical writing': 'body { writing-mode: vertical-rl; text-orientation: upright }',
  'vertical writing from left to right': 'html { writing-mode: vertical-lr }',
};

/** Inherited properties that move no box. */
const PAINTED = { '-webkit-text-stroke-width': '3px', 'text-align-last': 'justify', 'word-break': 'break-all' };

const STATES: Readonly<Record<string, Partial<PhoneState>>> = {
  'without a call': { dialString: '1020' },
  'in a call': withCall({ status: 'active' }),
};

describe('a style sheet of the page', () => {
  const sheet = new CSSStyleSheet();
  before(() => {
    setElementClock(new VirtualClock(1_700_000_000_000));
    document.adoptedStyleSheets.push(sheet);
  });
  after(() => {
    setElementClock();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });
  afterEach(() => sheet.replaceSync(''));

  /** The place of each element in a phone of a fixed size, from its corner. */
  function boxes(phone: Element): string[] {
    const { x, y } = phone.getBoundingClientRect();
    return [...deep(phone.shadowRoot!)].flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      // What is not shown has no place.
      if (width === 0 || height === 0) return [];
      const place = [left - x, top - y, width, height].map((length) => Math.round(length));
      return `${element.localName}.${element.getAttribute('part') ?? ''}: ${place.join(' ')}`;
    });
  }

  for (const [state, given] of Object.entries(STATES))
    for (const [name, rules] of Object.entries(SHEETS))
      it(`moves nothing in a phone ${state}: ${name}`, async () => {
        // The box of the element itself is the page's to set.
        const size = 'sip-phone { display: block; width: 320px; height: 560px; padding: 0 }';
        sheet.replaceSync(size);
        const { element } = await mountPhone(given);
        const plain = boxes(element);
        expect(plain).to.have.property('length').above(40);
        sheet.replaceSync(`${rules} ${size}`);
        await settled(element);
        expect(boxes(element)).to.deep.equal(plain);
      });

  it('paints no text in a phone in another way', async () => {
    const { element } = await mountPhone(withCall({ status: 'active' }));
    const label = [...deep(element.shadowRoot!)].find((node) => node.matches('.label'))!;
    const looks = () => Object.keys(PAINTED).map((name) => getComputedStyle(label).getPropertyValue(name));
    const plain = looks();
    const rules = Object.entries(PAINTED).map(([name, value]) => `${name}: ${value}`);
    sheet.replaceSync(`body { ${rules.join('; ')} }`);
    expect(getComputedStyle(document.body).wordBreak).to.equal('break-all');
    expect(looks()).to.deep.equal(plain);
  });
});
