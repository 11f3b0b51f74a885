/**
 * Gives each mark `data-sip` its element, inside the mark, and follows the changes of its attributes `data-sip-…`.
 * Subjects: marks (data-sip); element of a mark.
 */

import { LinkConnections } from './link-connections.js';
import { attributesFor, pageSettings, PHONE_TAGS, type PageSettings } from './mark-attributes.js';

interface Mark {
  /** Name of the element without `sip-`. */
  readonly name: string;
  element?: Element | undefined;
  /** The content of a mark whose element has an interface of its own, which child elements would replace: hidden beside it. */
  content?: Element | undefined;
  /** The attributes that the element has from the mark and from the page. */
  set?: ReadonlyMap<string, string>;
}

export class Marks {
  readonly #page: PageSettings;
  readonly #marks = new WeakMap<Element, Mark>();
  readonly #links = new LinkConnections();
  /** Those that came before the first phone of the page. */
  #early = new Set<Element>();
  readonly #observer = new MutationObserver((records) => {
    for (const mark of new Set(records.map(({ target }) => target as Element))) this.#apply(mark);
  });

  /** @param script the script tag of the loader, whose `data-sip-…` are the settings of the page */
  constructor(script: Element | null) {
    this.#page = pageSettings(script);
  }

  /** Takes a mark whose element is registered. `link` is a link that calls. */
  add(mark: Element, name: string): void {
    if (name === 'link') return this.#links.add(mark);
    this.#marks.set(mark, { name });
    this.#observer.observe(mark, { attributes: true });
    this.#apply(mark);
    if (!document.querySelector(PHONE_TAGS)) this.#early.add(mark);
  }

  /** The element of a mark that is none any more leaves; its content stays. */
  remove(mark: Element): void {
    const known = this.#marks.get(mark);
    this.#marks.delete(mark);
    if (known) unwrap(known);
    mark.removeAttribute('data-sip-state');
    this.#links.connect();
  }

  /** Connects links and elements that have no phone yet. */
  connect(): void {
    this.#links.connect();
    if (this.#early.size === 0 || !document.querySelector(PHONE_TAGS)) return;
    const early = this.#early;
    this.#early = new Set();
    for (const mark of early) this.#apply(mark);
  }

  #apply(mark: Element): void {
    const known = this.#marks.get(mark);
    if (!known) return;
    const { attributes, refused } = attributesFor(mark, known.name, this.#page);
    if (refused) unwrap(known);
    else put(mark, known, attributes, this.#page.allow.includes('*'));
    const state = refused ? 'refused' : 'ready';
    if (mark.getAttribute('data-sip-state') !== state) mark.setAttribute('data-sip-state', state);
  }
}

/** Elements with an interface of their own, in place of the content of their mark. */
const WITH_INTERFACE = ['phone', 'dock'];
/**
 * The elements that show the content of any mark. That of others is shown where the page trusts its marks: a label that anybody may
 * have written would say another thing than the button does.
 */
const WITH_CONTENT = ['provider', 'links', 'click-to-call', 'key', 'lamp', 'call', 'frame'];
/** Says that a mark which the page does not trust made the element: buttons of the page do not command it. */
const OF_MARK = 'data-sip-of-mark';
const CONTENT = 'data-sip-content';

/** Puts the element into the mark, around the content of the mark or in place of it, with these attributes. */
function put(mark: Element, known: Mark, attributes: ReadonlyMap<string, string>, isTrusted: boolean): void {
  const tag = `sip-${known.name}`;
  // The copy of a mark has the copy of its element in it.
  const copy = mark.querySelector(`:scope > ${tag}`) ?? undefined;
  known.content ??= mark.querySelector(`:scope > [${CONTENT}]`) ?? undefined;
  const element = (known.element ??= copy ?? document.createElement(tag));
  for (const name of known.set?.keys() ?? []) if (!attributes.has(name)) element.removeAttribute(name);
  for (const [name, value] of attributes) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  known.set = attributes;
  element.toggleAttribute(OF_MARK, !isTrusted);
  if (element.parentNode === mark) return;
  if (WITH_INTERFACE.includes(known.name) || !(isTrusted || WITH_CONTENT.includes(known.name)))
    hideContent(mark, known);
  else element.append(...mark.childNodes);
  mark.prepend(element);
}

function hideContent(mark: Element, known: Mark): void {
  if (mark.childNodes.length === 0) return;
  const content = document.createElement('div');
  content.hidden = true;
  content.setAttribute(CONTENT, '');
  content.append(...mark.childNodes);
  mark.append(content);
  known.content = content;
}

function unwrap(known: Mark): void {
  known.element?.replaceWith(...known.element.childNodes);
  known.content?.replaceWith(...known.content.childNodes);
  known.element = known.content = undefined;
}
