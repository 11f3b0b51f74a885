/**
 * `<sip-dial-input>`: the field for a name or number. Shares its text with the phone; form-associated (HTML §4.13.7.3).
 * Subjects: <sip-dial-input>; number field; text shared with the phone.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { PhoneState } from '../../phone/state.js';
import { Combobox } from './combobox.js';
import { icon } from '../shared/icons/icons.js';
import { knownParty } from '../shared/text/known-name.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { matchStyles } from '../shared/text/match.js';
import { SipElement } from '../shared/base/sip-element.js';
import { afterDeletion, caretIn, cleanPaste, keptOf } from './typed-number.js';
import { styles } from './sip-dial-input.styles.js';

/** Number of digits that fit at full size into the narrowest phone. */
const WIDE = 17;

/**
 * The field of the number to dial.
 *
 * @tag sip-dial-input
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} name - The name in a form.
 * @attr {string} placeholder - Text of the empty field.
 * @attr {boolean} disabled - Disables the field.
 * @attr {'search'} layout - `search`: a field with border and icon, for a list.
 * @attr {boolean} no-suggestions - Shows no suggestions.
 * @slot hint - The line below the field. Default: the contact that has the number.
 * @csspart base - The container.
 * @csspart input - The field.
 * @csspart hint - The line below the field.
 * @csspart suggestions - The list of suggestions.
 * @csspart suggestion - Each suggestion.
 * @csspart icon - Each icon.
 * @csspart match - The typed text in a result.
 * @cssstate empty - Nothing is typed.
 * @cssstate open - The list of suggestions is shown.
 */
export class SipDialInput extends PhoneElement {
  static readonly tagName: string = 'sip-dial-input';
  protected static override readonly laterSlots = ['hint'];
  static readonly formAssociated = true;
  static override styles = [SipElement.styles, matchStyles, styles];

  @property({ reflect: true }) accessor name: string | undefined = undefined;
  @property() accessor placeholder: string | undefined = undefined;
  @property({ reflect: true }) accessor layout: 'search' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;
  @property({ type: Boolean, attribute: 'no-suggestions' }) accessor noSuggestions = false;

  /** Whether the slot has content. A slot in the slot, as of `<sip-phone>`, has its own. */
  @state() private accessor hasHint = false;

