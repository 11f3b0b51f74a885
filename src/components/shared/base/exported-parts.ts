/**
 * Each part of an element inside another one is a part of that one, with the name of the inner element before its own (CSS Shadow Parts
 * §4.2): `call__timer__base`. That name is its first part, or else its tag without `sip-`.
 * Subjects: parts, exported (exportparts); name of a part outside of its element.
 */

/** The entries of `exportparts` by element. */
const exported = new WeakMap<Element, Set<string>>();

/** Called after each update of an element: adds what it shows for the first time to what the template around it exports. */
export function exportParts(element: Element): void {
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  if (!host?.localName.startsWith('sip-')) return;
  const entries = exported.get(element) ?? new Set(element.getAttribute('exportparts')?.split(', '));
  const { size } = entries;
  for (const inner of element.shadowRoot!.querySelectorAll('[part],[exportparts]'))
    for (const entry of [...inner.part, ...(exported.get(inner) ?? [])]) {
      const name = entry.replace(/.*:/, '');
      entries.add(`${name}:${element.part[0] ?? element.localName.slice(4)}__${name}`);
    }
  if (entries.size === size) return;
  exported.set(element, entries);
  element.setAttribute('exportparts', `${[...entries]}`);
  exportParts(host);
}
