/** `<sip-dock>`: a phone that floats over the page in the top layer (HTML §6.12): a round button, a pill while it rings or talks, a phone. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallState, PhoneState } from '../phone/state.js';
import { SipToggleEvent } from './events.js';
import { statusView } from './internal/account-words.js';
import { pillStyles } from './internal/dock.styles.js';
import { icon } from './internal/icons.js';
import { nameOf } from './internal/party.js';
import { currentCall, ringingCall, type PhoneAccess } from './internal/phone-access.js';
import { PressGuard } from './internal/press-guard.js';
import { shape } from './internal/shapes.js';
import { SipElement } from './internal/sip-element.js';
import { SipCallTimer } from './sip-call-timer.js';
import { SipPhone } from './sip-phone.js';
import { SipProvider } from './sip-provider.js';

const styles = css`
  :host {
    position: fixed;
    inset: auto;
    inset-block-end: var(--_dock-inset);
    inset-inline-end: var(--_dock-inset);
    inline-size: max-content;
    block-size: max-content;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: visible;
    background: none;
  }
  :host([placement='bottom-start']) {
    inset-inline: var(--_dock-inset) auto;
  }
  .launcher {
    position: relative;
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--_radius-key);
    display: grid;
    place-items: center;
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    box-shadow: var(--_shadow-2);
  }
  .presence {
    --ground: var(--_color-raised);
    position: absolute;
    inset-inline-end: -1px;
    inset-block-end: -1px;
    padding: 2px;
    border-radius: 50%;
    background: var(--_color-raised);
  }
  .panel {
    position: relative;
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow-3);
    animation: rise var(--_time) var(--_ease);
  }
  sip-phone {
    block-size: min(560px, 90vh);
  }
  .icon-button {
    background: none;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 16px;
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border: 1px solid ButtonText;
    }
  }
`;

/**
 * The floating phone. All attributes of `<sip-provider>` are its own as well.
 *
 * @tag sip-dock
 * @attr {boolean} open - Whether the phone is open.
 * @attr {'bottom-end' | 'bottom-start'} placement - Default `bottom-end`.
 * @fires sip-toggle - The phone opened or closed. Does not bubble.
 * @slot launcher - Instead of the icon of the round button.
 * @csspart launcher - The round button.
 * @csspart pill - The pill of a call.
 * @csspart panel - What holds the open phone.
 * @csspart phone - The phone.
 * @cssprop --sip-dock-inset - The distance from the edges of the window.
 * @cssstate ringing
 * @cssstate in-call
 */
export class SipDock extends SipProvider {
  static override readonly tagName: string = 'sip-dock';
  static readonly dependencies = [SipPhone, SipCallTimer];
  static override styles = [SipElement.styles, pillStyles, styles];

  @property({ type: Boolean, reflect: true }) accessor open = false;
  @property({ reflect: true }) accessor placement: 'bottom-end' | 'bottom-start' | undefined = undefined;

  readonly #guard = new PressGuard();

  override connectedCallback(): void {
    super.connectedCallback();
    // In the top layer no style sheet of the page can cover it.
    if ('popover' in this) {
      this.popover = 'manual';
      this.showPopover();
    }
  }

