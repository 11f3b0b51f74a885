/** `<sip-dial-input>`: the field for a name or a number. Shares its text with the phone; takes part in forms (HTML §4.13.7.3). */

import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { PhoneState } from '../phone/state.js';
import { PhoneElement } from './internal/phone-element.js';
import { SipElement } from './internal/sip-element.js';

/** As many digits fit at the full size into the narrowest phone. */
const WIDE = 17;

const styles = css`
  .field {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 2px;
    inline-size: 100%;
    block-size: 100%;
    text-align: center;
  }
  input {
    appearance: none;
    inline-size: 100%;
    min-inline-size: 0;
    margin: 0;
    padding: 0 4px;
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    text-align: center;
    font-size: calc(var(--_font-size) * 1.857);
    line-height: 34px;
    block-size: 34px;
    letter-spacing: -0.01em;
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
    caret-color: var(--_color-accent);
  }
  input.is-long {
    font-size: calc(var(--_font-size) * 1.286);
  }
  input::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
    font-size: var(--_text-l);
    letter-spacing: normal;
  }
  input:focus-visible {
    outline-offset: -2px;
  }
  .hint {
    font-size: var(--_text-s);
    line-height: 16px;
    min-block-size: 16px;
    color: var(--_color-text-muted);
    max-inline-size: 100%;
  }
  @container (height < 520px) {
    .field {
      gap: 0;
    }
    .hint {
      display: none;
    }
  }
`;

/**
 * The number being dialled.
 *
 * @tag sip-dial-input
 * @attr {string} for - Id of the provider, where the element stands outside of it.
 * @attr {string} name - The name in a form.
 * @attr {string} placeholder
 * @attr {boolean} disabled
 * @attr {'search'} layout - `search`: a field with an edge and a sign, for a list.
 * @slot hint - A line under the field, such as the person that the number belongs to.
 * @csspart base - The whole.
 * @csspart input - The field.
 * @csspart hint - The line under it.
 */
export class SipDialInput extends PhoneElement {
  static readonly tagName: string = 'sip-dial-input';
  static readonly formAssociated = true;
  static override styles = [SipElement.styles, styles];

  @property({ reflect: true }) accessor name: string | undefined = undefined;
  @property() accessor placeholder: string | undefined = undefined;
  @property({ reflect: true }) accessor layout: 'search' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  #value = '';

  /** What has been typed. With a phone it is the phone's, so every field and dialpad of it shows the same. */
  @property()
  get value(): string {
    return this.phoneState?.dialString ?? this.#value;
  }

  set value(text: string | null) {
    const old = this.value;
    this.#value = text ?? '';
    this.access?.phone.setDialString(this.#value);
    this.requestUpdate('value', old);
  }

  protected override select(state: PhoneState): unknown {
    return state.dialString;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.internals.setFormValue(this.value);
  }

  /** Part of a form that is reset. */
  formResetCallback(): void {
    this.value = this.getAttribute('value');
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="field" part="base">
        <input
          part="input"
          class=${this.value.length > WIDE ? 'is-long' : ''}
          dir="ltr"
          type="text"
          inputmode="tel"
          enterkeyhint="go"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="256"
          ?disabled=${this.disabled}
          aria-label=${this.hostLabel ?? this.localize.term('numberToCall')}
          placeholder=${this.placeholder ?? this.localize.term('nameOrNumber')}
          .value=${live(this.value)}
          @input=${this.#input}
          @keydown=${this.#keydown}
        />
        <div class="hint cut" part="hint"><slot name="hint"></slot></div>
      </div>
    `;
  }

  #input(event: Event): void {
    this.value = (event.target as HTMLInputElement).value;
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || !this.value.trim()) return;
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
