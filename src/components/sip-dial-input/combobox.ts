/**
 * Suggestions below a field (WAI-ARIA combobox pattern with a listbox popup); the focus stays in the field.
 * Subjects: suggestions list, combobox; listbox below the number field.
 */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Suggestion } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import { ListNavigation, optionId } from '../shared/lists/list-navigation.js';
import { marked } from '../shared/text/match.js';

interface ComboboxOptions {
  /** Resolves with the suggestions for a text. The result for an outdated text is discarded. */
  ask(text: string): Promise<readonly Suggestion[]>;
  choose(suggestion: Suggestion): void;
}

const SIGNS: Record<Suggestion['from'], Icon> = { contact: 'user', history: 'clock', query: 'search' };

export class Combobox implements ReactiveController {
  readonly #navigation: ListNavigation;
  #found: readonly Suggestion[] = [];
  #text: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
    private readonly options: ComboboxOptions,
  ) {
    this.#navigation = new ListNavigation(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  get open(): boolean {
    return this.#found.length > 0;
  }

  /** The id of the option selected by the arrow keys. */
  get active(): string | undefined {
    return this.#navigation.active;
  }

  /** Requests the suggestions for a text, and shows them. */
  async type(text: string): Promise<void> {
    this.#text = text;
    if (text.trim() === '') return this.close();
    const found = await this.options.ask(text).catch((): readonly Suggestion[] => []);
    if (this.#text !== text) return;
    // Do not suggest the text that the field already has.
    this.#found = found.filter(({ target }) => target !== text.trim());
    this.#navigation.index = -1;
    this.host.requestUpdate();
  }

  close(): void {
    this.#text = undefined;
    if (!this.open) return;
    this.#found = [];
    this.#navigation.index = -1;
    this.host.requestUpdate();
  }

  /** Handles a key in the field. Returns true if the list has used it. */
  keydown(event: KeyboardEvent): boolean {
    if (event.isComposing || !this.open) return false;
    if (this.#navigation.keydown(event, this.#found.length)) return true;
    switch (event.key) {
      case 'Escape':
        this.close();
        break;
      case 'Enter': {
        const chosen = this.#found[this.#navigation.index];
        if (!chosen) return false;
        this.#choose(chosen);
        break;
      }
      default:
        return false;
    }
    event.preventDefault();
    return true;
  }

  popup(words: Localizer): TemplateResult {
    return html`
      <p class="visually-hidden" role="status">${this.open ? words.term('filterResults', this.#found.length) : ''}</p>
      <ul
        class="suggestions"
        id="suggestions"
        part="suggestions"
        role="listbox"
        aria-label=${words.term('suggestions')}
        ?hidden=${!this.open}
        @pointerdown=${(event: Event) => event.preventDefault()}
      >
        ${this.#found.map((suggestion, index) => this.#option(suggestion, index))}
      </ul>
    `;
  }

  #option(suggestion: Suggestion, index: number): TemplateResult {
    const { name, target, from, label } = suggestion;
    const typed = this.#text ?? '';
    const on = index === this.#navigation.index;
    return html`<li
      id=${optionId(index)}
      part="suggestion"
      role="option"
      class=${classMap({ suggestion: true, 'is-active': on })}
      aria-selected=${on}
      @click=${() => this.#choose(suggestion)}
    >
      ${icon(SIGNS[from], { size: 's' })}
      <span class="who"
        ><b class="cut"><bdi dir=${name ? nothing : 'ltr'}>${marked(name || target, typed)}</bdi></b
        >${
          name
            ? html`<small class="cut"
                >${label ? html`<bdi>${label}</bdi> · ` : nothing}<bdi dir="ltr">${marked(target, typed)}</bdi></small
              >`
            : nothing
        }</span
      >
    </li>`;
  }

  #choose(suggestion: Suggestion): void {
    this.close();
    this.options.choose(suggestion);
  }
}
