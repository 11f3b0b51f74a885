/**
 * `<sip-links>`: makes links to numbers and addresses (RFC 3966, RFC 3261 §19.1) call with the phone of the page.
 * Subjects: <sip-links>; links that call; scope of links; tel: links of a page; sip-link event.
 */

import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneState } from '../../phone/state.js';
import { LoggerFactory } from '../../sip/base/logger.js';
import { isIn } from '../shared/dom/ancestors.js';
import { SipLinkEvent } from '../shared/events/events.js';
import { agreedAddress, preparePageCalls } from '../shared/page-calls/page-call.js';
import { readPageNumber } from '../shared/page-calls/page-number.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { PageLocalizer } from '../shared/text/page.js';
import { TextLinks } from './text-links.js';
import { registerHandlers, takeUrlCall } from './url-call.js';

const log = new LoggerFactory().getLogger('sip-elements');

const styles = css`
  /* The content is that of the page, with its own type and colours. */
  :host {
    all: unset;
    display: contents;
  }
`;

/** Schemes of links that call. */
const CALL_SCHEMES = /^(?:tel|sips?|callto):/i;
const LINKS = 'a[href], area[href]';
/** Attribute of a link that calls with this phone, for the style sheets of the page. */
const MARK = 'data-sip-link';

/**
 * Makes the links of a page call. If no phone is ready, or with a modifier key, the browser follows the link.
 * The call begins at once if the text of the link is the number; else a dialog shows the number and asks the user (RFC
 * 3966 §11). Service codes (`*`, `#`) and digits to send after the answer are refused.
 *
 * @tag sip-links
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} scope - CSS selector of the parts of the page whose links call, such as `main`, or `sip-links` for the content of the element. Required: without it no link calls.
 * @attr {boolean} numbers - Makes links of the telephone numbers in the text of `scope`, by the `country` of the phone; without one only of numbers that begin with `+`. For text that no framework renders again.
 * @attr {boolean} url-call - Asks the user to call the address that the page was opened with: `?call=` or `#call=`. It is removed from the URL; never calls without a question, nor in a frame.
 * @fires sip-link - A link is about to call or to ask the user; dispatched on the link. Cancelable: the browser then follows the link.
 * @slot - A part of the page whose links `scope` can select.
 * @cssstate ready - The phone can call: the links of `scope` do.
 */
export class SipLinks extends PhoneElement {
  static readonly tagName: string = 'sip-links';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PageLocalizer(this);

  @property() accessor scope: string | undefined = undefined;
  @property({ type: Boolean }) accessor numbers = false;
  @property({ type: Boolean, attribute: 'url-call' }) accessor urlCall = false;

