/** Measures the controls of an element: their size, the ring of the focus, and whether the visible label is in the name. */

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

/** What is drawn around a control and its parts, as one text. */
function looks(node: HTMLElement): string {
  const around = [node, node.parentElement, node.parentElement?.parentElement, ...node.querySelectorAll('*')];
  const rings = ['', '::before', '::after'] as const;
  return around
    .flatMap((one) => (one ? rings.map((part) => getComputedStyle(one, part || null)) : []))
    .map(({ outline, boxShadow, borderColor }) => `${outline} ${boxShadow} ${borderColor}`)
    .join('|');
}

/** Controls of an element with the same classes have the same ring. */
const kindOf = (node: Element): string =>
  `${(node.getRootNode() as ShadowRoot).host?.localName} ${node.localName} ${node.className}`;

const known = new Set<string>();

/** Returns one line for each control that looks the same with the focus (§2.4.7); of each kind, the first. */
export const withoutFocusRing = (root: Element): string[] =>
  controlsIn(root).flatMap((node) => {
    if ((node as HTMLButtonElement).disabled || known.has(kindOf(node))) return [];
    const before = looks(node);
    node.focus({ preventScroll: true });
    if ((node.getRootNode() as Document | ShadowRoot).activeElement !== node) return [];
    known.add(kindOf(node));
    const after = looks(node);
    node.blur();
    return before === after ? [`${titleOf(node)} looks the same with the focus`] : [];
  });
