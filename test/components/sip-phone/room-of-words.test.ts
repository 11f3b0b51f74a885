/** Room of words that are longer in other languages, and sizes of what the design guide measures, as boxes in the page. */

import { expect, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { loadPinnedFont, PINNED_FONT } from '../pinned-font.js';
import { PANELS } from '../snapshots/presets.js';
import { people } from '../snapshots/scenes.js';
import { TRACE } from '../snapshots/sheets.js';
import { deep, mountAll, settled, text, until, type Mounted } from '../support.js';
import { LANGUAGES } from '../translations.js';

/** Sizes by attributes: they are there from the first layout. */
async function mount(width: number, height: number, state: Partial<PhoneState>): Promise<Mounted> {
  const phone = new FakePhone(state);
  const element = document.createElement('sip-phone');
  element.setAttribute('style', `inline-size: ${width}px; block-size: ${height}px`);
  element.phone = phone;
  await mountAll(html`<div>${element}</div>`);
  await element.loadViews();
  await settled(element);
  return { element, phone };
}

const all = (root: Element, selector: string): HTMLElement[] =>
  [...deep(root.shadowRoot!)].filter(
    (node): node is HTMLElement => node instanceof HTMLElement && node.matches(selector) && node.checkVisibility(),
  );
const box = (node: Element): DOMRect => node.getBoundingClientRect();
const isCut = (node: Element): boolean => node.scrollWidth > node.clientWidth;

/** The box of the text of an element. */
function textBox(node: Element): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getBoundingClientRect();
}

/** Whether a box that hides what overflows it, of the element or around it, hides a part of the text. */
function isClipped(node: Element): boolean {
  const { left, right } = textBox(node);
  for (let around: Element | null = node; around; around = around.parentElement) {
    if (getComputedStyle(around).overflowX === 'visible') continue;
    if (around === node && isCut(node)) return true;
    if (left < box(around).left - 0.5 || right > box(around).right + 0.5) return true;
  }
  return false;
}

/** The words of an element that are on two lines; those of Chinese, Japanese and Korean may be (CSS Text 3 §5). */
function brokenWords(node: Element): string[] {
  const words: string[] = [];
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let at = texts.nextNode(); at; at = texts.nextNode())
    for (const match of (at as Text).data.matchAll(/[\p{L}\p{M}]+/gu)) {
      if (/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u.test(match[0])) continue;
      const range = document.createRange();
      range.setStart(at, match.index);
      range.setEnd(at, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) words.push(match[0]);
    }
  return words;
}

