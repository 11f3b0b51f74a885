/**
 * Each part of an element inside another one is a part of that one, with the name of the inner element before its own (CSS Shadow Parts
 * §4.2): `call__timer__base`. That name is its first part, or else its tag without `sip-`.
 * Subjects: parts, exported (exportparts); name of a part outside of its element.
 */

import { hostOf } from '../dom/nodes.js';
import { BareElement } from './bare-element.js';

/** The entries of `exportparts` by element. */
const exported = new WeakMap<Element, Set<string>>();

/** The element of this kit in whose shadow tree the element is, if any; in a window of its own a copy of it, which is of no class here. */
function outerOf(element: Element): Element | undefined {
  const host = hostOf(element.getRootNode());
  return host && customElements.get(host.localName)?.prototype instanceof BareElement ? host : undefined;
}

/** Called after each update of an element: adds what it shows for the first time to what the templates around it export. */
export function exportParts(element: Element): void {
  if (!outerOf(element)) return;
  // Equal lists are read once.
  const lists = new Set<string | null>();
  for (const inner of element.shadowRoot!.querySelectorAll('[part],[exportparts]'))
    for (const name of ['part', 'exportparts']) lists.add(inner.getAttribute(name));
  // Of `inner:outer` the outer name.
  add(element, [...lists].join().match(/[^\s,:]+(?=[\s,]|$)/g) ?? []);
}

/** Exports these parts of an element. The element around it gets what is new only, so that many inner elements cost no more than a few. */
function add(element: Element, names: Iterable<string>): void {
  const outer = outerOf(element);
  if (!outer) return;
  const entries = exported.get(element) ?? new Set(element.getAttribute('exportparts')?.split(/,\s*/));
  exported.set(element, entries);
  // Documents of jsdom and happy-dom have no `part`.
  const prefix = `${(element as Partial<Element>).part?.[0] ?? element.localName.slice(4)}__`;
  const fresh: string[] = [];
  for (const name of names) {
    const { size } = entries;
    if (entries.add(`${name}:${prefix}${name}`).size > size) fresh.push(prefix + name);
  }
  if (fresh.length === 0) return;
  element.setAttribute('exportparts', `${[...entries]}`);
  add(outer, fresh);
}
