/** What each state of the phone looks like: light, dark, from right to left, in German and in forced colours, in one picture. */

import { html, render, type TemplateResult } from 'lit';
import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import ar from '../../../src/components/shared/text/locales/ar.js';
import de from '../../../src/components/shared/text/locales/de.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { up } from '../../../stories/support/call-states.js';
import { BOB, callState, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { loadPinnedFont, PINNED_FONT } from '../pinned-font.js';
import { settled, until } from '../support.js';
import { NOW, SCENES, type Scene } from './scenes.js';

/** Width and height of a phone. */
const [WIDTH, HEIGHT] = [320, 560];

/** Without what moves and blinks. Letters are placed by their outlines, not by the pixels of a screen. */
const STILL = new CSSStyleSheet();
STILL.replaceSync(`
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
  html { text-rendering: geometricPrecision; }
`);

const VARIANTS = [
  { lang: 'en', theme: 'light' },
  { lang: 'en', theme: 'dark' },
  { lang: 'ar', theme: 'light' },
  { lang: 'de', theme: 'light' },
] as const;

let box: HTMLElement;

async function show(content: TemplateResult): Promise<Element[]> {
  render(content, box);
  const elements = [...box.querySelectorAll('*')];
  for (const element of elements) await settled(element);
  return elements;
}

/** The animations and transitions in every shadow root end as well. */
function hold(root: Element): void {
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const { shadowRoot } = element;
    if (!shadowRoot) continue;
    if (!shadowRoot.adoptedStyleSheets.includes(STILL))
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, STILL];
    for (const inner of shadowRoot.querySelectorAll('*')) hold(inner);
  }
}

interface Shot {
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly features?: Readonly<Record<string, string>>;
}

/** Compares parts of the page with a file of `pictures/`. */
async function expectPicture(name: string, shots: readonly Shot[]): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  hold(box);
  await settled(box);
  const file = `test/components/snapshots/pictures/${name}.png`;
  const { difference } = await executeServerCommand<{ difference: string | null }, { file: string; shots: Shot[] }>(
    'picture',
    { file, shots: [...shots] },
  );
  if (difference !== null) throw new Error(difference);
}

async function mount({ state, open }: Scene, index: number): Promise<void> {
  const { lang, theme } = VARIANTS[index]!;
  const element = box.querySelectorAll<SipPhone>('sip-phone')[index]!;
  const phone = new FakePhone(state());
  element.lang = 'en';
  element.theme = theme;
  element.phone = phone;
  await element.loadViews();
  await settled(element);
  await open?.({ element, phone });
  // After that, as the buttons are found by their English names.
  element.lang = lang;
  await settled(element);
}

describe('The picture of a phone that is', function () {
  before(async () => {
    await setViewport({ width: 1360, height: 680 });
    await loadPinnedFont();
    for (const translation of [ar, de]) registerLocale(translation);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, STILL];
    document.documentElement.style.setProperty('--sip-font', PINNED_FONT);
  });
  beforeEach(() => {
    setElementClock(new VirtualClock(NOW));
    box = document.createElement('div');
    box.style.cssText = 'position: absolute; inset: 0 auto auto 0; display: flex';
    document.body.append(box);
  });
  afterEach(() => {
    box.remove();
    setElementClock();
  });

  for (const scene of SCENES)
    it(scene.name, async () => {
      await show(
        html`${VARIANTS.map(() => html`<sip-phone style="inline-size: 320px; block-size: 560px"></sip-phone>`)}`,
      );
      for (const index of VARIANTS.keys()) await mount(scene, index);
      const first = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
      await expectPicture(scene.name, [
        { area: { ...first, width: WIDTH * VARIANTS.length } },
        { area: first, features: { 'forced-colors': 'active' } },
      ]);
    });
});
