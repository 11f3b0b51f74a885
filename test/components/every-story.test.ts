/**
 * Each story, measured in a window of 320 px (WCAG 2.2 §1.4.10): texts have room in the longest language and from right to
 * left, and with the text spacing of §1.4.12; controls are large enough, show the focus, and are named by their label. The slots of an
 * element are there in each story (contract of the elements: no slot is rendered conditionally).
 */

import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { setViewport } from '@web/test-runner-commands';
import '../../src/define/all.js';
import '../../src/define/locales.js';
import { registerLocale } from '../../src/components/shared/text/localize.js';
import ar from '../../src/components/shared/text/locales/ar/index.js';
import de from '../../src/components/shared/text/locales/de/index.js';
import en from '../../src/components/shared/text/locales/en/index.js';
import he from '../../src/components/shared/text/locales/he/index.js';
import type { Translation } from '../../src/components/shared/text/locales/translation.js';
import type { PhoneState } from '../../src/phone/state.js';
import { setElementClock } from '../../src/components/shared/time/time.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { FakePhone, withCall } from '../../stories/support/fake-phone.js';
import { STORY_MODULES } from './all-stories.js';
import { namedOtherwise, tooSmall, withoutFocusRing } from './control-checks.js';
import { loadPinnedFont, PINNED_FONT } from './pinned-font.js';
import { NOW, SCENES } from './snapshots/scenes.js';
import { buttons, pressButtons } from './snapshots/presets.js';
import { deep, mountAll, mountPhone, settled } from './support.js';
import { textsOf, withoutRoom } from './text-room.js';
import { LANGUAGES } from './translations.js';

const sentencesOf = (translation: Translation): string[] =>
  Object.values(translation).filter((text): text is string => typeof text === 'string');

let longestLanguage: Translation | undefined;
/** The language whose sentences need the most room. They are measured once, as that takes longer than most stories. */
const longest = (): Translation => (longestLanguage ??= measureLongest());

function measureLongest(): Translation {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  canvas.font = `14px "${PINNED_FONT}"`;
  const width = (translation: Translation): number =>
    sentencesOf(translation).reduce((sum, text) => sum + canvas.measureText(text).width, 0);
  return LANGUAGES.reduce((best, one) => (width(one) > width(best) ? one : best));
}

/** What a user's style sheet sets (WCAG 2.2 §1.4.12). */
const SPACING = new CSSStyleSheet();
SPACING.replaceSync(`
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`);

/** Sets the language of a story, and of each element in it that names one. */
async function speak(story: Element, { $code: code, $dir: dir }: Translation): Promise<void> {
  document.documentElement.lang = code;
  document.documentElement.dir = dir;
  for (const element of [story, ...deep(story)]) if (element.hasAttribute('lang')) element.setAttribute('lang', code);
  await settled(story);
  for (const element of story.querySelectorAll('*')) await settled(element);
}

