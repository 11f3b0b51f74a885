/** Call history: the text of an entry, the number of rendered entries, and the cost of a long list. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-history.js';
import type { SipHistory } from '../../../src/components/sip-history/sip-history.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { HistoryEntry } from '../../../src/phone/state.js';
import { ANN, BOB, FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, mountAll, settled, text } from '../support.js';

const NOON = new Date(2026, 10, 21, 12).getTime();

describe('<sip-history>', () => {
  let seen: (() => void) | undefined;
  const observer = globalThis.IntersectionObserver;

  beforeEach(() => {
    setElementClock(new VirtualClock(NOON));
    seen = undefined;
    // A page in the background gets no intersection: the test triggers the end of the list.
    globalThis.IntersectionObserver = class extends observer {
      constructor(callback: IntersectionObserverCallback) {
        super(() => {});
        seen = () => callback([{ isIntersecting: true } as IntersectionObserverEntry], this);
      }
    };
  });
  afterEach(() => {
    setElementClock();
    globalThis.IntersectionObserver = observer;
  });

  const entry = (index: number, rest: Partial<HistoryEntry> = {}): HistoryEntry => {
    const startedAt = NOON - index * 60_000;
    return {
      id: String(index),
      direction: 'incoming',
      peer: index % 2 ? ANN : BOB,
      startedAt,
      answeredAt: startedAt,
      endedAt: startedAt + 60_000,
      cause: 'hung-up',
      ...rest,
    };
  };
  const many = (count: number): HistoryEntry[] => Array.from({ length: count }, (_, index) => entry(index));
  const mount = async (
    history: readonly HistoryEntry[],
    layout?: 'compact',
  ): Promise<{ element: SipHistory; phone: FakePhone }> => {
    const phone = new FakePhone({ history });
    const element = await mountAll<SipHistory>(html`<sip-history .phone=${phone} .layout=${layout}></sip-history>`);
    return { element, phone };
  };
  const items = (element: SipHistory): HTMLElement[] => [
    ...element.renderRoot.querySelectorAll<HTMLElement>('[part=item]'),
  ];
  const sizeOf = (element: SipHistory): number => [...deep(element.renderRoot as ShadowRoot)].length;

  it('shows party and result of a call, calls again, and clears the history', async () => {
    const { element, phone } = await mount([
      entry(1),
      entry(2, { direction: 'outgoing', cause: 'busy', answeredAt: undefined } as never),
    ]);
    expect(text(element)).to.match(/Ann Lee .* Incoming · 1 min .* Bob Marsh .* Busy/);
    button(element, 'Call Ann Lee').click();
    button(element, 'Clear').click();
    await settled(element);
    expect(phone.did).to.deep.equal([`call ${ANN.number}`, 'clearHistory']);
    expect(text(element)).to.contain('No calls yet');
    expect(element.matches(':state(empty)')).to.be.true;
  });

  it('renders a thousand calls at the cost of fifty, with one element for the others', async () => {
    const [fifty, thousand] = [await mount(many(50)), await mount(many(1000))];
    expect(items(fifty.element)).to.have.length(50);
    expect(items(thousand.element)).to.have.length(50);
    expect(sizeOf(thousand.element) - sizeOf(fifty.element)).to.equal(1);
  });

  it('renders fifty more at the end of the list, without changes of the rendered ones', async () => {
    const { element } = await mount(many(1000));
    const before = items(element);
    const touched: Node[] = [];
    const mutations = new MutationObserver((records) => touched.push(...records.map(({ target }) => target)));
    for (const item of before)
      mutations.observe(item, { subtree: true, childList: true, characterData: true, attributes: true });
    seen!();
    await settled(element);
    expect(items(element)).to.have.length(100);
    expect(items(element).slice(0, 50)).to.deep.equal(before);
    mutations.takeRecords().forEach(({ target }) => touched.push(target));
    mutations.disconnect();
    expect(touched).to.deep.equal([]);
  });

  it('renders all entries in the end, without the element for others', async () => {
    const { element } = await mount(many(120));
    for (let page = 0; page < 2; page++) {
      seen!();
      await settled(element);
    }
    expect(items(element)).to.have.length(120);
    expect(element.renderRoot.querySelector('.end')).to.equal(null);
  });

  it('adds a call without rendering the others again', async () => {
    const { element, phone } = await mount(many(50));
    const before = items(element);
    phone.set({ history: [entry(-1), ...phone.state.history] });
    await settled(element);
    expect(items(element).slice(1)).to.deep.equal(before.slice(0, 49));
  });

  it('shows consecutive missed calls of a party in one entry', async () => {
    const missed = { cause: 'missed', peer: BOB } as const;
    const { element } = await mount([entry(1, missed), entry(2, missed), entry(3, { peer: BOB }), entry(4, missed)]);
    expect(items(element).map((item) => text(item).replace(/^BM Bob Marsh [\d:]+ [AP]M /, ''))).to.deep.equal([
      'Missed · 2 times',
      'Incoming · 1 min',
      'Missed',
    ]);
  });

  it('has headings for Today, Yesterday and the date', async () => {
    const day = 24 * 60;
    const { element } = await mount([entry(1), entry(day), entry(2 * day)]);
    const headings = [...element.renderRoot.querySelectorAll('h3')].map((node) => node.textContent);
    expect(headings.slice(0, 2)).to.deep.equal(['Today', 'Yesterday']);
    expect(headings[2]).to.match(/2026/);
  });

  it('calls on a press of the entry in the compact layout, which has no Clear', async () => {
    const { element, phone } = await mount([entry(1), entry(3000)], 'compact');
    button(element, 'Call Ann Lee').click();
    expect(phone.did).to.deep.equal([`call ${ANN.number}`]);
    expect(() => button(element, 'Clear')).to.throw();
    expect(element.renderRoot.querySelector('h3')).to.equal(null);
    expect(text(items(element)[1]!)).to.match(/(Yesterday|day) /);
  });

  it('shows hostile names as text, within its width, and disables Call without a number', async () => {
    const peer = { name: `<b>${'x'.repeat(10_000)}</b>`, number: '', uri: '' };
    const { element } = await mount([entry(1, { peer }), entry(2, { peer: { ...ANN, name: 'ليلى حدّاد' } })]);
    element.style.inlineSize = '320px';
    await settled(element);
    expect(element.scrollWidth).to.be.at.most(320);
    expect(element.renderRoot.querySelector('b b')).to.equal(null);
    expect(element.renderRoot.querySelector<HTMLButtonElement>('[part=call]')!.disabled).to.be.true;
  });
});
