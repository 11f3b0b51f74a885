/**
 * Registration of custom elements (HTML §4.13.4): registering the same version again is silent, another version warns once.
 * Subjects: registration of elements; element registered twice; two versions in a page.
 */

import { writeLine } from '../../../sip/base/console.js';
import { VERSION } from './version.js';

export interface ElementClass extends CustomElementConstructor {
  readonly tagName: string;
  readonly version: string;
  /** The elements that this element renders. */
  readonly dependencies?: readonly ElementClass[];
}

const warned = new Set<string>();

/**
 * Registers `element` as `tag`, and its dependencies under their own names. A registered `tag` stays as it is; if it comes
 * from another version of this package, or from another source, a warning is logged once.
 */
export function define(element: ElementClass, tag: string = element.tagName): void {
  if (typeof customElements === 'undefined') return;
  for (const dependency of element.dependencies ?? []) define(dependency);
  const present = customElements.get(tag) as Partial<ElementClass> | undefined;
  if (present) return warnIfDifferent(tag, present);
  // A constructor can be registered only once, so a second name needs a subclass.
  const taken = customElements.getName?.(element) != null;
  customElements.define(tag, taken ? class extends element {} : element);
}

function warnIfDifferent(tag: string, present: Partial<ElementClass>): void {
  if (present.version === VERSION || warned.has(tag)) return;
  warned.add(tag);
  const other = present.version === undefined ? 'something else' : `version ${present.version} of sip-elements`;
  writeLine('warn', 'sip-elements', `<${tag}> is defined already by ${other}; version ${VERSION} leaves it alone.`);
}
