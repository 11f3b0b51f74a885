/** The part of `<sip-click-to-call>` that needs the phone: loaded when the button is about to be pressed. */

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
import { FocusKeeper } from '../shared/focus/focus-keeper.js';
import { PressGuard } from '../shared/commands/press-guard.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { isInCall } from '../shared/commands/phone-access.js';
import { formatDuration } from '../shared/time/time.js';
import { buttonStyles } from './button.styles.js';
import { styles } from './live-call.styles.js';
import { CLICK_TO_CALL_ATTRIBUTES } from '../sip-provider/option-properties.js';
import { SipProvider } from '../sip-provider/sip-provider.js';

const STATES = {
  ringing: (call) => call?.status === 'ringing' || call?.status === 'early',
  'in-call': (call) => isInCall(call),
  ended: (call) => call?.status === 'ended',
} satisfies StateTable<CallState | undefined>;

/** What `<sip-click-to-call>` shows from the first press on: the call, and the button for the next one. */
export class LiveCall extends PhoneElement {
  static readonly tagName: string = 'sip-click-to-call-live';
  static readonly dependencies = [SipProvider];
  static override styles = [SipElement.styles, pillStyles, buttonStyles, styles];

  /** The `<sip-click-to-call>` around it: its attributes are those of an own phone, its text is what the user sees. */
  @property({ attribute: false }) accessor button: HTMLElement | undefined = undefined;
  /** Sets a custom state of that element. */
  @property({ attribute: false }) accessor reflect: ((state: string, on: boolean) => void) | undefined = undefined;
  @property() accessor target: string | undefined = undefined;
  @property({ reflect: true }) accessor appearance: 'filled' | 'outline' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor loading = false;
  @state() private accessor callId: string | undefined = undefined;

  readonly #guard = new PressGuard();
  #provider: Promise<SipProvider> | undefined;

  constructor() {
    super();
    new FocusKeeper(this, () => this.#call?.status ?? 'idle');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#guard.watch(this.access?.phone, this.#call);
    for (const [name, holds] of Object.entries(STATES)) this.reflect?.(name, holds(this.#call));
    this.reflect?.('loading', this.loading);
  }

  protected override render(): TemplateResult {
    return html`<span
      class="frame"
      dir=${this.localize.dir()}
      @click=${{ handleEvent: this.#guard.filter, capture: true }}
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
    if (!call) return this.#button(html`<slot name="icon"></slot><slot></slot>`, undefined, '');
    if (call.status === 'ended') return this.#ended(call);
    return this.#live(call);
  }

  #button(content: TemplateResult, sign: 'rotate-ccw' | undefined, kind: string): TemplateResult {
    return html`<button
      class="ctc ${kind}"
      part="base"
      type="button"
      data-place="end"
      ?disabled=${this.disabled || !this.target}
      @click=${this.dial}
    >
      ${sign ? icon(sign, { size: 'm' }) : nothing}${content}
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

  protected override get place(): Element {
    return this.button ?? this;
  }

  /** Creates the own phone if there is no other, without connecting it. */
  prepare(): void {
    if (!this.access && !this.disabled) void this.#ownProvider();
  }

  /** Calls the target. */
  readonly dial = async (): Promise<void> => {
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
    return agreedAddress({
      number,
      text: textShownBy(this.button ?? this),
      root: this.renderRoot,
      words: this.localize,
    });
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
    const provider = document.createElement('sip-provider');
    provider.manual = true;
    for (const name of CLICK_TO_CALL_ATTRIBUTES) {
      const value = this.button?.getAttribute(name) ?? null;
      if (value !== null) provider.setAttribute(name, value);
    }
    this.renderRoot.append(provider);
    await provider.updateComplete;
    return provider;
  }
}
