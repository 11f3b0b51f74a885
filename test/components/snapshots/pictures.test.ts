/** What each state of the phone looks like: light, dark, from right to left, in German and in forced colours, in one picture. */

import { html, render, type TemplateResult } from 'lit';
import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import ar from '../../../src/components/shared/text/locales/ar/index.js';
import de from '../../../src/components/shared/text/locales/de/index.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import dense from '../../../src/themes/dense.css?raw';
import mono from '../../../src/themes/mono.css?raw';
import warm from '../../../src/themes/warm.css?raw';
import type { PhoneState } from '../../../src/phone/state.js';
import { up } from '../../../stories/support/call-states.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { loadPinnedFont, PINNED_FONT } from '../pinned-font.js';
import { deep, settled } from '../support.js';
import { buttons, corners, docks, PANELS, PANELS_AT_WORK, pressButtons, WIDE } from './presets.js';
import { RARE_CALLS } from './rare-calls.js';
import { NOW, SCENES, type Scene } from './scenes.js';
import { CALLS, COLUMN, ELEMENTS, LADDER, LOW, NARROW, TRACE, type Sheet } from './sheets.js';

/** Width and height of a phone. */
const [WIDTH, HEIGHT] = [320, 560];

/** Without what moves and blinks. Letters are placed by their outlines, not by the pixels of a screen. */
const STILL = new CSSStyleSheet();
STILL.replaceSync(`
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
  html { text-rendering: geometricPrecision; }
  .pictured { position: absolute; inset: 0 auto auto 0; display: flex; }
  .pictured > .small { inline-size: 320px; block-size: 560px; }
  .pictured > .low { block-size: 460px; }
  .pictured > .narrow { inline-size: 240px; }
  .pictured > .column { inline-size: 280px; }
  .pictured > .ladders { box-sizing: border-box; display: flex; gap: 16px; inline-size: 1476px; block-size: 400px; padding: 20px 12px; background: Canvas; }
  .pictured > .elements { box-sizing: border-box; display: grid; align-content: start; gap: 12px; inline-size: 360px; block-size: 470px; padding: 20px; color: CanvasText; background: Canvas; }
  .pictured.poster { padding: 52px 28px; gap: 28px; background: #ecedf1; }
  .poster > .small { box-shadow: 0 16px 40px rgb(20 24 40 / 14%); border-radius: 20px; }
  .pictured > .buttons { box-sizing: border-box; display: grid; grid-template-columns: repeat(3, 250px); gap: 20px 8px; place-content: start; justify-items: start; align-items: start; inline-size: 800px; block-size: 740px; padding: 20px; color: CanvasText; background: Canvas; }
  .pictured > .panel { inline-size: 1080px; block-size: 640px; }
`);

const VARIANTS = [
  { lang: 'en', theme: 'light' },
  { lang: 'en', theme: 'dark' },
  { lang: 'ar', theme: 'light' },
  { lang: 'de', theme: 'light' },
] as const;

const LIGHT = { 'prefers-color-scheme': 'light' };
const DARK = { 'prefers-color-scheme': 'dark' };
const FORCED = { 'prefers-color-scheme': 'light', 'forced-colors': 'active' };

let box: HTMLElement;
let clock: VirtualClock;

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
  readonly scale?: number;
}

interface Arrangement {
  /** Each shot is below the one before, not beside it. */
  readonly below?: boolean;
  /** The shots of the next call follow in the same file. */
  readonly continues?: boolean;
}

/** Compares parts of the page with a file, of `pictures/` where it is a name. */
async function expectPicture(name: string, shots: readonly Shot[], arrangement: Arrangement = {}): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  hold(box);
  await settled(box);
  // The address of the page, whose port differs in each run, as the steps of the browser show it.
  for (const element of deep(box))
    for (const node of element.childNodes)
      if (node instanceof Text && node.data.includes(location.host)) node.data = 'example.com';
  const file = name.includes('/') ? name : `test/components/snapshots/pictures/${name}.png`;
  const { difference } = await executeServerCommand<{ difference: string | null }, { file: string; shots: Shot[] }>(
    'picture',
    { file, shots: [...shots], ...arrangement },
  );
  if (difference !== null) throw new Error(difference);
}

/** Compares what is in the page, in each form: light, dark and with forced colours in English, then in Arabic and German. */
async function expectForms(name: string, area: Shot['area'], below = false): Promise<void> {
  for (const [lang, shots] of [
    ['en', [LIGHT, DARK, FORCED]],
    ['ar', [LIGHT]],
    ['de', [LIGHT]],
  ] as const) {
    document.documentElement.lang = lang;
    document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
    for (const element of box.querySelectorAll('*')) await settled(element);
    const forms = shots.map((features) => ({ area, features }));
    await expectPicture(name, forms, { below, continues: lang !== 'de' });
  }
}

