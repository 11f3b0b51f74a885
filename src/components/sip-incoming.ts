/** `<sip-incoming>`: shows itself while a call rings here: who calls, Decline, Answer. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CallState } from '../phone/state.js';
import { ringingCall } from './internal/phone-access.js';
import { CallElement } from './internal/phone-element.js';
import type { PhoneLike } from './internal/phone-like.js';
import { SipElement } from './internal/sip-element.js';
import { SipCall } from './sip-call.js';

const styles = css`
  :host {
    display: block;
  }
  :host(:not(:state(ringing))) {
    display: none;
  }
  .card {
    inline-size: 320px;
    max-inline-size: 100%;
    block-size: 480px;
    overflow: clip;
    background: var(--_color-raised);
    border-radius: var(--_radius-l);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
  }
  sip-call {
    block-size: 100%;
  }
  @media (forced-colors: active) {
    .card {
      border: 2px solid CanvasText;
    }
  }
`;

/**
 * The call that rings.
 *
 * @tag sip-incoming
 * @attr {string} for - Id of the provider, where the element stands outside of it.
 * @csspart base - The card.
 * @csspart call - The call in it.
 * @cssstate ringing - Somebody calls; without it the element is not shown.
 */
export class SipIncoming extends CallElement {
  static readonly tagName: string = 'sip-incoming';
  static readonly dependencies = [SipCall];
  static override styles = [SipElement.styles, styles];

  protected override impliedCall(phone: PhoneLike): CallState | undefined {
    return ringingCall(phone);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.toggleState('ringing', this.call?.status === 'incoming');
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call } = this;
    if (call?.status !== 'incoming') return nothing;
    return html`<section class="card" part="base" aria-label=${this.localize.term('incomingCall')}>
      <sip-call part="call" call-id=${call.id} .phone=${this.access?.phone}></sip-call>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-incoming': SipIncoming;
  }
}
