/**
 * Measures the controls of an element: their size, the ring of the focus, and whether the visible label is in the name.
 * Subjects: size of a target, test (WCAG 2.5.8); label in name, test (WCAG 2.5.3); ring of the focus, test.
 */

import { deep } from './support.js';

const CONTROLS = 'button, a[href], input, select, textarea, summary, [role=slider], [role=option], [tabindex="0"]';
/** Width and height of a target (WCAG 2.2 §2.5.8), in px. */
const TARGET = 24;

const controlsIn = (root: Element): HTMLElement[] =>
  [...deep(root)].filter(
    (node): node is HTMLElement =>
      node instanceof HTMLElement &&
      node.matches(CONTROLS) &&
      node.checkVisibility({ visibilityProperty: true }) &&
      !node.closest('[inert]'),
  );

const titleOf = (node: Element): string =>
  `<${node.localName} class="${node.className}"> ${(node.ariaLabel ?? node.textContent).trim()}`;

/** A link in a line of text has the height of the line (§2.5.8, exception "Inline"). */
const isInline = (node: Element): boolean => node.localName === 'a' && getComputedStyle(node).display === 'inline';

/** Returns one line for each control that is too small. The label of a switch is a part of it. */
export const tooSmall = (root: Element): string[] =>
  controlsIn(root).flatMap((node) => {
    // A region that scrolls has the focus for its keys, and is no target.
    if (node.matches('div')) return [];
    const label = node instanceof HTMLInputElement ? [...(node.labels ?? [])] : [];
    const boxes = [node, ...label].map((one) => one.getBoundingClientRect());
    const isLarge = boxes.some(({ width, height }) => width >= TARGET - 0.5 && height >= TARGET - 0.5);
    const { width, height } = boxes[0]!;
    return isLarge || isInline(node) || width === 0 || (node as HTMLButtonElement).disabled
      ? []
      : [`${titleOf(node)} is ${Math.round(width)} × ${Math.round(height)} px`];
  });

/** The text that a user reads on a control. */
function seenText(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0)
    return node.assignedNodes().map(seenText).join(' ');
  if (!(node instanceof HTMLElement)) return '';
  if (!node.checkVisibility({ visibilityProperty: true }) || node.matches('.visually-hidden')) return '';
  return [...node.childNodes].map(seenText).join(' ');
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Returns one line for each control whose name lacks the label that is seen on it (§2.5.3). */
export const namedOtherwise = (root: Element): string[] =>
  controlsIn(root).flatMap((node) => {
    const name = node.ariaLabel;
    if (name === null || !node.matches('button, a, summary')) return [];
    const lacking = plain(seenText(node))
      .split(' ')
      .filter((word) => !plain(name).includes(word));
    return lacking.length === 0 ? [] : [`“${name}” lacks “${lacking.join(' ')}”, which is seen`];
  });

const PSEUDO = ['', '::before', '::after'] as const;

/** Where the ring of a control may be drawn: on it, close around it, and on its parts. */
const around = (node: HTMLElement): Element[] =>
  [node, node.parentElement, node.parentElement?.parentElement, ...node.querySelectorAll('*')].filter(
    (one) => one instanceof Element,
  );

