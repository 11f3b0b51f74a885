/** `<sip-account-form>`: server, address, user name and password of the account. The input is passed to the phone only. */

import { css, html, type TemplateResult } from 'lit';
import type { PhoneConfiguration } from '../../phone/configuration.js';
import { SipAccountSubmitEvent } from '../shared/events/events.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';

const styles = css`
  form {
    display: flex;
    flex-direction: column;
    gap: 12px;
    block-size: 100%;
  }
  label {
    display: grid;
    gap: 6px;
    font-size: var(--_text-s);
    line-height: 16px;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
  }
  input {
    appearance: none;
    inline-size: 100%;
    min-inline-size: 0;
    block-size: 44px;
    margin: 0;
    padding-inline: 14px;
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_color-surface);
    color: var(--_color-text);
    font-size: var(--_text-m);
    font-weight: var(--_weight);
  }
  input::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }
  input:focus-visible {
    outline-offset: -2px;
  }
  input:user-invalid {
    border-color: var(--_color-bad);
  }
  .button {
    margin-block-start: auto;
  }
`;

/**
 * A form for the account.
 *
 * @tag sip-account-form
 * @attr {string} for - Id of the provider. Default: the closest provider among the ancestors.
 * @fires sip-account-submit - The form was submitted. Cancelable: the phone is then not configured. Does not bubble.
 * @csspart base - The form.
 * @csspart label - Each label.
 * @csspart input - Each field.
 * @csspart submit - The submit button.
 */
export class SipAccountForm extends PhoneElement {
  static readonly tagName: string = 'sip-account-form';
  static override styles = [SipElement.styles, styles];

  protected override render(): TemplateResult {
    const words = this.localize;
    return html`
      <form part="base" @submit=${this.#submit}>
        ${this.#field('server', words.term('server'), { type: 'text', hint: 'wss://pbx.example.com/ws', pattern: 'wss?://.+' })}
        ${this.#field('uri', words.term('address'), { type: 'text', hint: 'sip:name@example.com', pattern: '(sips?:)?[^@\\s]+@[^@\\s]+' })}
        ${this.#field('username', words.term('userName'), { type: 'text', autocomplete: 'username' })}
        ${this.#field('password', words.term('password'), { type: 'password', autocomplete: 'current-password' })}
        <button class="button tall wide primary" part="submit" type="submit">${words.term('save')}</button>
      </form>
    `;
  }

  #field(
    name: string,
    label: string,
    options: {
      type: 'text' | 'password';
      hint?: string;
      pattern?: string;
      autocomplete?: 'username' | 'current-password';
    },
  ): TemplateResult {
    const required = options.pattern !== undefined;
    return html`
      <label part="label"
        >${label}
        <input
          part="input"
          dir="ltr"
          name=${name}
          type=${options.type}
          placeholder=${options.hint ?? ''}
          pattern=${options.pattern ?? '.*'}
          autocomplete=${options.autocomplete ?? 'off'}
          autocapitalize="off"
          spellcheck="false"
          ?required=${required}
      /></label>
    `;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const text = (name: string): string | undefined => String(fields.get(name) ?? '').trim() || undefined;
    const account: PhoneConfiguration = {
      server: text('server'),
      uri: text('uri'),
      username: text('username'),
      password: String(fields.get('password') ?? '') || undefined,
    };
    const { access } = this;
    if (!access || !this.dispatchEvent(new SipAccountSubmitEvent(account.server as string, account.uri as string)))
      return;
    access.phone.configure({ ...account, credentials: undefined });
    void access.phone.start();
    form.reset();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-account-form': SipAccountForm;
  }
}
