/** One accent colours everything that derives from it, with contrast; a radius of 0 makes everything square (WCAG 2.2 §1.4.3, §1.4.11). */

import { expect } from '@open-wc/testing';
import '../../../../src/define/all.js';
import dense from '../../../../src/themes/dense.css?raw';
import mono from '../../../../src/themes/mono.css?raw';
import warm from '../../../../src/themes/warm.css?raw';
import { conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { withCall } from '../../../../stories/support/fake-phone.js';
import { contrast, rgb, tokenOf } from '../../colors.js';
import { button, deep, mountPhone, settled } from '../../support.js';

/** Brand colours from all around the circle of hues, from nearly black to nearly white. */
const BRANDS = [
  '#000000', '#1a237e', '#2f55d4', '#0077ff', '#00bcd4', '#00695c', '#2e7d32', '#8bc34a', '#cddc39', '#ffeb3b',
  '#ffc107', '#ff6a00', '#a4451f', '#795548', '#d50000', '#e91e63', '#9c27b0', '#673ab7', '#9e9e9e', '#ffffff',
] as const; // prettier-ignore

describe('a theme', () => {
  for (const theme of ['light', 'dark'])
    it(`of one accent keeps its contrast for 20 brands (${theme})`, async () => {
      const { element } = await mountPhone({}, { theme });
      for (const brand of BRANDS) {
        element.style.setProperty('--sip-color-accent', brand);
        const token = (name: string): string => tokenOf(element, name);
        expect(contrast(token('on-accent'), token('accent')), `on accent ${brand}`).to.be.at.least(4.5);
        expect(contrast(token('accent-text'), token('surface')), `text ${brand}`).to.be.at.least(4.5);
        expect(contrast(token('accent-text'), token('accent-soft')), `text on soft ${brand}`).to.be.at.least(4.5);
        expect(contrast(token('focus'), token('surface')), `focus ${brand}`).to.be.at.least(3);
      }
    });

  for (const [theme, surfaces] of [
    ['light', ['#ffffff', '#fff8e7', '#e8f5e9', '#fce4ec', '#e3f2fd', '#f3e5f5', '#eceff1']],
    ['dark', ['#15171c', '#000000', '#1b2b1f', '#2a1518', '#0d1b2a', '#22182c', '#263238']],
  ] as const)
    it(`of one surface keeps the contrast of text and of the edges of controls on the grounds that derive from it (${theme})`, async () => {
      const { element } = await mountPhone({}, { theme });
      const token = (name: string): string => tokenOf(element, name);
      const before = ['ground', 'sunken', 'line'].map(token);
      for (const surface of surfaces) {
        element.style.setProperty('--sip-color-surface', surface);
        for (const ground of ['surface', 'ground', 'raised', 'sunken', 'sunken-hover', 'sunken-press'])
          expect(contrast(token('text'), token(ground)), `text on ${ground} of ${surface}`).to.be.at.least(4.5);
        for (const ground of ['surface', 'ground', 'raised', 'sunken'])
          expect(contrast(token('text-muted'), token(ground)), `muted text on ${ground} of ${surface}`).to.be.at.least(
            4.5,
          );
        expect(contrast(token('accent-text'), token('surface')), `accent on ${surface}`).to.be.at.least(4.5);
        for (const ground of ['surface', 'ground'])
          expect(contrast(token('line-control'), token(ground)), `edge on ${ground} of ${surface}`).to.be.at.least(3);
      }
      expect(['ground', 'sunken', 'line'].map(token)).to.not.include.members(before);
    });

  /** Pairs of tokens, with the contrast of the first to each of the others (WCAG 1.4.3, 1.4.11). */
  const PAIRS: readonly (readonly [token: string, grounds: readonly string[], least: number])[] = [
    ['text', ['surface', 'ground', 'raised', 'sunken', 'sunken-hover', 'accent-soft'], 4.5],
    ['text', ['good-soft', 'warn-soft', 'bad-soft'], 4.5],
    ['text-muted', ['surface', 'ground', 'raised', 'sunken', 'accent-soft'], 4.5],
    ['accent-text', ['surface', 'ground', 'raised', 'accent-soft'], 4.5],
    ['on-accent', ['accent'], 4.5],
    ['on-call', ['call'], 4.5],
    ['on-end', ['end'], 4.5],
    ['on-text', ['on'], 4.5],
    ['good', ['surface', 'good-soft'], 4.5],
    ['warn', ['surface', 'warn-soft'], 4.5],
    ['bad', ['surface', 'bad-soft'], 4.5],
    ['line-control', ['surface', 'ground', 'raised'], 3],
    ['focus', ['surface', 'ground', 'raised'], 3],
    ['call', ['surface', 'raised'], 3],
    ['end', ['surface', 'raised'], 3],
    ['on', ['surface'], 3],
  ];
  /** Random brands, the same in each run: an accent of any hue, chroma and lightness on a tinted surface of the scheme. */
  function* brands(theme: 'light' | 'dark'): Generator<readonly [accent: string, surface: string]> {
    let seed = 2026;
    /** A linear congruential generator (Numerical Recipes §7.1). */
    const random = (from: number, to: number): number => {
      seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return from + (seed / 2 ** 32) * (to - from);
    };
    const hue = (): string => random(0, 360).toFixed(0);
    for (let brand = 0; brand < 20; brand++) {
      const accent = `oklch(${random(0.1, 0.98).toFixed(3)} ${random(0, 0.3).toFixed(3)} ${hue()})`;
      const lightness = theme === 'light' ? random(0.94, 1) : random(0, 0.25);
      yield [accent, `oklch(${lightness.toFixed(3)} ${random(0, 0.04).toFixed(3)} ${hue()})`];
    }
  }
  for (const theme of ['light', 'dark'] as const)
    it(`of an accent and a surface keeps the contrast of all that derives from them for 20 random brands (${theme})`, async () => {
      const { element } = await mountPhone({}, { theme });
      const wrong: string[] = [];
      for (const [accent, surface] of brands(theme)) {
        element.style.setProperty('--sip-color-accent', accent);
        element.style.setProperty('--sip-color-surface', surface);
        for (const [name, grounds, least] of PAIRS)
          for (const ground of grounds) {
            const ratio = contrast(tokenOf(element, name), tokenOf(element, ground));
            if (ratio < least) wrong.push(`${name} on ${ground}, ${accent} on ${surface}: ${ratio.toFixed(2)}`);
          }
      }
      expect(wrong).to.deep.equal([]);
    });

  it('without one has the grounds and lines of the boards', async () => {
    const { element } = await mountPhone({}, { theme: 'light' });
    const close = (name: string, board: string): boolean =>
      rgb(tokenOf(element, name)).every((byte, i) => Math.abs(byte - rgb(board)[i]!) <= 1);
    const light = {
      ground: '#f5f6f8',
      sunken: '#f2f3f6',
      'sunken-hover': '#e7e9ee',
      'sunken-press': '#dadde4',
      raised: '#ffffff',
      line: '#e3e6eb',
    };
    for (const [name, board] of Object.entries(light))
      expect(close(name, board), `${name} is ${tokenOf(element, name)}`).to.equal(true);
    element.setAttribute('theme', 'dark');
    await settled(element);
    const dark = {
      ground: '#0f1115',
      sunken: '#23262d',
      'sunken-hover': '#2d3139',
      'sunken-press': '#393e48',
      raised: '#1d2026',
      line: '#2c3038',
    };
    for (const [name, board] of Object.entries(dark))
      expect(close(name, board), `${name} is ${tokenOf(element, name)}`).to.equal(true);
  });

  it('of one accent colours avatar, chip and focus ring', async () => {
    const { element } = await mountPhone(withCall({ status: 'active' }), { style: '--sip-color-accent: #d50000' });
    const avatar = [...deep(element.shadowRoot!)].find((node) => node.matches('.avatar'))!;
    const [red, green, blue] = rgb(getComputedStyle(avatar).color);
    expect(red).to.be.above(2 * Math.max(green, blue));
    const [softRed, softGreen] = rgb(getComputedStyle(avatar).backgroundColor);
    expect(softRed).to.be.above(softGreen);
    const [ringRed, ringGreen] = rgb(tokenOf(element, 'focus'));
    expect(ringRed).to.be.above(2 * ringGreen);
  });

  it('with a radius of 0 has no round corner', async () => {
    const square = { style: '--sip-radius: 0px', tabs: 'keypad messages' };
    const conversations = [conversationWithAnn()];
    const round = async (state: Parameters<typeof mountPhone>[0], open?: string): Promise<string[]> => {
      const { element } = await mountPhone(state, square);
      if (open) button(element, open).click();
      await settled(element);
      return [...deep(element.shadowRoot!)]
        .filter((node) => node.checkVisibility() && /[1-9]/.test(getComputedStyle(node).borderRadius))
        .map((node) => `${node.localName}.${node.className}`);
    };
    expect(await round({ dialString: '1', unreadCount: 2, conversations })).to.deep.equal([]);
    expect(await round(withCall({ status: 'active' }), 'Keypad')).to.deep.equal([]);
    expect(await round({ conversations, dialString: '+15550104477' }, 'Message')).to.deep.equal([]);
  });

  it('with a smaller and a larger unit has smaller and larger spaces, with keys of 44 px or more', async () => {
    const measure = async (style: string): Promise<Record<string, number>> => {
      const dial = await mountPhone({ dialString: '1' }, { style });
      const keys = [...deep(dial.element.shadowRoot!)].filter((node) => node.matches('sip-dialpad .key, [part~=key]'));
      const [first, second] = keys.map((key) => key.getBoundingClientRect());
      const call = await mountPhone(withCall({ status: 'active' }), { style });
      const hold = button(call.element, 'Hold').querySelector('.face')!.getBoundingClientRect();
      const header = call.element.shadowRoot!.querySelector('.header')!;
      return {
        gap: second!.left - first!.right,
        key: first!.height,
        hold: hold.height,
        edge: Number.parseFloat(getComputedStyle(header).paddingInlineStart),
      };
    };
    const [small, usual, large] = [
      await measure('--sip-unit: 3px'),
      await measure(''),
      await measure('--sip-unit: 5px'),
    ];
    expect(usual).to.deep.equal({ gap: 12, key: 64, hold: 48, edge: 16 });
    expect(small).to.deep.equal({ gap: 9, key: 48, hold: 44, edge: 12 });
    expect(large).to.deep.equal({ gap: 15, key: 64, hold: 48, edge: 20 });
  });

  it('of one font and size has all texts in them', async () => {
    const { element } = await mountPhone(withCall({ status: 'active' }), {
      style: '--sip-font: monospace; --sip-font-size: 28px',
    });
    const texts = [...deep(element.shadowRoot!)].filter(
      (node) =>
        node.checkVisibility() && [...node.childNodes].some((child) => child instanceof Text && child.data.trim()),
    );
    expect(texts.length).to.be.above(8);
    for (const node of texts) expect(getComputedStyle(node).fontFamily, node.outerHTML).to.equal('monospace');
    const name = texts.find((node) => node.textContent.trim() === 'Ann Lee')!;
    expect(Number.parseFloat(getComputedStyle(name).fontSize)).to.be.closeTo(44, 1);
  });

  it('of an element inside of another theme has nothing of it, and a page with several has none at its root', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync([dense, warm, mono].join('\n'));
    const names = ['dense', 'warm', 'mono'];
    const lookOf = async (element: HTMLElement): Promise<string> => {
      await settled(element);
      const { backgroundColor, borderRadius, fontSize } = getComputedStyle(
        element.shadowRoot!.querySelector('.frame')!,
      );
      const { height, width } = element.shadowRoot!.querySelector('sip-dialpad')!.getBoundingClientRect();
      return [backgroundColor, borderRadius, fontSize, height, width, tokenOf(element, 'accent')].join();
    };
    const usual = await mountPhone({}, { theme: 'dark' });
    const ownLook = await lookOf(usual.element);
    document.adoptedStyleSheets.push(sheet);
    try {
      for (const inner of names) {
        const { element } = await mountPhone({}, { 'data-sip-theme': inner, theme: 'dark' });
        const alone = await lookOf(element);
        expect(await lookOf(usual.element), `beside ${inner}`).to.equal(ownLook);
        for (const outer of names) {
          element.parentElement!.dataset['sipTheme'] = outer;
          expect(await lookOf(element), `${inner} in ${outer}`).to.equal(alone);
          delete element.parentElement!.dataset['sipTheme'];
        }
        element.remove();
      }
    } finally {
      document.adoptedStyleSheets.pop();
    }
  });

  it('reaches the surface of each action button by one part', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('sip-phone::part(action__face) { border-style: dashed; }');
    document.adoptedStyleSheets.push(sheet);
    const styleOf = (root: Element, name: string): string =>
      getComputedStyle(button(root, name).querySelector('.face')!).borderTopStyle;
    try {
      const dial = await mountPhone({ dialString: '1' });
      for (const name of ['Call', 'Delete']) expect(styleOf(dial.element, name), name).to.equal('dashed');
      const call = await mountPhone(withCall({ status: 'active' }));
      for (const name of ['Hang up', 'Transfer', 'Hold', 'Mute'])
        expect(styleOf(call.element, name), name).to.equal('dashed');
    } finally {
      document.adoptedStyleSheets.pop();
    }
  });

  it('inside of another one gives way to what the page sets at the same element', () => {
    const sheets = [dense, warm, '.own { --sip-unit: 6px; }'].map((css) => {
      const style = document.createElement('style');
      style.textContent = css;
      document.head.append(style);
      return style;
    });
    const outer = document.createElement('div');
    outer.dataset['sipTheme'] = 'dense';
    outer.innerHTML = '<div data-sip-theme="warm"></div><div data-sip-theme="warm" class="own"></div>';
    document.body.append(outer);
    const units = [outer, ...outer.children].map((one) => getComputedStyle(one).getPropertyValue('--sip-unit'));
    expect(units).to.deep.equal(['3px', '', '6px']);
    for (const node of [outer, ...sheets]) node.remove();
  });
});
