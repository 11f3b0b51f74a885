/** The tabs of a phone that is narrower than they are: the selected one, and the one with the focus, is whole (WCAG 2.2 §2.4.11). */

import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import ar from '../../../src/components/shared/text/locales/ar/index.js';
import pl from '../../../src/components/shared/text/locales/pl/index.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { PhoneState } from '../../../src/phone/state.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { loadPinnedFont, PINNED_FONT } from '../pinned-font.js';
import { NOW, people } from '../snapshots/scenes.js';
import { settled, until } from '../support.js';

const MANY = 120;
const { voicemail, ...rest } = people();
const few: Partial<PhoneState> = { ...rest, voicemail: { ...voicemail!, newMessages: 0 } as never, unreadCount: 0 };
const many: Partial<PhoneState> = {
  ...rest,
  missedCount: MANY,
  unreadCount: MANY,
  voicemail: { ...voicemail!, newMessages: MANY } as never,
};

describe('The tabs of a phone of 240 px, with counts of 99+,', () => {
  before(async () => {
    for (const translation of [ar, pl]) registerLocale(translation);
    await setViewport({ width: 320, height: 500 });
    await loadPinnedFont();
  });
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  /** In a page that can be scrolled in both directions, below its first window. */
  async function mount(
    state: Partial<PhoneState>,
    lang: string,
  ): Promise<{ element: SipPhone; phone: FakePhone; row: HTMLElement; tabs: HTMLElement[] }> {
    const phone = new FakePhone(state);
    const page = await fixture(
      html`<div style="inline-size: 900px; block-size: 2000px">
        <sip-phone
          lang=${lang}
          style="margin-block-start: 40px; inline-size: 240px; block-size: 460px; --sip-font: ${PINNED_FONT}"
          .phone=${phone}
        ></sip-phone>
      </div>`,
    );
    const element = page.querySelector<SipPhone>('sip-phone')!;
    await element.loadViews();
    await settled(element);
    const row = element.renderRoot.querySelector<HTMLElement>('[role=tablist]')!;
    return { element, phone, row, tabs: [...row.children] as HTMLElement[] };
  }

  /** What the row shows of a tab, of its width. */
  const shownOf = (tab: HTMLElement): number => {
    const [own, row] = [tab.getBoundingClientRect(), tab.parentElement!.getBoundingClientRect()];
    return Math.min(own.right, row.right) - Math.max(own.left, row.left);
  };
  const isWhole = (tab: HTMLElement): boolean => shownOf(tab) >= tab.getBoundingClientRect().width - 1;
  const selected = (tabs: readonly HTMLElement[]): number => tabs.findIndex((tab) => tab.ariaSelected === 'true');

  for (const lang of ['en', 'pl', 'ar'])
    it(`show each one whole that the keys lead to (${lang})`, async () => {
      const { row, tabs } = await mount(many, lang);
      expect(tabs).to.have.length(4);
      expect(row.scrollWidth, 'they do not fit').to.be.above(row.clientWidth);
      tabs[0]!.focus();
      const [forward, back] = lang === 'ar' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
      const steps = [
        ...[1, 2, 3].map((to) => [forward, to] as const),
        ...[2, 1, 0].map((to) => [back, to] as const),
        ...([
          ['End', 3],
          ['Home', 0],
        ] as const),
      ];
      for (const [key, to] of steps) {
        await sendKeys({ press: key! });
        const tab = tabs[to]!;
        await until(() => selected(tabs) === to && tab.matches(':focus'), `${key} leads to tab ${to}`);
        await until(() => isWhole(tab), `${key}: ${tab.textContent} is whole, not ${shownOf(tab)} px of it`);
      }
      expect([scrollX, scrollY], 'the page stays').to.deep.equal([0, 0]);
    });

  for (const lang of ['en', 'ar'])
    it(`show the selected one whole when counts come, and scroll nothing else (${lang})`, async () => {
      const { phone, row, tabs } = await mount(few, lang);
      tabs[3]!.click();
      await until(() => selected(tabs) === 3);
      tabs[3]!.blur();
      scrollTo(30, 200);
      phone.set(many);
      await until(() => tabs[3]!.textContent.includes('99+'));
      await until(() => isWhole(tabs[3]!), `it is whole, not ${shownOf(tabs[3]!)} px of it`);
      expect(row.scrollLeft, 'the row was scrolled').to.not.equal(0);
      expect([scrollX, scrollY], 'the page stays').to.deep.equal([30, 200]);
    });

  it('show it whole when the Tab key comes back to them, and stay where the user has scrolled them', async () => {
    const { element, phone, row, tabs } = await mount(many, 'en');
    row.scrollLeft = row.scrollWidth;
    const end = row.scrollLeft;
    expect(isWhole(tabs[0]!)).to.equal(false);
    phone.set({ dialString: '1' });
    await settled(element);
    expect(row.scrollLeft).to.equal(end);
    tabs[0]!.focus();
    expect(isWhole(tabs[0]!)).to.equal(true);
  });
});
