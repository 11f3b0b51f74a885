/** What Chromium tells a screen reader of each state of the phone (WCAG 2.2 §1.3.1, §4.1.2): one file for each, in `trees/`. */

import { html } from 'lit';
import { executeServerCommand } from '@web/test-runner-commands';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { mountAll, mountPhone, settled, type Mounted } from '../support.js';
import { buttons, corners, docks, PANELS, PANELS_AT_WORK, pressButtons, WIDE } from './presets.js';
import { RARE_CALLS } from './rare-calls.js';
import { expectSnapshot, NOW, SCENES } from './scenes.js';
import { CALLS, ELEMENTS } from './sheets.js';

/** Compares the tree of what is in the page. */
async function expectTree(name: string, selector: string): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  await expectSnapshot(`trees/${name}.txt`, await executeServerCommand<string, string>('accessibility-tree', selector));
}

describe('The accessibility tree of a phone that is', () => {
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  for (const { name, state, open } of SCENES)
    it(name, async () => {
      const mounted = await mountPhone(state(), { lang: 'en' });
      await open?.(mounted);
      await expectTree(name, 'sip-phone');
    });
});

/** The trees of several states in one file. */
describe('The accessibility trees of', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(NOW))));
  afterEach(() => setElementClock());

  async function showPhones(states: readonly Partial<PhoneState>[], style = ''): Promise<Mounted[]> {
    const mounted = states.map((state) => {
      const element = document.createElement('sip-phone');
      element.setAttribute('style', style);
      return { element, phone: (element.phone = new FakePhone(state)) };
    });
    await mountAll(html`<main>${mounted.map(({ element }) => element)}</main>`);
    for (const { element } of mounted) {
      await element.loadViews();
      await settled(element);
    }
    // A press is ignored for a moment after a change.
    await clock.advance(400);
    return mounted;
  }

  for (const { name, states, open } of [...CALLS, ...RARE_CALLS])
    it(name, async () => {
      for (const [index, one] of (await showPhones(states.map((state) => state()))).entries())
        await open?.[index]?.(one);
      await expectTree(name, 'main');
    });

  it('panels', async () => {
    // Rows outside of the window are not in the tree before the next frame, which a page in the background never gets.
    const style = document.createElement('style');
    style.textContent = 'sip-phone::part(recents__item) { content-visibility: visible }';
    const scenes = [...PANELS, ...WIDE.slice(2), ...PANELS_AT_WORK];
    const phones = await showPhones(
      scenes.map(({ state }) => state()),
      'inline-size: 1080px; block-size: 640px',
    );
    for (const [index, one] of phones.entries()) await scenes[index]!.open?.(one);
    document.querySelector('main')!.before(style);
    try {
      await expectTree('panels', 'main');
    } finally {
      style.remove();
    }
  });

  it('docks', async () => {
    await mountAll(
      html`<main>${docks()}<sip-dock open .phone=${new FakePhone({ dialString: '1020' })}></sip-dock></main>`,
    );
    await expectTree('docks', 'main');
  });

  it('docks in the corners of a window', async () => {
    await mountAll(html`<main>${corners()}</main>`);
    await expectTree('docks-in-corners', 'main');
  });

  it('elements beside the phone', async () => {
    await mountAll(html`<main>${ELEMENTS()}</main>`);
    await expectTree('elements', 'main');
  });

  it('buttons that call', async () => {
    const box = await mountAll(html`<main>${buttons()}</main>`);
    await pressButtons(box, () => clock.advance(400));
    await expectTree('click-to-call', 'main');
  });
});
