/** `<sip-links>`: links of the page to numbers and addresses (RFC 3966, RFC 3261 §19.1) call with the phone of the page. */

import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneState } from '../phone/state.js';
import { SipLinkEvent } from './events.js';
import { PhoneElement } from './internal/phone-element.js';
import { SipElement } from './internal/sip-element.js';

const styles = css`
  :host {
    display: contents;
  }
`;

/** Links that are calls. */
const CALLS = /^(?:tel|sips?|callto):/i;
const LINKS = 'a[href], area[href]';
/** What says to the page and its style sheets that a link calls here. */
const MARK = 'data-sip-link';

/**
 * Makes the links of a page call. Nothing of the links is replaced: where there is no phone that is ready, and where a key
 * is held, the browser does what it does with them.
 *
 * @tag sip-links
 * @attr {string} for - Id of the provider, where the element stands outside of it.
 * @attr {string} scope - CSS selector of the parts of the page whose links are meant. Default: the content of the element, or where it has none the whole page.
 * @fires sip-link - A link is about to call; sent by the link. Cancelable: then the browser follows the link.
 * @slot - The part of the page whose links are meant.
 */
export class SipLinks extends PhoneElement {
  static readonly tagName: string = 'sip-links';
  static override styles = [SipElement.styles, styles];

  @property() accessor scope: string | undefined = undefined;

  /** Links that are marked, with whether the title is ours. */
  readonly #marked = new Map<Element, boolean>();
  readonly #observer = new MutationObserver((records) => records.some(isAboutLinks) && this.#mark());

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('click', this.#click);
    this.#observer.observe(document, { childList: true, subtree: true, attributeFilter: ['href'] });
    this.#mark();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('click', this.#click);
    this.#observer.disconnect();
    for (const link of [...this.#marked.keys()]) this.#unmark(link);
  }

  protected override select(state: PhoneState): unknown {
    return state.account.status;
  }

  protected override updated(_changed: PropertyValues): void {
    this.#mark();
  }

  protected override render(): TemplateResult {
    return html`<slot @slotchange=${() => this.#mark()}></slot>`;
  }

  /** Only a phone that can call takes a link from the browser. */
  get #ready(): boolean {
    return this.isConnected && this.phoneState?.account.status === 'ready';
  }

  #isMeant(link: Element): boolean {
    if (!CALLS.test(link.getAttribute('href')?.trim() ?? '')) return false;
    if (this.scope === undefined) return this.childElementCount === 0 || this.contains(link);
    try {
      return link.closest(this.scope) !== null;
    } catch {
      return false; // No selector: nothing is meant by it.
    }
  }

  #mark(): void {
    const root = this.#ready ? document.querySelectorAll(LINKS) : [];
    const links = new Set([...root].filter((link) => this.#isMeant(link)));
    for (const link of [...this.#marked.keys()]) if (!links.has(link)) this.#unmark(link);
    const title = this.localize.term('callsFromThisPage');
    for (const link of links) {
      const ours = this.#marked.get(link);
      if (ours === undefined) {
        this.#marked.set(link, !link.hasAttribute('title'));
        link.setAttribute(MARK, '');
      }
      if (this.#marked.get(link) && link.getAttribute('title') !== title) link.setAttribute('title', title);
    }
  }

  /** The link is again what it was. */
  #unmark(link: Element): void {
    link.removeAttribute(MARK);
    if (this.#marked.get(link)) link.removeAttribute('title');
    this.#marked.delete(link);
  }

  readonly #click = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node): node is Element => node instanceof Element && node.matches(LINKS));
    if (!link || !this.#ready || !this.#isMeant(link)) return;
    const address = addressOf(link.getAttribute('href') ?? '');
    if (address === '' || !link.dispatchEvent(new SipLinkEvent(address))) return;
    event.preventDefault();
    this.access?.dial(address);
  };
}

/** Most of what changes in a page has nothing to do with links. */
function isAboutLinks({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return true; // `href` is the only one that is observed
  return [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(LINKS) || node.querySelector(LINKS) !== null),
  );
}

/** What is called: without header fields and a method, which somebody else's link has no business to set (RFC 3261 §19.1.5). */
function addressOf(href: string): string {
  const [address = ''] = href.trim().split('?');
  const plain = address.replace(/^callto:/i, 'tel:').replace(/;method=[^;]*/i, '');
  return /^tel:/i.test(plain) ? decode(plain) : plain;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-links': SipLinks;
  }
}
