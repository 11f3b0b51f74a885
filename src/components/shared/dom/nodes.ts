/**
 * What kind of node a value is, in any window: the classes of another window are not those of this one, so that `instanceof`
 * fails there.
 * Subjects: instanceof in another window; editable target of a key.
 */

export const isElement = (value: unknown): value is Element => (value as Partial<Node> | null)?.nodeType === 1;

export const isHtmlElement = (value: unknown): value is HTMLElement => isElement(value) && 'dataset' in value;

/** Returns the host of a shadow root; null for every other node. `host` of a link, the root of a removed tree, is a string. */
export const hostOf = (root: Node): Element | null =>
  root.nodeType === root.DOCUMENT_FRAGMENT_NODE ? ((root as Partial<ShadowRoot>).host ?? null) : null;

/** Whether keys that go to this target type text. */
export const isEditable = (target: unknown): boolean =>
  isHtmlElement(target) && (target.matches('input, textarea, select') || target.isContentEditable);
