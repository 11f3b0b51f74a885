/** Registration of elements (HTML §4.13.4): the same version twice is silent, another version warns once, a second name works. */

import { LoggerFactory } from '../../../sip/base/logger.js';
import { VERSION } from './version.js';

export interface ElementClass extends CustomElementConstructor {
  readonly tagName: string;
  readonly version: string;
  /** The elements that this one renders. */
  readonly dependencies?: readonly ElementClass[];
}

const warned = new Set<string>();
const log = new LoggerFactory().getLogger('sip-elements');

/**
 * Defines `element` as `tag`, and what it renders under their own names. Where `tag` is taken, the one that is there stays;
 * if it came from another version of this package, or from elsewhere, the console says so once.
 */
export function define(element: ElementClass, tag: string = element.tagName): void {
  if (typeof customElements === 'undefined') return;
  for (const dependency of element.dependencies ?? []) define(dependency);
  const present = customElements.get(tag) as Partial<ElementClass> | undefined;
  if (present) return warnIfDifferent(tag, present);
  // A constructor can be registered once only, so another name gets a class of its own.
  const taken = customElements.getName?.(element) != null;
  customElements.define(tag, taken ? class extends element {} : element);
}

function warnIfDifferent(tag: string, present: Partial<ElementClass>): void {
  if (present.version === VERSION || warned.has(tag)) return;
  warned.add(tag);
  const other = present.version === undefined ? 'something else' : `version ${present.version} of sip-elements`;
  log.warn(`<${tag}> is defined already by ${other}; version ${VERSION} leaves it alone.`);
}
