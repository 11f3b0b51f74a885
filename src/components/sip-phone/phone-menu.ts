/**
 * The menu in the header of the phone (WAI-ARIA menu button pattern): arrow keys move, Escape closes and restores the focus.
 * Subjects: menu of the phone; menu keyboard.
 */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { isElement } from '../shared/dom/nodes.js';
import type { PhoneState } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { suppliedViewParts } from '../views/views-slot.js';
import type { LateViews } from '../views/late-views.js';
import type { MenuActions } from '../views/menu-items.js';

interface MenuHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class PhoneMenu implements ReactiveController {
  #open = false;
  /** The document in which the menu was opened: the phone can move to another one. */
  #document: Document | undefined;

  constructor(
    private readonly host: MenuHost,
    private readonly views: LateViews,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#document?.removeEventListener('pointerdown', this.#outside, true);
    this.host.requestUpdate();
  }

  /** Renders the menu button. */
  button(words: Localizer): TemplateResult {
    return html`<button
      class="icon-button menu-button"
      part="menu-button"
      data-place="menu"
      type="button"
      aria-label=${words.term('menu')}
      aria-haspopup="menu"
      aria-expanded=${this.#open}
      @click=${() => (this.#open ? this.close() : this.#show(0, words))}
      @keydown=${(event: KeyboardEvent) => this.#buttonKey(event, words)}
    >
      ${icon('ellipsis-vertical', { size: 'm' })}
    </button>`;
  }

  /** Renders the open menu over the phone; its items are loaded later. */
  popup(state: PhoneState | undefined, words: Localizer, actions: MenuActions): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    return html`<div
      class="menu"
      part="menu"
      data-place="items"
      role=${this.views.isReady(words) ? 'menu' : 'group'}
      aria-label=${words.term('menu')}
      @keydown=${this.#key}
      @focusout=${this.#left}
    >
      ${this.views.part(words, ({ menuItems }) => menuItems(state, words, actions, this.#back))}
    </div>`;
  }

  #show(index: number, words: Localizer): void {
    this.#open = true;
    this.#document = this.host.ownerDocument;
    this.#document.addEventListener('pointerdown', this.#outside, true);
    this.host.requestUpdate();
    void this.views.shown(words).then((isFree) => isFree && this.#items().at(index)?.focus());
  }

  /** Closes the menu and restores the focus. */
  readonly #back = (): void => {
    this.close();
    this.host.renderRoot.querySelector<HTMLElement>('.menu-button')?.focus();
  };

  #items(): HTMLElement[] {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>('.menu button')];
  }

  #buttonKey(event: KeyboardEvent, words: Localizer): void {
    // The button has the focus while the items are being loaded.
    if (event.key === 'Escape' && this.#open) this.close();
    else if (event.key === 'ArrowDown') this.#show(0, words);
    else if (event.key === 'ArrowUp') this.#show(-1, words);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  readonly #key = (event: KeyboardEvent): void => {
    // Keys in the menu are not shortcuts of the phone: a digit would be dialled, Escape would decline a call.
    event.stopPropagation();
    if (event.key === 'Tab') return this.close();
    const to = suppliedViewParts()?.nextItem(event, this.#items());
    if (event.key === 'Escape') this.#back();
    else if (to) to.focus();
    else return;
    event.preventDefault();
  };

  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (isElement(to) && this.#isOurs(to)) return;
    if (to) this.close();
  };

  readonly #outside = (event: Event): void => {
    if (!event.composedPath().some((node) => isElement(node) && this.#isOurs(node))) this.close();
  };

  #isOurs(node: Element): boolean {
    return [...this.host.renderRoot.querySelectorAll('.menu, .menu-button')].some((own) => own.contains(node));
  }
}
