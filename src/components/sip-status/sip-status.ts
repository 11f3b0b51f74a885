/**
 * `<sip-status>`: the account status as text and shape, with at most one button for the remedy.
 * Subjects: <sip-status>; status bar; account state as shape; sip-fix-request event.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import { statusView, type StatusView } from '../shared/text/account-text.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { shape } from '../shared/icons/shapes.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { SipFixRequestEvent } from '../shared/events/events.js';
import { styles } from './sip-status.styles.js';

const STATES = {
  unconfigured: (state) => state?.account.status === 'unconfigured',
  connecting: (state) => state?.account.status === 'connecting',
  ready: (state) => state?.account.status === 'ready',
  offline: (state) => state?.account.status === 'offline',
  refused: (state) => state?.account.status === 'refused',
  elsewhere: (state) => state?.account.status === 'elsewhere',
  stopped: (state) => state?.account.status === 'stopped',
} satisfies StateTable<PhoneState | undefined>;

/**
 * The account status.
 *
 * @tag sip-status
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @fires sip-fix-request - The user asks to correct the account. Does not bubble.
 * @slot icon - The shape of the status.
 * @slot title - The first line.
 * @slot action - The label of the button of the remedy.
 * @csspart base - The bar.
 * @csspart shape - The shape of the status.
 * @csspart title - The first line.
 * @csspart line - The second line.
 * @csspart action - The button of the remedy.
 * @csspart account - The name of the account.
 * @cssstate unconfigured - The account is missing or its configuration is wrong.
 * @cssstate connecting - The phone is connecting or registering.
 * @cssstate ready - The account is registered, or connected with `no-register`.
 * @cssstate offline - Not connected; the phone tries again.
 * @cssstate refused - The server refuses the account.
 * @cssstate elsewhere - Another tab uses the account (`single-tab`).
 * @cssstate stopped - The phone is stopped.
 */
export class SipStatus extends PhoneElement {
  static readonly tagName: string = 'sip-status';
  protected static override readonly laterSlots = ['icon', 'title', 'action'];
  static override styles = [SipElement.styles, styles];

  protected override select(state: PhoneState): unknown {
    // Calls do not change the header.
    return [state.problem, state.account, state.doNotDisturb];
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.phoneState;
    this.reflectStates(STATES, state);
    if (!state) return nothing;
    const view = statusView(state, this.localize, this.ticker);
    return html`
      <div class="bar" part="base" data-tone=${view.tone} ?data-loud=${view.loud}>
        <div class="status">
          <slot name="icon">${shape(view.shape)}</slot><span class="cut">${this.#words(view)}</span>
        </div>
        ${this.#action(view)}
      </div>
    `;
  }

  #words(view: StatusView): TemplateResult {
    const name = view.name ? html`<bdi dir="ltr">${view.name}</bdi>` : nothing;
    const beside = view.name && html`<span class="muted" part="account">${view.title ? '· ' : ''}${name}</span>`;
    const line = view.line ? html`<small part="line" class="cut">${view.line}</small>` : nothing;
    return html`<slot name="title"><b part="title">${view.title}</b></slot> ${beside || nothing}${line}`;
  }

  #action(view: StatusView): TemplateResult | typeof nothing {
    if (!view.action) return nothing;
    const words = { retry: 'tryNow', fix: 'fix', 'sign-in': 'signIn', 'use-here': 'useHere' } as const;
    return html`<button class="button low ${view.loud ? 'on-tone' : ''}" part="action" @click=${() => this.#act(view)}>
      <slot name="action">${this.localize.term(words[view.action ?? 'retry'])}</slot>
    </button>`;
  }

  #act(view: StatusView): void {
    const phone = this.access?.phone;
    if (view.action === 'retry') phone?.retryNow();
    else if (view.action === 'sign-in') void phone?.start();
    else if (view.action === 'use-here') phone?.useHere().catch(() => undefined);
    else this.dispatchEvent(new SipFixRequestEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-status': SipStatus;
  }
}
