/** The menu in the header of the phone (WAI-ARIA menu button pattern): arrow keys move, Escape closes and restores the focus. */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { isElement } from '../shared/dom/nodes.js';
import { icon, type IconName } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';

export interface MenuItem {
  readonly name: string;
  readonly icon: IconName;
  readonly label: string;
  /** Value of `aria-checked`, for an item that is switched on and off, or with `radio` one of several choices. */
  readonly checked?: boolean;
  readonly radio?: true;
  press(): void;
}

interface MenuHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class PhoneMenu implements ReactiveController {
  #open = false;
  /** The document in which the menu was opened: the phone can move to another one. */
  #document: Document | undefined;

  constructor(private readonly host: MenuHost) {
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
      @click=${() => (this.#open ? this.close() : this.#show(0))}
      @keydown=${this.#buttonKey}
    >
      ${icon('ellipsis-vertical', { size: 'm' })}
    </button>`;
  }

  /** Renders the open menu over the phone. */
  popup(items: readonly MenuItem[], words: Localizer): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    return html`<div
      class="menu"
      part="menu"
      role="menu"
      aria-label=${words.term('menu')}
      @keydown=${this.#key}
      @focusout=${this.#left}
    >
      ${items.map((item) => this.#item(item))}
    </div>`;
  }

  #item({ name, icon: sign, label, checked, radio, press }: MenuItem): TemplateResult {
    const toggle = checked !== undefined;
    return html`<button
      type="button"
      part="menu-item"
      data-item=${name}
      role=${radio ? 'menuitemradio' : toggle ? 'menuitemcheckbox' : 'menuitem'}
      aria-checked=${toggle ? String(checked) : nothing}
      tabindex="-1"
      @click=${() => {
        this.#back();
        press();
      }}
    >
      ${icon(sign, { size: 'm' })}<span class="grow">${label}</span>${checked ? icon('check', { size: 's' }) : nothing}
    </button>`;
  }

  #show(index: number): void {
    this.#open = true;
    this.#document = this.host.ownerDocument;
    this.#document.addEventListener('pointerdown', this.#outside, true);
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.#items().at(index)?.focus());
  }

  /** Closes the menu and restores the focus. */
  #back(): void {
    this.close();
    this.host.renderRoot.querySelector<HTMLElement>('.menu-button')?.focus();
  }

  #items(): HTMLElement[] {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>('.menu button')];
  }

  readonly #buttonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    this.#show(event.key === 'ArrowDown' ? 0 : -1);
  };

  readonly #key = (event: KeyboardEvent): void => {
    // Keys in the menu are not shortcuts of the phone: a digit would be dialled, Escape would decline a call.
    event.stopPropagation();
    if (event.key === 'Tab') return this.close();
    const items = this.#items();
    const index = items.indexOf(event.composedPath()[0] as HTMLElement);
    const to = this.#target(event.key, index, items);
    if (event.key === 'Escape') this.#back();
    else if (to !== undefined) to.focus();
    else return;
    event.preventDefault();
  };

  #target(key: string, index: number, items: readonly HTMLElement[]): HTMLElement | undefined {
    switch (key) {
      case 'ArrowDown':
        return items[(index + 1) % items.length];
      case 'ArrowUp':
        return items.at(index - 1);
      case 'Home':
        return items[0];
      case 'End':
        return items.at(-1);
      default: {
        const begins = (item: HTMLElement): boolean =>
          key.length === 1 && item.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase());
        return [...items.slice(index + 1), ...items.slice(0, index + 1)].find(begins);
      }
    }
  }

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