  /** Closes an open dialog when the element leaves the page. */
  #leaving = new AbortController();
  #warned = false;
  /** Marked links, with whether this element has set their title. */
  readonly #marked = new Map<Element, boolean>();
  readonly #observer = new MutationObserver((records) => {
    this.#linkNumbers(
      records.flatMap(({ addedNodes, target, type }) => (type === 'characterData' ? target : [...addedNodes])),
    );
    if (records.some(isAboutLinks)) this.#mark();
  });
  /** The links in the text of `scope`, with `numbers`. */
  #numberLinks: TextLinks | undefined;
  /** The address of the URL of the page, until the user is asked. */
  #urlAddress: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving = new AbortController();
    document.addEventListener('click', this.#click);
    window.addEventListener('hashchange', this.#takeUrl);
    this.#observer.observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['href'],
    });
    this.#mark();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
    document.removeEventListener('click', this.#click);
    window.removeEventListener('hashchange', this.#takeUrl);
    this.#unlinkNumbers();
    this.#observer.disconnect();
    for (const link of [...this.#marked.keys()]) this.#unmark(link);
  }

  protected override select(state: PhoneState): unknown {
    return state.account.status;
  }

  protected override updated(changed: PropertyValues): void {
    this.#warn();
    this.toggleState('ready', this.#ready && this.#hasScope);
    if (this.#ready && this.#hasScope) preparePageCalls();
    if (changed.has('scope') || !this.numbers) this.#unlinkNumbers();
    if (this.numbers && !this.#numberLinks) void this.#findNumbers();
    this.#mark();
    this.#takeUrl();
  }

  /**
   * Asks the browser to open `tel:` and `sip:` links of other pages and programs with this page (HTML §8.9.1.3), which calls with
   * `url-call`; call it in a user gesture. Returns whether the browser can; the user decides there.
   */
  registerHandlers(): boolean {
    return registerHandlers();
  }

  protected override render(): TemplateResult {
    return html`<slot @slotchange=${() => this.#mark()}></slot>`;
  }

  /** Whether the phone can call; else the browser follows the link. */
  get #ready(): boolean {
    return this.isConnected && this.phoneState?.account.status === 'ready';
  }

  /** Whether `scope` is a valid selector. */
  get #hasScope(): boolean {
    try {
      return Boolean(this.scope?.trim()) && document.createDocumentFragment().querySelector(this.scope!) === null;
    } catch {
      return false;
    }
  }

  /** Warns once, after the first update, that the element has no effect without a valid `scope`. */
  #warn(): void {
    if (this.#warned || this.#hasScope || (this.urlCall && this.scope === undefined)) return;
    this.#warned = true;
    const fault = this.scope?.trim() ? `scope="${this.scope}" is not a CSS selector` : 'scope is missing';
    log.warn(
      `<sip-links>: ${fault}, so no link calls. Name the part of the page whose links may call, such as scope="main".`,
    );
  }

  /** Whether the link has a number or address and is in `scope`. */
  #calls(link: Element): boolean {
    if (!CALL_SCHEMES.test(link.getAttribute('href')?.trim() ?? '')) return false;
    return this.#hasScope && isIn(link, this.scope!);
  }

  /** Marks the links that call, with a title where the page has set none, and restores all others. */
  #mark(): void {
    const all = this.#ready ? document.querySelectorAll(LINKS) : [];
    const links = new Set([...all].filter((link) => this.#calls(link)));
    for (const link of [...this.#marked.keys()]) if (!links.has(link)) this.#unmark(link);
    for (const link of links) {
      const { kind, shown } = readPageNumber(hrefOf(link));
      const title = this.localize.term(kind === 'number' ? 'callsFromThisPage' : 'notCalledFromPages', shown);
      if (!this.#marked.has(link)) {
        this.#marked.set(link, !link.hasAttribute('title'));
        link.setAttribute(MARK, '');
      }
      if (this.#marked.get(link) && link.getAttribute('title') !== title) link.setAttribute('title', title);
    }
  }

  /** Restores the link as the page wrote it. */
  #unmark(link: Element): void {
    link.removeAttribute(MARK);
    if (this.#marked.get(link)) link.removeAttribute('title');
    this.#marked.delete(link);
  }

  readonly #click = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node): node is Element => node instanceof Element && node.matches(LINKS));
    if (!link || !this.#ready || !this.#calls(link)) return;
    const number = readPageNumber(hrefOf(link));
    if (number.kind === 'number' && !link.dispatchEvent(new SipLinkEvent(number.address))) return;
    event.preventDefault();
    void this.#ask(hrefOf(link), link, event);
  };

  readonly #takeUrl = (): void => {
    if (!this.urlCall) return;
    this.#urlAddress = takeUrlCall() ?? this.#urlAddress;
    if (this.#urlAddress === undefined || !this.#ready) return;
    const number = this.#urlAddress;
    this.#urlAddress = undefined;
    void this.#ask(number);
  };

  #unlinkNumbers(): void {
    this.#numberLinks?.undo();
    this.#numberLinks = undefined;
  }

  /** Loads the code that finds numbers, and links those that are there. Without it the text stays as it is. */
  async #findNumbers(): Promise<void> {
    const found = await import('./text-numbers.js').catch(() => undefined);
    if (!found || this.#numberLinks || !this.numbers || !this.isConnected) return;
    this.#numberLinks = new TextLinks(found.findNumbers, () => this.access?.phone.configuration.country);
    if (this.#hasScope) this.#linkNumbers([...document.querySelectorAll(this.scope!)]);
  }

  /** Links the numbers in those nodes that are in `scope`. */
  #linkNumbers(nodes: readonly Node[]): void {
    if (!this.#numberLinks || !this.#hasScope) return;
    for (const node of nodes) {
      const element = node instanceof Element ? node : node.parentElement;
      if (node.isConnected && element && isIn(element, this.scope!)) this.#numberLinks.link(node);
    }
  }

  /** Calls the number when the user agrees; at once where the pressed link shows it. */
  async #ask(number: string, source?: Element, press?: MouseEvent): Promise<void> {
    const address = await agreedAddress({
      number,
      source,
      press,
      isFound: source !== undefined && this.#numberLinks?.has(source) === true,
      root: this.renderRoot,
      words: this.localize,
      signal: this.#leaving.signal,
    });
    if (address !== undefined && this.#ready) this.access?.dial(address);
  }
}

const hrefOf = (link: Element): string => link.getAttribute('href') ?? '';

/** Ignores changes of the page without links. */
function isAboutLinks({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return true; // `href` is the only observed attribute
  return [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(LINKS) || node.querySelector(LINKS) !== null),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-links': SipLinks;
  }
}
