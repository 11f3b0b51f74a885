/**
 * Whether the pressed link or button shows the number that it calls: the text is the number, each digit is visible and in order, and
 * the press was on it. Content of others may have styles, which sanitizers keep.
 * Subjects: number shown differs from number called; press beside the number of a link; link over the page; invisible link.
 */

import { hostOf, isHtmlElement } from '../dom/nodes.js';
import { INVISIBLE, TELEPHONE, withoutScheme, type PageNumber } from './page-number.js';
import { isUntrusted } from './untrusted.js';

const SEPARATORS = /[\s().\-\u2010-\u2015\u2212]/g;
/** A color (CSS Color 4 §15) with less than half of its opacity. */
const FAINT = /(?:^rgba.*,|\/) 0(?:\.[0-4]\d*)?\)$/;
/** Functions of `filter` that can hide a text. */
const HIDING = /blur|brightness|contrast|opacity|url/;
/** The largest height of a digit, CSS px: larger ones can be the ground of a page. */
const LARGEST = 96;

/** Whether the text shows the complete number: `+1 (555) 010-4477` for `tel:+15550104477`. */
export function showsNumber(text: string, { shown }: PageNumber): boolean {
  const seen = withoutScheme(text.normalize('NFKC').trim()).replace(INVISIBLE, '');
  if (seen === '') return false;
  return TELEPHONE.test(shown)
    ? seen.replace(SEPARATORS, '') === shown.replace(SEPARATORS, '')
    : seen.toLowerCase() === shown.toLowerCase();
}

/**
 * Returns the text of an element that is both visible and its accessible name (ARIA 1.2 §5.2.8); undefined if the two can
 * differ, or if the press was not on the text.
 */
export function textShownBy(element: Element, press: MouseEvent | undefined): string | undefined {
  const text = isHtmlElement(element) ? element.innerText : '';
  const label = element.getAttribute('aria-label');
  // A press on a `label` elsewhere presses its button.
  const isNamedElsewhere =
    element.hasAttribute('aria-labelledby') || (element instanceof HTMLButtonElement && element.labels.length > 0);
  if (!press || isNamedElsewhere || isUntrusted(element) || !isShown(element, press)) return undefined;
  return label === null || label.trim() === text.trim() ? text : undefined;
}

/**
 * Whether each digit of the text has a visible place, after the digit before it, and the press was on the text or within a line of
 * it. Direction characters, `bdo` and the text around can show a number backwards (UAX 9); styles can show none, hide it, or make the
 * element larger than its text.
 */
function isShown(element: Element, press: MouseEvent): boolean {
  const range = document.createRange();
  const nodes = document.createNodeIterator(element, NodeFilter.SHOW_TEXT);
  // A keyboard or assistive technology has no place, and has the text itself.
  const hasPlace = press.detail > 0;
  let isPressed = !hasPlace;
  let last: DOMRect | undefined;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const text = node.nodeValue!;
    const holder = node.parentElement!;
    if (text.trim() !== '' && !isVisible(holder)) return false;
    range.selectNodeContents(node);
    isPressed ||= [...range.getClientRects()].some((box) => isNear(box, press));
    for (const { index } of text.matchAll(/\d/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || (last && box.left < last.left && box.top < last.top + last.height / 2)) return false;
      if (hasPlace && (sizeOf(box) > LARGEST || !isOnTop(holder, box))) return false;
      last = box;
    }
  }
  return isPressed;
}

/** Whether the text of an element can be seen, as far as its own styles and those around it tell. */
function isVisible(holder: Element): boolean {
  if (!holder.checkVisibility({ visibilityProperty: true })) return false;
  // Its computed value is that of `color` where it is not set.
  if (FAINT.test(getComputedStyle(holder).webkitTextFillColor)) return false;
  for (let around: Element | null = holder; around; around = parentOf(around)) {
    const { opacity, filter, maskImage } = getComputedStyle(around);
    if (Number(opacity) < 0.5 || HIDING.test(filter) || (maskImage || 'none') !== 'none') return false;
  }
  return true;
}

const parentOf = (element: Element): Element | null =>
  ownOf(element, 'assignedSlot') ?? ownOf(element, 'parentElement') ?? hostOf(element.getRootNode());

/** Reads the property of the class: a field of a form can have its name (HTML §4.10.3), and be its own ancestor by it. */
const ownOf = (element: Element, name: 'assignedSlot' | 'parentElement'): Element | null =>
  Reflect.get(Element.prototype, name, element) as Element | null;

/** Whether nothing that takes presses covers the middle of a digit, and nothing clips it. */
function isOnTop(holder: Element, { left, top, width, height }: DOMRect): boolean {
  const root = holder.getRootNode() as Document | ShadowRoot;
  return root.elementFromPoint(left + width / 2, top + height / 2) === holder;
}

/** The size of a line of text, in either direction of writing. */
const sizeOf = ({ width, height }: DOMRect): number => Math.min(width, height);

/** Whether the press was on a line of text, or as far from it as the line is high: the padding of a button. */
function isNear(box: DOMRect, { clientX, clientY }: MouseEvent): boolean {
  const around = Math.min(sizeOf(box), LARGEST);
  const isBetween = (at: number, from: number, to: number): boolean => at >= from - around && at <= to + around;
  return isBetween(clientX, box.left, box.right) && isBetween(clientY, box.top, box.bottom);
}