describe('<sip-phone> has room', () => {
  before(async () => {
    await loadPinnedFont();
    for (const translation of LANGUAGES) registerLocale(translation);
    document.documentElement.style.setProperty('--sip-font', PINNED_FONT);
  });
  before(() => setViewport({ width: 1200, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  after(() => document.documentElement.removeAttribute('style'));

  it('for the name below Redial, in each language', async () => {
    const { element } = await mount(320, 560, { ...people(), lastDialled: '1021' });
    for (const { $code: language } of LANGUAGES) {
      element.lang = language;
      await settled(element);
      const label = all(element, 'sip-call-button')[0]!.shadowRoot!.querySelector('.label')!;
      expect(label.textContent, language).to.contain('Chen Wei');
      expect(isCut(label), language).to.be.false;
    }
  });

  it('for Call at its usual height from 460 px on, and for the number above the dialpad', async () => {
    for (const [height, high] of [
      [459, 48],
      [460, 64],
      [551, 64],
      [560, 64],
    ] as const) {
      const { element } = await mount(320, height, { dialString: '+1 (555) 010-4477' });
      const face = all(element, 'sip-call-button')[0]!.shadowRoot!.querySelector('.face')!;
      const [input] = all(element, '.field input');
      const [pad] = all(element, 'sip-dialpad');
      expect(box(face).height, `${height}`).to.equal(high);
      expect(box(input!).bottom, `${height}`).to.be.at.most(box(pad!).top);
      expect(box(pad!).bottom, `${height}`).to.be.at.most(box(face).top);
      expect(box(face).bottom, `${height}`).to.be.at.most(box(element).bottom - 24);
    }
  });

  it('for the choice of the identity at 460 px, where Call gives way', async () => {
    const { element } = await mount(320, 460, {
      dialString: '1020',
      identities: [{ name: 'Sales', number: '2000', uri: 'sip:2000@example.com' }],
    });
    const face = all(element, 'sip-call-button')[0]!.shadowRoot!.querySelector('.face')!;
    expect(box(face).height).to.equal(48);
    expect(box(all(element, '.identity')[0]!).top).to.be.at.least(textBox(all(element, '.field')[0]!).top + 24);
  });

  it('for the answers and the queue of a call in a list of 200 px', async () => {
    for (const language of ['en', 'de', 'ar'] as const) {
      const { element } = await mount(480, 560, PANELS[0]!.state());
      element.lang = language;
      await settled(element);
      const [card] = all(element, 'sip-call-list')[0]!.shadowRoot!.querySelectorAll('li');
      for (const answer of card!.querySelectorAll('.pair button')) {
        expect(textBox(answer).left - box(answer).left, `${language} ${answer.textContent}`).to.be.at.least(6.5);
        expect(box(answer).right - textBox(answer).right, `${language} ${answer.textContent}`).to.be.at.least(6.5);
      }
      expect(box(card!.querySelector('.sub .cut')!).height, language).to.be.below(20);
    }
  });

  it('for the words of a problem in the header of a narrow column, none of which is broken, in each language', async () => {
    const accounts: readonly PhoneState['account'][] = [
      { status: 'offline', name: '1019', retryAt: Date.now() + 8000, everConnected: true },
      { status: 'offline', name: '1019', retryAt: Date.now() + 8000, everConnected: false },
      { status: 'refused', name: '1019', statusCode: 403, reason: '' },
      { status: 'elsewhere', name: '1019' },
    ];
    const broken: string[] = [];
    for (const width of [480, 656, 720])
      for (const account of accounts) {
        const { element } = await mount(width, 520, { ...people(), account });
        for (const { $code: language } of LANGUAGES) {
          element.lang = language;
          await settled(element);
          const header = all(element, '.header')[0]!;
          const status = all(element, 'sip-status')[0]!;
          for (const node of status.shadowRoot!.querySelectorAll('[part=title], [part=line]'))
            for (const word of brokenWords(node)) broken.push(`${language} ${width}: ${word}`);
          if (isCut(header) || box(header).right > box(element).right) broken.push(`${language} ${width}: header`);
        }
        element.remove();
      }
    expect(broken).to.deep.equal([]);
  });

  it('for the time of a call beside its name, and for its buttons at the end of the card', async () => {
    const { element } = await mount(1080, 640, PANELS[0]!.state());
    const cards = all(element, 'sip-call-list')[0]!.shadowRoot!.querySelectorAll('li');
    for (const card of cards) {
      const [name, time, line] = ['b', 'time, sip-call-timer', '.sub'].map((one) => box(card.querySelector(one)!));
      expect(Math.abs(name!.top + name!.bottom - time!.top - time!.bottom) / 2).to.be.below(2);
      expect(line!.top).to.be.at.least(name!.bottom - 1);
      expect(box(card.querySelector('.avatar')!).right).to.be.below(name!.left);
    }
    const resume = cards[2]!.querySelector('.icon-button')!;
    expect(box(resume).left).to.be.above(box(cards[2]!.querySelector('time')!).right);
  });

  it('for the last row of recent calls above the edge that fades out', async () => {
    const { element } = await mount(1080, 640, PANELS[0]!.state());
    const rows = all(element, 'sip-history')[0]!.shadowRoot!.querySelector('.rows')!;
    expect(rows.scrollHeight).to.be.above(rows.clientHeight);
    expect(getComputedStyle(rows).maskImage).to.contain('gradient');
    rows.scrollTop = rows.scrollHeight;
    expect(box([...rows.querySelectorAll('li')].at(-1)!).bottom).to.be.at.most(box(rows).bottom - 24);
  });

  it('for the timer of a call, which stands at the same place before and after the first measurement', async () => {
    const { element, phone } = await mount(320, 560, withCall({ status: 'active' }));
    const timer = (): DOMRect => box(all(element, 'sip-call-timer')[0]!);
    const bars = (): number =>
      [...deep(element.shadowRoot!)].filter((node) => node.matches('.bars rect') && node.checkVisibility()).length;
    const first = timer();
    // The empty bars are seen, so that the line stands in the middle.
    expect(bars()).to.equal(4);
    phone.getCall('call-1')!.patch({ quality: { bars: 4, weakParty: 'unclear', warnings: [] } } as never);
    await settled(element);
    expect([timer().left, bars()]).to.deep.equal([first.left, 4]);
  });
});

describe('<sip-trace> has room', () => {
  before(async () => {
    await loadPinnedFont();
    for (const translation of LANGUAGES) registerLocale(translation);
  });

  const mountTrace = async (width: number) => {
    const element = document.createElement('sip-trace');
    element.setAttribute('style', `--sip-font: '${PINNED_FONT}'; inline-size: ${width}px`);
    element.setAttribute('lanes', 'alice pbx bob carol');
    await mountAll(html`<div>${element}</div>`);
    return element;
  };

  it('for the headings of its lanes on a phone, in each language', async () => {
    const element = await mountTrace(272);
    for (const { $code: language } of LANGUAGES) {
      element.lang = language;
      await settled(element);
      const headings = [...element.renderRoot.querySelectorAll('.lanes .cut')];
      expect(headings).to.have.length(5);
      for (const heading of headings) expect(isClipped(heading), `${language} ${heading.textContent}`).to.be.false;
      const boxes = headings.map(textBox);
      for (const [index, { left, right }] of boxes.entries()) {
        expect(right, language).to.be.at.most(box(element).right - 1);
        if (index > 0) expect(left, language).to.be.above(boxes[index - 1]!.right + 3);
      }
    }
  });

  it('for the whole summary of the message that is open', async () => {
    // In a box of this height the message lies over the ladder.
    const element = await mountTrace(320);
    element.style.blockSize = '360px';
    const [first] = TRACE;
    element.add({
      ...first!,
      text: 'SIP/2.0 407 Proxy Authentication Required\r\nCSeq: 1 INVITE\r\nCall-ID: a\r\n\r\n',
    });
    await settled(element);
    const row = (): HTMLElement | undefined =>
      [...element.renderRoot.querySelectorAll<HTMLElement>('[role=option]')].find((one) => text(one).includes('407'));
    await until(() => row() !== undefined);
    row()!.click();
    await settled(element);
    await until(() => element.renderRoot.querySelector('.over') !== null);
    const title = element.renderRoot.querySelector('.detail [part=summary]')!;
    expect(title.textContent).to.equal('407 Proxy Authentication Required · INVITE');
    expect(isClipped(title)).to.be.false;
    expect(box(title).top).to.be.at.least(box(element).top);
  });
});