/** Shows the scene in each variant, side by side. */
async function mountAll({ state, open }: Scene): Promise<void> {
  await show(html`${VARIANTS.map(() => html`<sip-phone class="small" lang="en"></sip-phone>`)}`);
  const mounted = [...box.querySelectorAll('sip-phone')].map((element) => ({ element, phone: new FakePhone(state()) }));
  for (const [index, { element, phone }] of mounted.entries()) {
    element.theme = VARIANTS[index]!.theme;
    element.phone = phone;
    await element.loadViews();
    await settled(element);
  }
  // A press is ignored for a moment after a change.
  await clock.advance(400);
  for (const [index, one] of mounted.entries()) {
    await open?.(one);
    // After that, as the buttons are found by their English names.
    one.element.lang = VARIANTS[index]!.lang;
    await settled(one.element);
  }
}

/** Puts into the page what the pictures have in common, and removes it. */
function studio(width: number, height: number): void {
  before(async () => {
    await setViewport({ width, height });
    await loadPinnedFont();
    for (const translation of [ar, de]) registerLocale(translation);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, STILL];
    document.documentElement.style.setProperty('--sip-font', PINNED_FONT);
    document.documentElement.style.colorScheme = 'light dark';
  });
  beforeEach(() => {
    setElementClock((clock = new VirtualClock(NOW)));
    box = document.createElement('div');
    box.className = 'pictured';
    document.body.append(box);
  });
  afterEach(() => {
    box.remove();
    setElementClock();
    for (const name of ['lang', 'dir']) document.documentElement.removeAttribute(name);
  });
  after(() => document.documentElement.removeAttribute('style'));
}

describe('The picture of a phone that is', () => {
  studio(1360, 680);

  for (const scene of SCENES)
    it(scene.name, async () => {
      await mountAll(scene);
      const first = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
      await expectPicture(scene.name, [
        { area: { ...first, width: WIDTH * VARIANTS.length }, features: LIGHT },
        { area: first, features: FORCED },
      ]);
    });
});

describe('The picture of', () => {
  studio(1920, 680);

  const phones = async ({ states, open }: Sheet, style: string): Promise<void> => {
    await show(
      html`${states.map((state) => html`<sip-phone class=${style} .phone=${new FakePhone(state())}></sip-phone>`)}`,
    );
    for (const element of box.querySelectorAll('sip-phone')) await element.loadViews();
    await settled(box);
    // A press is ignored for a moment after a change.
    if (open) await clock.advance(400);
    for (const [index, element] of [...box.querySelectorAll('sip-phone')].entries())
      await open?.[index]?.({ element, phone: element.phone as FakePhone });
  };
  for (const sheet of [...CALLS, ...RARE_CALLS])
    it(sheet.name, async () => {
      await phones(sheet, 'small');
      await expectForms(sheet.name, { x: 0, y: 0, width: WIDTH * sheet.states.length, height: HEIGHT }, true);
    });

  it(LOW.name, async () => {
    await phones(LOW, 'small low');
    await expectForms(LOW.name, { x: 0, y: 0, width: WIDTH * LOW.states.length, height: 460 }, true);
  });

  it('phones in a column of 240 px', async () => {
    await phones(NARROW, 'small narrow');
    await expectForms('narrow', { x: 0, y: 0, width: 240 * NARROW.states.length, height: HEIGHT }, true);
  });

  it('phones in a column of 280 px', async () => {
    await phones(COLUMN, 'small column');
    await expectForms('column', { x: 0, y: 0, width: 280 * COLUMN.states.length, height: HEIGHT }, true);
  });

  it('themes', async () => {
    const phone = (name: string, state: Partial<PhoneState>): TemplateResult =>
      html`<sip-phone
        class="small"
        data-sip-theme=${name}
        style="--sip-font: '${PINNED_FONT}'"
        .phone=${new FakePhone(state)}
      ></sip-phone>`;
    const themes = Object.entries({ dense, warm, mono });
    await show(
      html`${themes.map(([, text]) => Object.assign(document.createElement('style'), { textContent: text }))}${themes.map(
        ([name]) => [phone(name, { dialString: '1020' }), phone(name, up())],
      )}`,
    );
    const area = { x: 0, y: 0, width: 6 * WIDTH, height: HEIGHT };
    await expectPicture(
      'themes',
      [LIGHT, DARK].map((features) => ({ area, features })),
      { below: true },
    );
  });

  it('elements beside the phone', async () => {
    await show(html`<div class="elements">${ELEMENTS()}</div>`);
    await expectForms('elements', { x: 0, y: 0, width: 360, height: 470 });
  });

  it('a ladder', async () => {
    const ladder = (width: number): TemplateResult => html`<div style="inline-size: ${width}px">${LADDER()}</div>`;
    await show(html`<div class="ladders">${[320, 320, 780].map(ladder)}</div>`);
    for (const [index, trace] of box.querySelectorAll('sip-trace').entries()) {
      for (const message of TRACE) trace.add(message);
      await settled(trace);
      if (index === 0) continue;
      (trace.renderRoot.querySelectorAll('[role=option]')[3] as HTMLElement).click();
      await settled(trace);
    }
    await expectForms('ladder', { x: 0, y: 0, width: 1476, height: 400 }, true);
  });
});

