/**
 * `<sip-incoming>`: visible while a call rings: the caller, Decline and Answer.
 * Subjects: <sip-incoming>; incoming call, shown.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallState } from '../../phone/state.js';
import { SipMessageRequestEvent } from '../shared/events/events.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { ringingCall } from '../shared/commands/phone-access.js';
import { CallElement } from '../shared/base/phone-element.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { PressGuard } from '../shared/commands/press-guard.js';
import { callWaitingStyles } from './waiting-call.styles.js';
import { callWaitingSheet } from './waiting-call.js';
import { SipElement } from '../shared/base/sip-element.js';
import { SHORT_CALL_PARTS } from '../shared/actions/action-button.js';
import { SipCall } from '../sip-call/sip-call.js';

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
    min-block-size: 480px;
    overflow: clip;
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    background: var(--_color-raised);
    border-radius: var(--_radius-l);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
  }
  sip-call {
    flex: 1;
  }
  /* Call waiting: the caller and three plain choices. */
  .card.second-card {
    min-block-size: 0;
  }
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
    padding: 20px var(--_edge) 16px;
  }
  @media (forced-colors: active) {
    .card {
      border: 2px solid CanvasText;
    }
  }
`;

/**
 * The incoming call.
 *
 * @tag sip-incoming
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {boolean} can-message - Shows Message: the page handles `sip-message-request`.
 * @fires sip-message-request - The user pressed Message; `address` is the caller. Does not bubble.
 * @csspart base - The card.
 * @csspart call - The call in the card.
 * @csspart call__name - The name in the call; in the same way its other parts, such as `call__spam`.
 * @csspart action - Each of its buttons; `action__face` and `action__label` are in them.
 * @csspart sheet - The sheet of call waiting, during another call.
 * @csspart spam - In the sheet, the warning about a caller that is probably spam.
 * @csspart avatar - The image or initials.
 * @csspart button - Each button of the sheet.
 * @csspart icon - Each icon.
 * @csspart kind - The line above the name.
 * @csspart name - The name in the sheet.
 * @csspart number - The number in the sheet.
 * @cssstate ringing - A call rings; without this state the element is hidden.
 * @cssstate second - Another call is active.
 */
export class SipIncoming extends CallElement {
  static readonly tagName: string = 'sip-incoming';
  static readonly dependencies = [SipCall];
  static override styles = [SipElement.styles, avatarStyles, callWaitingStyles, styles];

  @property({ type: Boolean, attribute: 'can-message' }) accessor canMessage = false;

  readonly #guard = new PressGuard();

  constructor() {
    super();
    this.shareAccess();
  }

  protected override impliedCall(phone: PhoneLike): CallState | undefined {
    return ringingCall(phone);
  }

  protected override select(): unknown {
    return [this.call, this.phoneState?.calls, this.phoneState?.activeCallId];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const rings = this.call?.status === 'incoming';
    this.toggleState('ringing', rings);
    this.toggleState('second', rings && this.#isSecond());
    this.#guard.watch(this.access?.phone, this.call, {}, this.#isSecond() ? this.call?.id : undefined);
  }

  /** Whether another call is active, which answering this one would hold or end. */
  #isSecond(): boolean {
    return (this.phoneState?.calls ?? []).some(({ id, status }) => id !== this.call?.id && status === 'active');
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call, access } = this;
    if (call?.status !== 'incoming' || !access) return nothing;
    const second = this.#isSecond();
    const filter = { handleEvent: this.#guard.filter, capture: true };
    return html`<section
      class="card ${second ? 'second-card' : ''}"
      part="base"
      dir=${this.localize.dir()}
      aria-label=${this.localize.term(second ? 'secondCall' : 'incomingCall')}
      @click=${filter}
    >
      ${
        second
          ? callWaitingSheet(call, access, this.localize)
          : html`<sip-call
              part="call"
              call-id=${call.id}
              exportparts=${SHORT_CALL_PARTS}
              ?can-message=${this.canMessage}
              @sip-message-request=${this.#message}
            ></sip-call>`
      }
    </section>`;
  }

  #message(event: SipMessageRequestEvent): void {
    this.dispatchEvent(new SipMessageRequestEvent(event.address));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-incoming': SipIncoming;
  }
}
