/**
 * Ancestors of an element, across shadow roots.
 * Subjects: closest() across shadow roots.
 */

import { hostOf } from './nodes.js';

/** Whether the selector matches the element or an ancestor, across shadow roots. */
export function isIn(element: Element, selector: string): boolean {
  if (element.closest(selector)) return true;
  const host = hostOf(element.getRootNode());
  return host !== null && isIn(host, selector);
}