const outlineOf = ({ outlineStyle, outlineWidth, outlineColor, outlineOffset }: CSSStyleDeclaration): string =>
  outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor} ${outlineOffset}`;

/** What is drawn around a control and its parts, as one text. */
const looks = (node: HTMLElement): string =>
  around(node)
    .flatMap((one) => PSEUDO.map((part) => getComputedStyle(one, part || null)))
    .map((style) => `${outlineOf(style)} ${style.boxShadow} ${style.borderColor}`)
    .join('|');

/** Controls of an element with the same classes have the same ring; the first and the last one of a row are closer to an edge. */
const kindOf = (node: Element): string =>
  [
    (node.getRootNode() as ShadowRoot).host?.localName,
    node.localName,
    node.className,
    node.matches(':first-child'),
    node.matches(':last-child'),
  ].join(' ');

/** The parent in the flat tree. */
function parentOf(node: Element): Element | null {
  if (node.assignedSlot) return node.assignedSlot;
  const { parentNode } = node;
  return parentNode instanceof ShadowRoot ? parentNode.host : parentNode instanceof Element ? parentNode : null;
}

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const grown = ({ left, top, right, bottom }: Edges, by: number): Edges => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** By how much, in px, `inner` reaches out of `outer`. */
const beyond = (inner: Edges, outer: Edges): number =>
  Math.max(outer.left - inner.left, outer.top - inner.top, inner.right - outer.right, inner.bottom - outer.bottom);

const areaOf = ({ left, top, right, bottom }: Edges): number => (right - left) * (bottom - top);

/** What may be clipped of a ring, in px: the sizes of a box are whole numbers, and letters are a part of a pixel higher than their line. */
const SLACK = 1;
/** A ring may be drawn inside of the edge of its control. */
const INSIDE = 2.6;

/** The element that clips a ring (CSS Overflow 3 §3), and what it clips. */
function clippedBy(ring: Element, edges: Edges): string | undefined {
  let position = getComputedStyle(ring).position;
  for (let node = parentOf(ring); node; node = parentOf(node)) {
    if (ring.matches(':popover-open, :modal')) return undefined;
    const style = getComputedStyle(node);
    if (style.display === 'contents') continue;
    const isContaining = style.position !== 'static' || style.transform !== 'none' || style.contain !== 'none';
    if (position === 'fixed' || (position === 'absolute' && !isContaining)) continue;
    const box = node.getBoundingClientRect();
    const padding: Edges = {
      left: box.left + node.clientLeft,
      top: box.top + node.clientTop,
      right: box.right - (box.width - node.clientLeft - node.clientWidth),
      bottom: box.bottom - (box.height - node.clientTop - node.clientHeight),
    };
    const seen: Edges = {
      ...edges,
      ...(style.overflowX === 'visible' ? { left: padding.left, right: padding.right } : {}),
      ...(style.overflowY === 'visible' ? { top: padding.top, bottom: padding.bottom } : {}),
    };
    if (beyond(seen, padding) > SLACK) return `<${node.localName} class="${node.className}">`;
    if (node.matches(':popover-open, :modal')) return undefined;
    position = style.position;
  }
  return undefined;
}

type Rgba = readonly [number, number, number, number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** The colour as sRGB bytes. */
function rgba(color: string): Rgba {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** The colour that is seen at an element: its ground over those of its ancestors, over white. */
function groundOf(start: Element | null): Rgba {
  const layers: Rgba[] = [];
  for (let node = start; node && layers.at(-1)?.[3] !== 1; node = parentOf(node))
    layers.push(rgba(getComputedStyle(node).backgroundColor));
  return layers.reduceRight<Rgba>(
    ([r, g, b], [red, green, blue, a]) => [r + (red - r) * a, g + (green - g) * a, b + (blue - b) * a, 1],
    [255, 255, 255, 1],
  );
}

const luminance = ([red, green, blue]: Rgba): number => {
  const [r, g, b] = [red, green, blue].map((byte) =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2, contrast ratio. */
function contrast(one: Rgba, other: Rgba): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What is wrong with the outline of a control that has the focus. */
function faultsOf(node: HTMLElement, ring: Element): string[] {
  const { outlineWidth, outlineOffset, outlineColor } = getComputedStyle(ring);
  const offset = Number.parseFloat(outlineOffset);
  const outer = grown(ring.getBoundingClientRect(), offset + Number.parseFloat(outlineWidth));
  const by = clippedBy(ring, outer);
  const box = node.getBoundingClientRect();
  // The ring of a key is around its face: its label is below, without a ground.
  const isFace = node !== ring && node.contains(ring);
  const whole = isFace ? areaOf(outer) >= areaOf(box) / 2 : beyond(box, outer) <= INSIDE;
  const ground = groundOf(offset < 0 ? ring : parentOf(ring));
  const ratio = contrast(rgba(outlineColor), ground);
  return [
    ...(by === undefined ? [] : [`has a ring that is clipped by ${by}`]),
    ...(whole ? [] : ['has a ring around a part of it']),
    ...(ratio < 3 ? [`has a ring with a contrast of ${ratio.toFixed(2)}`] : []),
  ];
}

const known = new Set<string>();

/**
 * Returns one line for each control that looks the same with the focus (WCAG 2.2 §2.4.7), or whose ring is clipped, around a part of it, or
 * has less than 3:1 to the ground (§1.4.11); of each kind, the first.
 */
export const withoutFocusRing = (root: Element): string[] =>
  controlsIn(root).flatMap((node) => {
    if ((node as HTMLButtonElement).disabled || known.has(kindOf(node))) return [];
    const before = looks(node);
    const outlines = new Map(around(node).map((one) => [one, outlineOf(getComputedStyle(one))]));
    node.focus({ preventScroll: true });
    if ((node.getRootNode() as Document | ShadowRoot).activeElement !== node) return [];
    known.add(kindOf(node));
    node.scrollIntoView({ block: 'center', inline: 'center' });
    const after = looks(node);
    const ring = [...outlines].find(([one, outline]) => {
      const now = outlineOf(getComputedStyle(one));
      return now !== 'none' && now !== outline;
    });
    const faults = before === after ? ['looks the same with the focus'] : ring ? faultsOf(node, ring[0]) : [];
    node.blur();
    return faults.map((fault) => `${titleOf(node)} ${fault}`);
  });
