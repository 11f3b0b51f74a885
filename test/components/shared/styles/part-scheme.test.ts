/** A part that the page gives the other color-scheme has the form of that scheme (docs/theming.md, decision 058). */

import { expect } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { contrast, isClear, rgb, tokenOf, type Rgb } from '../../colors.js';
import { SCENES } from '../../snapshots/scenes.js';
import { deep, mountPhone, partsOf, settled, until } from '../../support.js';

CSS.registerProperty({ name: '--test-part', syntax: '*', inherits: false });

/** Text and background as a screen shows them; a transparent background is none. */
function looksOf(node: Element): { readonly text: Rgb; readonly ground: Rgb | undefined } {
  const { color, backgroundColor } = getComputedStyle(node);
  return { text: rgb(color), ground: isClear(backgroundColor) ? undefined : rgb(backgroundColor) };
}

const isSame = (one: Rgb | undefined, other: Rgb | undefined): boolean =>
  one && other ? one.every((byte, i) => Math.abs(byte - other[i]!) <= 1) : one === other;

describe('a color-scheme', () => {
  /** The parent in the flat tree. */
  const parentOf = (node: Element): Element | null => {
    const root = node.getRootNode();
    return node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  /** The colour on which an element is drawn. */
  const groundOf = (node: Element): string => {
    for (let at: Element | null = node; at; at = parentOf(at)) {
      const { backgroundColor } = getComputedStyle(at);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };

  const PARTS: readonly (readonly [part: string, scene: string])[] = [
    ['base', 'ready'],
    ['header', 'ready'],
    ['header', 'offline'],
    ['header', 'settings'],
    ['body', 'ready'],
    ['body', 'not-set-up'],
    ['body', 'microphone-denied'],
    ['body', 'recents'],
    ['call', 'ringing-in'],
    ['call', 'more'],
    ['call', 'keypad'],
    ['tabs', 'ready'],
    ['field', 'ready'],
    ['dialpad', 'ready'],
    ['actions', 'ready'],
    ['team', 'team'],
    ['call', 'active'],
    ['sheet', 'ringing-in-second'],
    ['card', 'microphone-denied'],
    ['list', 'ready'],
    ['recents', 'ready'],
    ['lamps', 'team'],
    ['lamp', 'team'],
    ['voicemail', 'team'],
    ['contacts', 'team'],
    ['chat', 'messages'],
    ['settings', 'settings'],
    ['tab', 'ready'],
    ['heading', 'team'],
    ['title', 'settings'],
  ];
  const CASES = PARTS.flatMap(([part, scene]) =>
    (['light', 'dark'] as const).map((own) => [part, scene, own] as const),
  );
  /** The texts with a contrast of less than 4.5 in a part, and how many texts it has. */
  function unreadableIn(element: Element, isPart: (node: Element) => boolean): { looked: number; wrong: string[] } {
    const inside = [...deep(element.shadowRoot!)].filter((node) => {
      const said = [...node.childNodes].some((child) => child instanceof Text && child.data.trim() !== '');
      const drawn =
        node.checkVisibility({ visibilityProperty: true }) && !node.matches('style, option, .visually-hidden');
      return said && drawn && !node.closest(':disabled');
    });
    const wrong: string[] = [];
    let looked = 0;
    for (const node of inside) {
      let at: Element | null = node;
      while (at && !isPart(at)) at = parentOf(at);
      if (!at) continue;
      looked++;
      const ratio = contrast(getComputedStyle(node).color, groundOf(node));
      if (ratio < 4.5) wrong.push(`${node.textContent.trim()}: ${ratio.toFixed(1)}`);
    }
    return { looked, wrong };
  }

  for (const [part, scene, own] of CASES)
    it(`that is ${own} on the part "${part}" alone has readable text in it, ${scene} (docs/theming.md)`, async () => {
      const style = document.createElement('style');
      style.textContent = `sip-phone::part(${part}) { color-scheme: ${own}; }`;
      document.head.append(style);
      try {
        const { state, open } = SCENES.find(({ name }) => name === scene)!;
        const wide = ['list', 'recents'].includes(part) ? '640px' : '320px';
        const mounted = await mountPhone(state(), {
          style: `color-scheme: ${own === 'dark' ? 'light' : 'dark'}; inline-size: ${wide}; block-size: 560px`,
        });
        await open?.(mounted);
        await until(() => mounted.element.shadowRoot!.querySelector(`[part~=${part}]`) !== null, 'the part is there');
        const { looked, wrong } = unreadableIn(mounted.element, (node) => node.part.contains(part));
        expect(looked).to.be.greaterThan(0);
        expect(wrong).to.deep.equal([]);
      } finally {
        style.remove();
      }
    });

  for (const scene of ['ready', 'recents', 'team', 'keypad', 'ringing-in', 'active', 'held', 'settings', 'messages'])
    it(`that is dark on any part of the phone or its elements alone gives what is inside the colours of a dark phone, ${scene} (docs/theming.md)`, async () => {
      const { state, open } = SCENES.find(({ name }) => name === scene)!;
      const mounted = await mountPhone(state(), {
        style: 'color-scheme: dark; inline-size: 320px; block-size: 560px; --sip-time-fast: 0ms; --sip-time: 0ms',
      });
      await mounted.element.loadViews();
      await open?.(mounted);
      await settled(mounted.element);
      const root = mounted.element.shadowRoot!;
      const names = partsOf(mounted.element);
      const drawn = [...deep(root)].filter((node) => !node.matches('style, option') && node.checkVisibility());
      const dark = new Map(drawn.map((node) => [node, looksOf(node)]));
      const surface = rgb(tokenOf(mounted.element, 'surface'));
      const plain = tokenOf(mounted.element, 'text');
      mounted.element.style.colorScheme = 'light';
      const sheet = new CSSStyleSheet();
      document.adoptedStyleSheets.push(sheet);
      const wrong: string[] = [];
      try {
        for (const name of names) {
          sheet.replaceSync(`sip-phone::part(${name}) { color-scheme: dark; --test-part: 1; }`);
          const isPart = (node: Element): boolean => getComputedStyle(node).getPropertyValue('--test-part') !== '';
          for (const part of drawn.filter(isPart)) {
            const inside = [part, ...deep(part), ...(part.shadowRoot ? deep(part.shadowRoot) : [])];
            for (const node of inside) {
              const expected = dark.get(node);
              if (!expected) continue;
              const { text, ground } = looksOf(node);
              // What has no background in a dark phone has the surface of its scheme as a part of it.
              const grounds = node === part ? (expected.ground ?? surface) : expected.ground;
              if (!isSame(ground, grounds))
                wrong.push(`${name}: background of ${node.localName}.${node.className} is ${ground}`);
              // An icon or a line with its own scheme is text of it, whatever it was on.
              if (!isSame(text, expected.text) && !isSame(text, rgb(plain)))
                wrong.push(`${name}: text of ${node.localName}.${node.className} is ${text}`);
            }
          }
        }
      } finally {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      }
      expect(names.size).to.be.above(20);
      expect([...new Set(wrong)]).to.deep.equal([]);
    });

  it('of parts leaves a page its own custom properties, as what is registered holds for the whole document (CSS Properties and Values API 1 §2)', async () => {
    await mountPhone({});
    const registered = (name: string): boolean => {
      const probe = document.createElement('div');
      // No colour: of a registered colour it is no value.
      probe.style.setProperty(name, '1 solid');
      document.body.append(probe);
      const value = getComputedStyle(probe).getPropertyValue(name);
      probe.remove();
      return value !== '1 solid';
    };
    expect(registered('--_sip-dark')).to.equal(true);
    for (const name of ['--_dark', '--_dark-odd', '--_dark-even', '--_around', '--_other'])
      expect(registered(name), name).to.equal(false);
  });
});