describe('The picture of the README', () => {
  studio(1072, 664);

  it('shows the phone: ready, ringing and in a call', async () => {
    box.classList.add('poster');
    await show(html`${[0, 1, 2].map(() => html`<sip-phone class="small" lang="en" theme="light"></sip-phone>`)}`);
    const phones = [...box.querySelectorAll('sip-phone')];
    for (const [index, name] of ['ready', 'ringing-in', 'active'].entries())
      phones[index]!.phone = new FakePhone(SCENES.find((scene) => scene.name === name)!.state());
    phones[2]!.theme = 'dark';
    for (const phone of phones) await settled(phone);
    const area = { x: 0, y: 0, width: 1072, height: 664 };
    await expectPicture('docs/phone.png', [{ area, features: LIGHT, scale: 2 }]);
  });
});

describe('The picture of docks', () => {
  studio(640, 240);

  it('that are closed', async () => {
    await show(corners());
    await expectForms('docks', { x: 0, y: 0, width: 640, height: 240 }, true);
  });

  it('that are closed, in the other states', async () => {
    await show(docks());
    await expectForms('docks-closed', { x: 0, y: 0, width: 640, height: 200 }, true);
  });
});

describe('The picture of an open dock', () => {
  studio(320, 600);

  const area = { x: 0, y: 0, width: 320, height: 600 };

  it('in a window of 320 px', async () => {
    await show(html`<sip-dock open .phone=${new FakePhone(up())}></sip-dock>`);
    await expectForms('dock-open', area);
  });

  it('with the button of a window of its own', async () => {
    await show(html`<sip-dock open pop-out .phone=${new FakePhone({ dialString: '1020' })}></sip-dock>`);
    await expectForms('dock-pop-out', area);
  });
});

describe('The picture of buttons that call', () => {
  studio(800, 740);

  it('in each state', async () => {
    await show(buttons());
    await pressButtons(box, () => clock.advance(400));
    await expectForms('click-to-call', { x: 0, y: 0, width: 800, height: 740 }, true);
  });
});

describe('The picture of wide phones', () => {
  const width = WIDE.reduce((sum, one) => sum + one.width, 0);
  studio(width, HEIGHT);

  it('with two and three columns', async () => {
    await show(
      html`${WIDE.map(
        (one) =>
          html`<sip-phone
            class="small"
            style="inline-size: ${one.width}px"
            .phone=${new FakePhone(one.state())}
          ></sip-phone>`,
      )}`,
    );
    for (const [index, element] of [...box.querySelectorAll('sip-phone')].entries()) {
      await element.loadViews();
      await WIDE[index]!.open?.({ element, phone: element.phone as FakePhone });
    }
    await expectForms('wide', { x: 0, y: 0, width, height: HEIGHT }, true);
  });
});

describe('The picture of small agent panels', () => {
  const width = PANELS_AT_WORK.reduce((sum, one) => sum + one.width, 0);
  const height = 520;
  studio(width, height);

  it('at work', async () => {
    await show(
      html`${PANELS_AT_WORK.map(
        ({ state, width: own }) =>
          html`<sip-phone
            style="inline-size: ${own}px; block-size: ${height}px"
            .phone=${new FakePhone(state())}
          ></sip-phone>`,
      )}`,
    );
    const phones = [...box.querySelectorAll('sip-phone')];
    for (const element of phones) await element.loadViews();
    await settled(box);
    // A press is ignored for a moment after a change.
    await clock.advance(400);
    for (const [index, element] of phones.entries())
      await PANELS_AT_WORK[index]!.open?.({ element, phone: element.phone as FakePhone });
    await expectForms('panels-at-work', { x: 0, y: 0, width, height }, true);
  });
});

describe('The picture of an agent panel', () => {
  studio(1080, 640);

  for (const { name, state } of PANELS)
    it(name, async () => {
      await show(
        html`<sip-phone class="panel" theme="auto" .phone=${new FakePhone(state())}>
          <p slot="context">Customer since 2019</p>
        </sip-phone>`,
      );
      await box.querySelector('sip-phone')!.loadViews();
      await expectForms(name, { x: 0, y: 0, width: 1080, height: 640 }, true);
    });
});
