/** `<sip-click-to-call>`: a button that calls one target and expands into the call. The SIP code is loaded on first interaction. */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallState } from '../../phone/state.js';
import { providerKey } from '../shared/base/context.js';
import { pillStyles } from '../shared/styles/dock.styles.js';
import { endButton, muteButton } from '../shared/actions/pill-buttons.js';
import { icon } from '../shared/icons/icons.js';
import { agreedAddress } from '../shared/page-calls/page-call.js';
import { pageAddress, textShownBy } from '../shared/page-calls/page-number.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { PressGuard } from '../shared/commands/press-guard.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { isInCall } from '../shared/commands/phone-access.js';
import { formatDuration } from '../shared/time/time.js';
import { styles } from './sip-click-to-call.styles.js';
import type { SipProvider } from '../sip-provider/sip-provider.js';

const STATES = {
  ringing: (call) => call?.status === 'ringing' || call?.status === 'early',
  'in-call': (call) => isInCall(call),
  ended: (call) => call?.status === 'ended',
} satisfies StateTable<CallState | undefined>;

/**
 * A button that calls one target. With `for`, or inside a provider, it uses that phone, and asks the user if its label does
 * not show the number (RFC 3966 §11); else it creates a phone from its own attributes. It refuses service codes (`*`, `#`).
 *
 * @tag sip-click-to-call
 * @attr {string} target - The number or SIP URI to call.
 * @attr {string} label - The label. Default "Call us".
 * @attr {'filled' | 'outline'} appearance - `outline`: a border instead of a filled background. Default `filled`.
 * @attr {boolean} disabled - Disables the button.
 * @slot - The label. A link in it works without scripts.
 * @csspart base - The button, or the controls of the call.
 * @cssstate loading - The code of the phone is being loaded.
 * @cssstate ringing - The callee is being alerted, or early media is received.
 * @cssstate in-call - The call is answered.
 * @cssstate ended - The call has ended.
 */
export class SipClickToCall extends PhoneElement {
  static readonly tagName: string = 'sip-click-to-call';
  static override styles = [SipElement.styles, pillStyles, styles];

  @property() accessor target: string | undefined = undefined;
  @property() accessor label: string | undefined = undefined;
  @property({ reflect: true }) accessor appearance: 'filled' | 'outline' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor loading = false;
  @state() private accessor callId: string | undefined = undefined;

  readonly #guard = new PressGuard();
  #provider: Promise<SipProvider> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#guard.watch(this.access?.phone, this.#call);
    this.toggleState('loading', this.loading);
    this.reflectStates(STATES, this.#call);
  }

  protected override render(): TemplateResult {
    return html`<span
      class="frame"
      dir=${this.localize.dir()}
      @click=${{ handleEvent: this.#guard.filter, capture: true }}
      @pointerdown=${this.#prepare}
      @focusin=${this.#prepare}
      >${this.#face()}</span
    >`;
  }

  get #call(): CallState | undefined {
    return this.phoneState?.calls.find(({ id }) => id === this.callId);
  }

  #face(): TemplateResult {
    const call = this.#call;
    const words = this.localize;
    if (this.loading)
      return html`<button class="ctc plain" part="base" type="button" aria-busy="true" aria-disabled="true">
        <span class="spinner"></span>${words.term('gettingReady')}
      </button>`;
    if (!call) return this.#button(html`<slot>${this.label ?? words.term('callUs')}</slot>`, 'phone', '');
    if (call.status === 'ended') return this.#ended(call);
    return this.#live(call);
  }

  #button(content: TemplateResult, sign: 'phone' | 'rotate-ccw', kind: string): TemplateResult {
    return html`<button
      class="ctc ${kind}"
      part="base"
      type="button"
      data-place="end"
      ?disabled=${this.disabled || !this.target}
      @click=${this.#dial}
    >
      ${icon(sign, { size: 'm', fill: sign === 'phone' })}${content}
    </button>`;
  }

  #ended(call: Extract<CallState, { status: 'ended' }>): TemplateResult {
    const words = this.localize;
    const { answeredAt } = call;
    const lasted =
      answeredAt === undefined ? undefined : formatDuration(Math.floor((call.endedAt - answeredAt) / 1000));
    if (call.cause === 'busy') return this.#button(html`${words.term('busyTryAgain')}`, 'rotate-ccw', 'plain');
    const about = lasted ?? (call.failed ? words.term('cause', call.cause) : '');
    const more = about ? html`<span class="muted">${about}</span>` : nothing;
    return this.#button(html`${words.term('callAgain')}${more}`, 'rotate-ccw', 'plain');
  }

  #live(call: CallState): TemplateResult {
    const words = this.localize;
    const up = isInCall(call);
    const line = up
      ? html`<time dir="ltr">${formatDuration(this.ticker.secondsSince(call.answeredAt))}</time>`
      : words.term(call.status === 'ringing' ? 'ringing' : 'calling');
    return html`<span class="live" part="base" role="group" aria-label=${words.term('inCall')}>
      <span class="state" role="status">${line}</span>${up ? muteButton(call, this.access, words) : nothing}
      ${endButton(call, this.access, words)}
    </span>`;
  }

  /** Loads the code when the user is about to press, without connecting. */
  #prepare = (): void => {
    if (this.access || this.disabled) return;
    void this.#ownProvider().catch(() => {});
  };

  #dial = async (): Promise<void> => {
    const { target } = this;
    if (!target) return;
    try {
      this.loading = !this.access;
      // An own phone uses the account of the page; that of an enclosing provider belongs to the user, who has to agree.
      const address = this.access && !this.phone ? await this.#agreed(target) : pageAddress(target);
      if (address === undefined) return;
      if (!this.access) await this.#connect();
      const call = this.access?.dial(address);
      this.callId = call?.id ?? this.callId;
    } finally {
      this.loading = false;
    }
  };

  #agreed(number: string): Promise<string | undefined> {
    return agreedAddress({ number, text: textShownBy(this), root: this.renderRoot, words: this.localize });
  }

  async #connect(): Promise<void> {
    const provider = await this.#ownProvider();
    await provider.start();
    this.phone = provider[providerKey].access?.phone;
  }

  #ownProvider(): Promise<SipProvider> {
    return (this.#provider ??= this.#makeProvider());
  }

  async #makeProvider(): Promise<SipProvider> {
    const [{ SipProvider }, { CLICK_TO_CALL_ATTRIBUTES }, { define }] = await Promise.all([
      import('../sip-provider/sip-provider.js'),
      import('../sip-provider/option-properties.js'),
      import('../shared/base/define.js'),
    ]);
    define(SipProvider);
    const provider = document.createElement('sip-provider');
    provider.manual = true;
    for (const name of CLICK_TO_CALL_ATTRIBUTES) {
      const value = this.getAttribute(name);
      if (value !== null) provider.setAttribute(name, value);
    }
    this.renderRoot.append(provider);
    await provider.updateComplete;
    return provider;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-click-to-call': SipClickToCall;
  }
}
