/** `<sip-transfer>`: hands the far side of a call over (RFC 3515, RFC 5589): to a number, or to the far side of another call. */

import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { CallState } from '../phone/state.js';
import { SipToggleEvent } from './events.js';
import { avatarStyles } from './internal/avatar.styles.js';
import { callShape, callWords } from './internal/call-words.js';
import { icon } from './internal/icons.js';
import { avatar, nameOf } from './internal/party.js';
import { CallElement } from './internal/phone-element.js';
import { shape } from './internal/shapes.js';
import { SipElement } from './internal/sip-element.js';

const styles = css`
  :host,
  form {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  form {
    flex: 1;
  }
  .search {
    flex: none;
    margin: 4px var(--_edge) 8px;
    block-size: 48px;
    display: flex;
    align-items: center;
    gap: 10px;
    padding-inline: 14px;
    border-radius: min(var(--_radius), var(--_radius-key));
    box-shadow: inset 0 0 0 1px var(--_color-line-control);
  }
  .search:focus-within {
    box-shadow: inset 0 0 0 2px var(--_color-focus);
  }
  .search .icon {
    color: var(--_color-text-muted);
  }
  input {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
    outline: none;
    background: none;
    caret-color: var(--_color-accent);
  }
  input:focus-visible {
    outline: none;
  }
  input::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }
  ul {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding-block: 4px;
  }
  .item {
    inline-size: 100%;
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding: 6px calc(var(--_edge) + 2px);
  }
  .item:hover {
    background: var(--_color-sunken);
  }
  .item:focus-visible {
    outline-offset: -2px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  b {
    display: block;
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  .sub {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  .bottom {
    flex: none;
    padding: 12px var(--_edge) 16px;
    border-block-start: 1px solid var(--_color-line);
  }
  .button:disabled {
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    filter: none;
    cursor: default;
  }
  @media (forced-colors: active) {
    .search {
      border: 1px solid ButtonText;
    }
  }
`;

/**
 * Transfers the call around it, the named one or the active one.
 *
 * @tag sip-transfer
 * @attr {string} call-id - Which call.
 * @fires sip-toggle - The transfer is under way; the page can put the element away. Does not bubble.
 * @csspart base - The form.
 * @csspart input - The field.
 * @csspart item - Each other call.
 * @csspart submit - The button.
 */
export class SipTransfer extends CallElement {
  static readonly tagName: string = 'sip-transfer';
  static override styles = [SipElement.styles, avatarStyles, styles];

  @state() private accessor number = '';

  protected override select(): unknown {
    return this.phoneState?.calls;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call } = this;
    if (call?.status !== 'active') return nothing;
    const words = this.localize;
    const others = (this.phoneState?.calls ?? []).filter(({ id, status }) => id !== call.id && status === 'active');
    return html`
      <form part="base" @submit=${this.#submit}>
        <div class="search">
          ${icon('search', { size: 'm' })}
          <input
            part="input"
            dir="ltr"
            type="text"
            inputmode="tel"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="256"
            aria-label=${words.term('transferTo')}
            placeholder=${words.term('nameOrNumber')}
            .value=${this.number}
            @input=${(event: InputEvent) => (this.number = (event.target as HTMLInputElement).value)}
          />
        </div>
        <ul aria-label=${words.term('calls')}>
          ${others.map((other) => this.#other(other))}
        </ul>
        <div class="bottom">
          <button class="button tall wide primary" part="submit" type="submit" ?disabled=${!this.number.trim()}>
            ${words.term('transferNow')}
          </button>
        </div>
      </form>
    `;
  }

  /** Another call: its far side and this one are put together. */
  #other(call: CallState): TemplateResult {
    const withheld = this.localize.term('privateNumber');
    return html`<li>
      <button class="item" part="item" type="button" @click=${() => this.#transfer(call.id)}>
        ${avatar(call.peer)}
        <span class="visually-hidden">${this.localize.term('transferTo')} </span>
        <span class="who">
          <b class="cut">${nameOf(call.peer, withheld)}</b>
          <span class="sub">${shape(callShape(call))}${callWords(call, this.localize)}</span>
        </span>
      </button>
    </li>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const target = this.number.trim();
    if (!target) return;
    void this.access?.transfer(target, this.call?.id).catch(() => {}); // what came of it is in the state of the call
    this.#done();
  }

  #transfer(otherId: string): void {
    const other = this.access?.phone.getCall(otherId);
    if (other) void this.access?.transfer(other, this.call?.id).catch(() => {});
    this.#done();
  }

  #done(): void {
    this.number = '';
    this.dispatchEvent(new SipToggleEvent(false));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-transfer': SipTransfer;
  }
}
