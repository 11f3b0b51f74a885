/** One accent colours everything that derives from it, with contrast; a radius of 0 makes everything square (WCAG 2.2 §1.4.3, §1.4.11). */

import { expect } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { withCall } from '../../../../stories/support/fake-phone.js';
import { button, deep, mountPhone, settled } from '../../support.js';

/** Brand colours from all around the circle of hues, from nearly black to nearly white. */
const BRANDS = [
  '#000000', '#1a237e', '#2f55d4', '#0077ff', '#00bcd4', '#00695c', '#2e7d32', '#8bc34a', '#cddc39', '#ffeb3b',
  '#ffc107', '#ff6a00', '#a4451f', '#795548', '#d50000', '#e91e63', '#9c27b0', '#673ab7', '#9e9e9e', '#ffffff',
] as const; // prettier-ignore

type Rgb = readonly [number, number, number];

/** The colour as sRGB bytes, as a screen shows it. */
function rgb(color: string): Rgb {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (color: string): number => {
    const [red, green, blue] = rgb(color).map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The computed colour of a token inside the element. */
function tokenOf(element: Element, name: string): string {
  const probe = document.createElement('span');
  probe.setAttribute('style', `color: var(--_color-${name})`);
  element.shadowRoot!.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

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
    it(`of one surface keeps the contrast of text on all grounds that derive from it (${theme})`, async () => {
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
      }
      expect(['ground', 'sunken', 'line'].map(token)).to.not.include.members(before);
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
});
