/**
 * The parts of a page that others than its author wrote, which the page names with `data-sip-untrusted`: the attribute only takes
 * rights away, so that it does not matter who else writes it (docs/decisions/064-whose-buttons-command-a-phone.md).
 * Subjects: data-sip-untrusted; parts of a page that visitors write.
 */

import { isIn } from '../dom/ancestors.js';

/** Whether an element is in such a part, also in a shadow tree there. */
export const isUntrusted = (element: Element): boolean => isIn(element, '[data-sip-untrusted]');