  readonly #combobox = new Combobox(this, {
    ask: async (text) => (await this.access?.phone.contacts?.suggest(text)) ?? [],
    choose: ({ target, name }) => {
      this.value = target;
      this.#chosen = { target, name };
    },
  });
  /** The text while there is no phone. */
  #value = '';
  #chosen: { readonly target: string; readonly name: string } | undefined;
  /** Position of the caret after the next render. */
  #caret: number | undefined;

  /** The typed text. All fields and dialpads of a phone share it. */
  @property()
  get value(): string {
    return this.phoneState?.dialString ?? this.#value;
  }

  set value(text: string | null) {
    const old = this.value;
    if (this.access) this.access.phone.setDialString(text ?? '');
    else this.#value = text ?? '';
    this.requestUpdate('value', old);
  }

  protected override select(state: PhoneState): unknown {
    return [state.dialString, state.contacts, state.history];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#share();
    this.internals.setFormValue(this.value);
    this.toggleState('empty', this.value === '');
    this.toggleState('open', this.#combobox.open);
  }

  protected override updated(): void {
    const caret = this.#caret;
    this.#caret = undefined;
    if (caret !== undefined) this.#field.setSelectionRange(caret, caret);
  }

  /** Restores the initial value when the form is reset (HTML §4.13.7.3). */
  formResetCallback(): void {
    this.value = this.getAttribute('value');
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  protected override render(): TemplateResult {
    const shown = this.#shown;
    const words = this.localize;
    const suggests = !this.noSuggestions;
    return html`
      <div class="field" part="base">
        ${this.layout === 'search' ? icon('search', { size: 'm' }) : nothing}
        <input
          part="input"
          class=${shown.length > WIDE && this.layout === undefined ? 'is-long' : ''}
          dir=${this.layout === 'search' && shown === '' ? nothing : 'ltr'}
          type="text"
          inputmode="tel"
          enterkeyhint="go"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="256"
          role=${suggests ? 'combobox' : nothing}
          aria-autocomplete=${suggests ? 'list' : nothing}
          aria-expanded=${suggests ? String(this.#combobox.open) : nothing}
          aria-controls=${suggests ? 'suggestions' : nothing}
          aria-activedescendant=${ifDefined(this.#combobox.active)}
          ?disabled=${this.disabled}
          aria-label=${this.hostLabel ?? words.term('numberToCall')}
          placeholder=${this.placeholder ?? words.term('nameOrNumber')}
          .value=${live(shown)}
          @input=${this.#input}
          @paste=${this.#paste}
          @keydown=${this.#keydown}
          @blur=${() => this.#combobox.close()}
        />
        ${
          this.layout === 'search'
            ? nothing
            : html`<div class="hint cut" part="hint">
                <bdi ?hidden=${this.hasHint}>${this.#whose()}</bdi><slot name="hint" @slotchange=${this.#hinted}></slot>
              </div>`
        }
        ${suggests ? this.#combobox.popup(words) : nothing}
      </div>
    `;
  }

  /** Gives the phone the text that was set or typed before there was one, unless another field or dialpad has written. */
  #share(): void {
    const { access } = this;
    if (!access || !this.#value) return;
    const text = this.#value;
    this.#value = '';
    if (!access.phone.state.dialString) access.phone.setDialString(text);
  }

  get #field(): HTMLInputElement {
    return this.renderRoot.querySelector('input')!;
  }

  /** The value, formatted by the number plan. */
  get #shown(): string {
    return this.#format(this.value);
  }

  readonly #format = (text: string): string => this.access?.phone.formatNumber?.(text) ?? text;

  /** Returns the name of the chosen suggestion, else of the party that has this number. */
  #whose(): string {
    const { value } = this;
    if (this.#chosen?.target === value) return this.#chosen.name;
    if (value.trim() === '') return '';
    const found = knownParty(this.phoneState, value);
    return [found?.name, found?.label].filter(Boolean).join(' · ');
  }

  #hinted(event: Event): void {
    const nodes = (event.target as HTMLSlotElement).assignedNodes({ flatten: true });
    this.hasHint = nodes.some((node) => node.textContent?.trim() !== '');
  }

  #input(event: InputEvent): void {
    const { value: text, selectionStart } = this.#field;
    const caret = selectionStart ?? text.length;
    // Do not format text during composition: an event follows at its end.
    if (event.isComposing) return void (this.value = text);
    const deleted = event.inputType?.startsWith('deleteContent');
    const forward = event.inputType === 'deleteContentForward';
    this.#take(deleted ? afterDeletion(this.#shown, { text, caret }, forward) : { text, caret });
  }

  /** Sets the value, formatted, with the caret behind the same digit, and requests suggestions. */
  #take({ text, caret }: { readonly text: string; readonly caret: number }): void {
    this.value = keptOf(text, this.#format, this.#shown !== this.value);
    this.#caret = caretIn(this.#shown, text, caret);
    this.requestUpdate();
    if (!this.noSuggestions) void this.#combobox.type(this.value);
  }

  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain');
    if (!pasted) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd, maxLength } = this.#field;
    const start = selectionStart ?? value.length;
    const clean = cleanPaste(pasted);
    const text = (value.slice(0, start) + clean + value.slice(selectionEnd ?? start)).slice(0, maxLength);
    this.#take({ text, caret: start + clean.length });
  }

  #keydown(event: KeyboardEvent): void {
    if (this.#combobox.keydown(event)) return;
    if (event.key !== 'Enter' || event.isComposing || !this.value.trim()) return;
    this.#combobox.close();
    const form = this.internals.form;
    if (form) form.requestSubmit();
    else if (this.access) this.access.dial(this.value);
    event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-dial-input': SipDialInput;
  }
}
