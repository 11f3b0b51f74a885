/** `<sip-transfer>`: transfers a call (RFC 3515, RFC 5589): to a number or contact, blind or after a consultation, or to another call. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallState, Lamp, Suggestion } from '../../phone/state.js';
import { SipToggleEvent } from '../shared/events/events.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { callShape, callWords } from '../shared/text/call-text.js';
import { beginConsultation } from '../shared/phone/consultation.js';
import { icon } from '../shared/icons/icons.js';
import { lampView } from '../shared/text/lamp-text.js';
import { listStyles } from '../shared/styles/list.styles.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import { CallElement } from '../shared/base/phone-element.js';
import { shape } from '../shared/icons/shapes.js';
import { SipElement } from '../shared/base/sip-element.js';
import { Suggestions } from './transfer-suggestions.js';

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
  .row.is-on {
    --ground: var(--_color-accent-soft);
    background: var(--_color-accent-soft);
  }
  .bottom {
    display: grid;
    gap: 8px;
    padding: 12px var(--_edge) 16px;
    text-align: center;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .pair .button {
    padding-inline: 8px;
  }
  .button:disabled {
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    filter: none;
    cursor: default;
  }
`;

/**
 * Transfers a call.
 *
 * @tag sip-transfer
 * @attr {string} call-id - Id of the call. Default: the call of the enclosing `<sip-call>`, else the active call.
 * @fires sip-toggle - The transfer or consultation has begun; the page can hide the element. Does not bubble.
 * @csspart base - The form.
 * @csspart input - The number field.
 * @csspart item - Each other call, and each suggestion.
 * @csspart consult - The button that starts a consultation.
 * @csspart submit - The button that starts a blind transfer.
 */
export class SipTransfer extends CallElement {
  static readonly tagName: string = 'sip-transfer';
  static override styles = [SipElement.styles, avatarStyles, listStyles, styles];

  @state() private accessor typed = '';
  /** The chosen suggestion; typing clears it. */
  @state() private accessor chosen: Suggestion | undefined = undefined;

  readonly #suggestions = new Suggestions(this);

  protected override select(): unknown {
    const phone = this.phoneState;
    return [phone?.calls, phone?.lamps, phone?.contacts];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.chosen) this.#suggestions.ask(this.access?.phone, this.typed.trim());
  }

  get #target(): string {
    return this.chosen?.target ?? this.typed.trim();
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
            dir="auto"
            type="text"
            inputmode="tel"
            enterkeyhint="go"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="256"
            aria-label=${words.term('transferTo')}
            placeholder=${words.term('nameOrNumber')}
            .value=${this.chosen?.name || this.chosen?.target || this.typed}
            @input=${this.#input}
          />
        </div>
        <ul class="rows" aria-label=${words.term('transferTo')}>
          ${others.map((other) => this.#other(other))}
          ${repeat(
            this.#suggestions.list,
            ({ target }) => target,
            (suggestion) => this.#suggestion(suggestion),
          )}
        </ul>
        ${this.#bottom(call)}
      </form>
    `;
  }

  /** Renders another call, whose remote party becomes the transfer target. */
  #other(call: CallState): TemplateResult {
    const withheld = this.localize.term('privateNumber');
    return html`<li class="row item" part="item">
      ${avatar(call.peer)}
      <div class="who">
        <button class="over" type="button" @click=${() => this.#transfer(call.id)}>
          <span class="visually-hidden">${this.localize.term('transferTo')} </span>
          <b class="cut">${nameOf(call.peer, withheld)}</b>
        </button>
        <span class="sub">${shape(callShape(call))}${callWords(call, this.localize)}</span>
      </div>
    </li>`;
  }

  #suggestion(suggestion: Suggestion): TemplateResult {
    const { name, target } = suggestion;
    const party = { name, number: target, uri: target };
    const on = this.chosen?.target === target;
    const pick = (): void => void (this.chosen = on ? undefined : suggestion);
    return html`<li class="row ${on ? 'is-on' : ''}" part="item">
      ${avatar(party)}
      <div class="who">
        <button class="over" type="button" aria-pressed=${on} @click=${pick}>
          <b class="cut">${nameOf(party, this.localize.term('privateNumber'))}</b>
        </button>
        <span class="sub">${this.#about(suggestion)}</span>
      </div>
      ${on ? icon('check', { size: 'm' }) : nothing}
    </li>`;
  }

  /** Renders the status of a watched target, and its number. */
  #about({ target, name }: Suggestion): TemplateResult {
    const lamp = this.phoneState?.lamps.find(({ uri, number }) => uri === target || number === target);
    const number = name ? html`<bdi dir="ltr" class="cut">${target}</bdi>` : nothing;
    return lamp ? html`${this.#lamp(lamp)}${name ? ' · ' : nothing}${number}` : html`${number}`;
  }

  #lamp(lamp: Lamp): TemplateResult {
    const view = lampView(lamp, this.localize);
    return html`<span data-tone=${view.tone}>${shape(view.shape)}</span>${view.words}`;
  }

  #bottom(call: CallState): TemplateResult {
    const words = this.localize;
    const name = plainNameOf(call.peer, words.term('privateNumber'));
    const empty = this.#target === '';
    return html`<div class="bottom">
      <p class="small muted">${words.term('staysOnHold', name)}</p>
      <div class="pair">
        <button class="button tall" part="consult" type="button" ?disabled=${empty} @click=${this.#consult}>
          ${words.term('consult')}
        </button>
        <button class="button tall primary" part="submit" type="submit" ?disabled=${empty}>
          ${words.term('transferNow')}
        </button>
      </div>
    </div>`;
  }

  #input(event: InputEvent): void {
    this.typed = (event.target as HTMLInputElement).value;
    this.chosen = undefined;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const target = this.#target;
    if (!target) return;
    void this.access?.transfer(target, this.call?.id).catch(() => {}); // the state of the call has the result
    this.#done();
  }

  #transfer(otherId: string): void {
    const other = this.access?.phone.getCall(otherId);
    if (other) void this.access?.transfer(other, this.call?.id).catch(() => {});
    this.#done();
  }

  /** Calls the transfer target and holds this call; the buttons of the call complete the transfer. */
  #consult(): void {
    const { access, call } = this;
    if (!access || !call) return;
    const second = access.dial(this.#target);
    if (!second) return; // prevented by a listener
    beginConsultation(access.phone, call.id, second.id);
    this.#done();
  }

  #done(): void {
    this.typed = '';
    this.chosen = undefined;
    this.dispatchEvent(new SipToggleEvent(false));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-transfer': SipTransfer;
  }
}