/** Adds a sheet to the page and to all shadow roots in the story; returns a function that removes it. */
function withSheet(story: Element, sheet: CSSStyleSheet): () => void {
  const hosts = [story, ...deep(story)].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const roots: DocumentOrShadowRoot[] = [document, ...hosts];
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

describe('The measurement of texts', () => {
  const measure = async (content: TemplateResult): Promise<string[]> =>
    withoutRoom(await fixture(content), new Set(['Maximiliane']));

  it('finds one that is cut, one outside of the window, and two that overlap', async () => {
    const cut = html`<p style="width: 40px; overflow: hidden; white-space: nowrap">A sentence</p>`;
    expect((await measure(html`<div>${cut}</div>`))[0]).to.match(/^“A sentence” is cut by <p/);
    const shortened = html`<p style="width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">
      A sentence
    </p>`;
    expect((await measure(html`<div>${shortened}</div>`))[0]).to.match(/^“A sentence” is cut by <p/);
    const outside = html`<p style="position: absolute; left: ${innerWidth - 20}px; white-space: nowrap">A word</p>`;
    expect(await measure(html`<div>${outside}</div>`)).to.deep.equal(['“A word” is cut by the window']);
    const twice = html`<p style="margin: 0">One</p>
      <p style="margin: -14px 0 0">Two</p>`;
    expect(await measure(html`<div>${twice}</div>`)).to.deep.equal(['“One” and “Two” overlap']);
  });

  it('finds a placeholder and a chosen option that are wider than their field, and accepts those of names', async () => {
    const fields = html`<div>
      <input style="width: 40px" placeholder="A sentence" />
      <select style="width: 50px; appearance: none">
        <option>A longer sentence</option>
      </select>
      <select style="width: 50px; appearance: none">
        <option>Maximiliane</option>
      </select>
      <input style="width: 200px" placeholder="Short" />
    </div>`;
    const found = await measure(fields);
    expect(found.map((line) => line.replace(/\d+ px/, 'n px'))).to.deep.equal([
      '“A sentence” is n px too wide for <input>',
      '“A longer sentence” is n px too wide for <select>',
    ]);
  });

  it('accepts a name that ends in an ellipsis, a text that is scrolled, and one under a sheet', async () => {
    const narrow = 'width: 40px; white-space: nowrap;';
    const name = html`<p style="${narrow} overflow: hidden; text-overflow: ellipsis">Maximiliane</p>`;
    const scrolled = html`<div style="height: 20px; overflow: auto">
      <p>One</p>
      <p>Two</p>
    </div>`;
    const under = html`<p style="margin: 0">Under</p>
      <p style="margin: 0; position: relative; top: -20px; background: white">The sheet</p>`;
    for (const content of [name, scrolled, under]) expect(await measure(html`<div>${content}</div>`)).to.deep.equal([]);
  });
});

describe('The measurement of the focus', () => {
  const measure = async (style: string, content: TemplateResult): Promise<string[]> => {
    const sheet = document.createElement('style');
    sheet.textContent = `.measured button { display: block; inline-size: 200px; block-size: 40px; border: 0; outline: none } ${style}`;
    return withoutFocusRing(await fixture(html`<div class="measured" style="padding: 20px">${sheet}${content}</div>`));
  };
  const blue = '{ outline: 2px solid blue }';

  it('finds a control without a ring, and rings that are clipped, pale, or around a part of the control', async () => {
    expect(await measure('', html`<button class="bare">Bare</button>`)).to.deep.equal([
      '<button class="bare"> Bare looks the same with the focus',
    ]);
    const cut = html`<p style="overflow: hidden"><button class="cut">Cut</button></p>`;
    expect(await measure(`.cut:focus ${blue}`, cut)).to.deep.equal([
      '<button class="cut"> Cut has a ring that is clipped by <p class="">',
    ]);
    const pale = html`<button class="pale">Pale</button>`;
    expect((await measure('.pale:focus { outline: 2px solid #ddd }', pale))[0]).to.match(/contrast of 1\.\d\d$/);
    const part = html`<button class="part"><i style="display: block; inline-size: 40px">+</i>Part</button>`;
    expect(await measure(`.part:focus i ${blue}`, part)).to.deep.equal([
      '<button class="part"> +Part has a ring around a part of it',
    ]);
  });

  it('accepts a ring around the control, inside of its edge, and around the face of a key with a label below', async () => {
    const face = html`<button class="face"><i style="display: block; block-size: 30px">+</i></button>`;
    expect(await measure(`.face:focus i ${blue}`, face)).to.deep.equal([]);
    const whole = html`<button class="whole">Whole</button>`;
    expect(await measure(`.whole:focus ${blue}`, whole)).to.deep.equal([]);
    const inside = html`<p style="overflow: hidden"><button class="inside">Inside</button></p>`;
    expect(await measure('.inside:focus { outline: 2px solid blue; outline-offset: -2px }', inside)).to.deep.equal([]);
  });
});

/** Chrome, Firefox and Safari on a screen of 1280 by 720 px at 200 % (WCAG 2.2 §1.4.4). */
describe('In a window of 640 by 360 px, 1280 by 720 at 200 %', () => {
  inWindow(640, 360);

  const states: readonly [string, () => Partial<PhoneState>][] = [
    ['ready', () => ({ dialString: '1020' })],
    ['ringing', () => withCall({ status: 'incoming' })],
    ['active', () => withCall({ status: 'active' })],
    ['failed', () => withCall({ status: 'ended', failed: true, cause: 'busy' })],
  ];
  for (const [name, state] of states)
    it(`an open dock that is ${name} fits at 200 %`, async () => {
      const phone = new FakePhone(state());
      const dock = await fixture<HTMLElement>(html`<sip-dock .phone=${phone} open></sip-dock>`);
      await settled(dock);
      expect(withoutRoom(dock, new Set())).to.deep.equal([]);
      const { top, bottom } = dock.shadowRoot!.querySelector('[part=panel]')!.getBoundingClientRect();
      expect([top >= 0, bottom <= innerHeight]).to.deep.equal([true, true]);
    });

  /** What has no room for its texts in English or German; a name or a number may end in an ellipsis. */
  async function withoutRoomIn(element: Element): Promise<string[]> {
    const english = textsOf(element);
    await speak(element, de);
    const german = textsOf(element);
    const wrong = withoutRoom(element, english).map((line) => `de: ${line}`);
    await speak(element, en);
    return [...wrong, ...withoutRoom(element, german)];
  }

  describe('at that time', () => {
    let clock: VirtualClock;
    beforeEach(() => setElementClock((clock = new VirtualClock(NOW))));
    afterEach(() => setElementClock());

    for (const { name, state, open } of SCENES) {
      it(`an open dock whose phone is ${name} has room for its texts`, async () => {
        const phone = new FakePhone(state());
        const dock = await fixture<HTMLElement>(html`<sip-dock .phone=${phone} open></sip-dock>`);
        await settled(dock);
        // A panel that begins to appear is transparent: no text of it would be measured.
        for (const animation of dock.shadowRoot!.querySelector('[part=panel]')!.getAnimations()) animation.finish();
        const element = dock.shadowRoot!.querySelector('sip-phone')!;
        await element.loadViews();
        await settled(element);
        await clock.advance(400);
        await open?.({ element, phone });
        expect((await withoutRoomIn(dock)).join('\n')).to.equal('');
        const { top, bottom } = element.getBoundingClientRect();
        expect([top >= 0, bottom <= innerHeight]).to.deep.equal([true, true]);
      });

      it(`a phone that fills the window and is ${name} has room for its texts`, async () => {
        const mounted = await mountPhone(state(), { lang: 'en', style: 'inline-size: 640px; block-size: 360px' });
        await clock.advance(400);
        await open?.(mounted);
        expect((await withoutRoomIn(mounted.element)).join('\n')).to.equal('');
      });
    }

    it('buttons that call have room for their texts, and their keypad is in the window', async () => {
      const box = await mountAll<HTMLElement>(html`<main>${buttons()}</main>`);
      const elements = [...box.querySelectorAll('sip-click-to-call')];
      const keypad = elements.at(-1)!;
      keypad.setAttribute('style', 'position: fixed; inset: 200px auto auto 300px');
      await pressButtons(box, () => clock.advance(400));
      for (const element of elements) expect((await withoutRoomIn(element)).join('\n')).to.equal('');
      const pad = [...deep(keypad.shadowRoot!)].find((node) => node.matches('[part=pad]'))!.getBoundingClientRect();
      expect([pad.top >= 0, pad.left >= 0, pad.right <= innerWidth, pad.bottom <= innerHeight]).to.not.include(false);
    });
  });
});

/** The slots of the elements in the stories, by tag; each entry: the story, and the slots that one element had there. */
const slotsByTag = new Map<string, (readonly [story: string, slots: ReadonlySet<string>])[]>();

function noteSlots(story: Element, name: string): void {
  for (const { localName, shadowRoot } of [story, ...deep(story)]) {
    if (!shadowRoot || !localName.startsWith('sip-')) continue;
    const slots = new Set([...shadowRoot.querySelectorAll('slot')].map((slot) => slot.name));
    slotsByTag.set(localName, [...(slotsByTag.get(localName) ?? []), [name, slots]]);
  }
}

/** For the suite that is being described: a window of this size (px), the pinned font, and every language. */
function inWindow(width: number, height = 640): void {
  before(async () => {
    await setViewport({ width, height });
    await loadPinnedFont();
    document.documentElement.style.setProperty('--sip-font', PINNED_FONT);
    document.body.style.margin = '0';
    for (const translation of LANGUAGES) registerLocale(translation);
  });
  after(() => {
    for (const name of ['lang', 'dir', 'style']) document.documentElement.removeAttribute(name);
  });
}

describe('In a window of 320 px', () => {
  inWindow(320);

  for (const { title, stories } of STORY_MODULES)
    describe(`each story of <${title}>`, () => {
      for (const { name, render } of stories)
        it(`${name}: has room for its texts, has targets of 24 px, shows the focus of each control, and has its visible label in the name of each control`, async () => {
          const story = await fixture(render());
          await settled(story);
          noteSlots(story, `${title}: ${name}`);
          const wrong: string[] = [];
          await speak(story, en);
          const english = textsOf(story);
          for (const language of [ar, he, longest()]) {
            await speak(story, language);
            wrong.push(...withoutRoom(story, english).map((line) => `${language.$code}: ${line}`));
          }
          const translated = textsOf(story);
          await speak(story, en);
          const remove = withSheet(story, SPACING);
          wrong.push(...withoutRoom(story, translated).map((line) => `spaced: ${line}`));
          remove();
          wrong.push(...tooSmall(story), ...namedOtherwise(story), ...withoutFocusRing(story));
          expect(wrong.join('\n')).to.equal('');
        });
    });
});

/** The narrowest column (`min-inline-size` of `<sip-phone>`): each view, in each language. */
describe('In a column of 240 px', () => {
  inWindow(240);
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  for (const { name, state, open } of SCENES)
    it(`a phone that is ${name} has room for its texts in every language`, async () => {
      const mounted = await mountPhone(state(), { lang: 'en', style: 'inline-size: 240px; block-size: 560px' });
      const { element } = mounted;
      await open?.(mounted);
      const english = textsOf(element);
      const wrong: string[] = [];
      let other = english;
      for (const language of LANGUAGES.toSorted((a) => (a === en ? 1 : -1))) {
        await speak(element, language);
        // A number at the end of a sentence may end in an ellipsis, too.
        const numbers = [...textsOf(element)].filter((text) => /\d{4}/.test(text));
        const data = new Set([...(language === en ? other : english), ...numbers]);
        wrong.push(...withoutRoom(element, data).map((line) => `${language.$code}: ${line}`));
        other = textsOf(element);
      }
      expect(wrong.join('\n')).to.equal('');
    });
});

/** In a block of its own, as it runs after the stories. */
describe('Each element', () => {
  it('has the same slots in every story', () => {
    const missing = [...slotsByTag].flatMap(([tag, stories]) => {
      const all = new Set(stories.flatMap(([, slots]) => [...slots]));
      return stories.flatMap(([story, slots]) =>
        [...all].filter((slot) => !slots.has(slot)).map((slot) => `<${tag}> has no slot "${slot}" in ${story}`),
      );
    });
    expect([...new Set(missing)]).to.deep.equal([]);
  });
});