  /** Opens the phone, or closes it; without a value it toggles. A call goes on either way. */
  toggle(open = !this.open): void {
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new SipToggleEvent(open));
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(open ? 'sip-phone' : 'button')?.focus(),
    );
  }

  protected override phoneStateChanged(_state: PhoneState, _previous: PhoneState): void {
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const phone = this.access?.phone;
    this.#guard.watch(phone);
    this.toggleState('ringing', phone !== undefined && ringingCall(phone) !== undefined);
    this.toggleState('in-call', phone !== undefined && currentCall(phone)?.status === 'active');
  }

  protected override render(): TemplateResult {
    const { access } = this;
    if (!access) return html`<slot></slot>`;
    const face = this.open ? this.#panel(access) : this.#closed(access);
    return html`<div
        dir=${this.localize.dir()}
        @click=${{ handleEvent: this.#guard.filter, capture: true }}
        @keydown=${this.#keydown}
      >
        ${face}
      </div>
      <slot></slot>`;
  }

  #panel(access: PhoneAccess): TemplateResult {
    return html`<div class="panel" part="panel">
      <sip-phone part="phone" .shared=${access}>
        <button
          slot="header-end"
          class="icon-button"
          type="button"
          aria-label=${this.localize.term('closePhone')}
          @click=${() => this.toggle(false)}
        >
          ${icon('chevron-down', { size: 'm' })}
        </button>
      </sip-phone>
    </div>`;
  }

  #closed(access: PhoneAccess): TemplateResult {
    const ringing = ringingCall(access.phone);
    if (ringing) return this.#ringingPill(access, ringing);
    const call = currentCall(access.phone);
    return call && call.status !== 'ended' ? this.#callPill(access, call) : this.#launcher();
  }

  #launcher(): TemplateResult {
    const view = this.state && statusView(this.state, this.localize, this.ticker);
    return html`<button
      class="launcher"
      part="launcher"
      type="button"
      aria-label="${this.localize.term('openPhone')}${view?.title ? `, ${view.title}` : ''}"
      @click=${() => this.toggle(true)}
    >
      <slot name="launcher">${icon('phone', { fill: true })}</slot>
      ${view ? html`<span class="presence" data-tone=${view.tone}>${shape(view.shape)}</span>` : nothing}
    </button>`;
  }

  #ringingPill(access: PhoneAccess, call: CallState): TemplateResult {
    const words = this.localize;
    const busy = access.phone.state.calls.some(({ id, status }) => id !== call.id && status === 'active');
    return html`<div class="pill ringing" part="pill" role="group" aria-label=${words.term('incomingCall')}>
      <div class="who">
        <b class="cut">${nameOf(call.peer, words.term('privateNumber'))}</b>
        <span class="cut">${words.term(busy ? 'secondCall' : 'incomingCall')}</span>
      </div>
      ${this.#round('end', words.term('decline'), 'decline', () => access.decline(call.id))}
      ${this.#round('call', words.term(busy ? 'holdAndAnswer' : 'answer'), 'answer', () => access.answer(call.id))}
    </div>`;
  }

  #round(kind: 'call' | 'end', label: string, place: string, press: () => Promise<void>): TemplateResult {
    const sign = icon('phone', { size: 'm', fill: true, down: kind === 'end' });
    return html`<button
      class="round ${kind}"
      type="button"
      data-place=${place}
      aria-label=${label}
      @click=${() => void press().catch(() => {})}
    >
      ${sign}
    </button>`;
  }

  #callPill(access: PhoneAccess, call: CallState): TemplateResult {
    const words = this.localize;
    const name = nameOf(call.peer, words.term('privateNumber'));
    const up = call.status === 'active';
    const first = up
      ? html`<sip-call-timer .phone=${access.phone} call-id=${call.id}></sip-call-timer>`
      : words.term(call.status === 'ringing' ? 'ringing' : 'calling');
    return html`<div
      class="pill in-call ${call.muted ? 'is-muted' : ''}"
      part="pill"
      role="group"
      aria-label=${words.term('inCall')}
    >
      <div class="who"><b>${first}</b><span class="cut">${call.muted ? words.term('muted') : name}</span></div>
      <button
        class="hit face"
        type="button"
        data-place="mute"
        aria-label=${words.term(call.muted ? 'unmute' : 'mute')}
        aria-pressed=${call.muted}
        @click=${() => void access.mute(undefined, call.id).catch(() => {})}
      >
        <span>${icon(call.muted ? 'mic-off' : 'mic', { size: 'm' })}</span>
      </button>
      <button
        class="hit end"
        type="button"
        data-place="end"
        aria-label=${words.term(up ? 'hangUp' : 'cancel')}
        @click=${() => void access.hangUp(call.id).catch(() => {})}
      >
        <span>${icon('phone', { size: 'm', fill: true, down: true })}</span>
      </button>
      <button class="hit" type="button" aria-label=${words.term('openPhone')} @click=${() => this.toggle(true)}>
        <span>${icon('maximize-2', { size: 'm' })}</span>
      </button>
    </div>`;
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open || event.defaultPrevented) return;
    event.preventDefault();
    this.toggle(false);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-dock': SipDock;
  }
}
