/**
 * The part of `<sip-click-to-call>` that needs the phone: loaded when the button is about to be pressed.
 * Subjects: call of click-to-call; own phone of click-to-call; keypad of click-to-call.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallState } from '../../phone/state.js';
import { providerKey } from '../shared/base/context.js';
import { pillStyles } from '../shared/styles/dock.styles.js';
import { endButton, muteButton, pillButton } from '../shared/actions/pill-buttons.js';
import { icon } from '../shared/icons/icons.js';
import { dockIcon } from '../shared/icons/dock-icons.js';
import { agreedAddress } from '../shared/page-calls/page-call.js';
import { pageAddress } from '../shared/page-calls/page-number.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { FocusKeeper } from '../shared/focus/focus-keeper.js';
import { PressGuard } from '../shared/commands/press-guard.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { isInCall } from '../shared/commands/phone-access.js';
import { formatDuration } from '../shared/time/time.js';
import { barsStyles, qualityBars } from '../sip-call-quality/quality-bars.js';
import { SipDialpad } from '../sip-dialpad/sip-dialpad.js';
import { buttonStyles } from './button.styles.js';
import { styles } from './live-call.styles.js';
import { CLICK_TO_CALL_ATTRIBUTES } from '../sip-provider/option-properties.js';
import { SipProvider } from '../sip-provider/sip-provider.js';

type Ended = Extract<CallState, { status: 'ended' }>;

/** Width of the keypad where the window has room for it, and its distance from the edges of the window, in px. */
const PAD_WIDTH = 272;
const PAD_EDGE = 8;

const STATES = {
  ringing: (call) => call?.status === 'ringing' || call?.status === 'early',
  'in-call': (call) => isInCall(call),
  ended: (call) => call?.status === 'ended',
} satisfies StateTable<CallState | undefined>;

/** What `<sip-click-to-call>` shows from the first press on: the call, and the button for the next one. */
export class LiveCall extends PhoneElement {
  static readonly tagName: string = 'sip-click-to-call-live';
  static readonly dependencies = [SipProvider, SipDialpad];
  static override styles = [SipElement.styles, pillStyles, barsStyles, buttonStyles, styles];

  /** The `<sip-click-to-call>` around it: its attributes are those of an own phone, its text is what the user sees. */
  @property({ attribute: false }) accessor button: HTMLElement | undefined = undefined;
  /** The password that this element has taken out of the DOM. */
  @property({ attribute: false }) accessor password: string | undefined = undefined;
  /** Sets a custom state of that element. */
  @property({ attribute: false }) accessor reflect: ((state: string, on: boolean) => void) | undefined = undefined;
  @property() accessor target: string | undefined = undefined;
  @property({ reflect: true }) accessor appearance: 'filled' | 'outline' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor loading = false;
  @state() private accessor callId: string | undefined = undefined;
  /** Where the keypad of the call is open: on the side of the button with more room. */
  @state() private accessor keypad: 'closed' | 'below' | 'above' = 'closed';

  readonly #guard = new PressGuard();
  /** Ends the listeners that the open keypad needs. */
  #untilClosed: AbortController | undefined;
  #provider: Promise<SipProvider> | undefined;

  constructor() {
    super();
    new FocusKeeper(this, () => this.#call?.status ?? 'idle');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!isInCall(this.#call)) this.keypad = 'closed';
    this.#guard.watch(this.access?.phone, this.#call);
    for (const [name, holds] of Object.entries(STATES)) this.reflect?.(name, holds(this.#call));
    this.reflect?.('loading', this.loading);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('keypad')) return;
    this.#untilClosed?.abort();
    if (this.keypad === 'closed') return;
    const { signal } = (this.#untilClosed = new AbortController());
    this.ownerDocument.defaultView?.addEventListener('resize', this.#placeKeypad, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.keypad = 'closed';
  }

  protected override render(): TemplateResult {
    return html`<span
      class="frame"
      dir=${this.localize.dir()}
      @click=${{ handleEvent: this.#guard.filter, capture: true }}
      >${this.#face()}<span class="visually-hidden" role="status">${this.#spoken}</span></span
    >`;
  }

  get #call(): CallState | undefined {
    return this.phoneState?.calls.find(({ id }) => id === this.callId);
  }

  /** What a screen reader says, in a live region that stays (WCAG 2.2 §4.1.3): not the seconds of the call. */
  get #spoken(): string {
    const call = this.#call;
    if (!call) return '';
    if (call.status === 'ended') return this.#spokenEnd(call);
    return isInCall(call) ? this.localize.term('inCall') : this.#progress(call);
  }

  #progress(call: CallState): string {
    return this.localize.term(call.status === 'ringing' ? 'ringing' : 'calling');
  }

  /** The cause of a failure says by itself that the call has ended; a bare duration does not. */
  #spokenEnd(call: Ended): string {
    const outcome = this.#outcome(call);
    if (outcome && (call.failed || call.answeredAt === undefined)) return outcome;
    return `${this.localize.term('callEnded')} ${outcome}`.trim();
  }

  /** How long the call was, or why there was none. */
  #outcome(call: Ended): string {
    const { answeredAt } = call;
    if (!call.failed && answeredAt !== undefined) return formatDuration(Math.floor((call.endedAt - answeredAt) / 1000));
    return call.failed || call.endedBy === 'remote' ? this.localize.term('cause', call.cause) : '';
  }

  #face(): TemplateResult {
    const call = this.#call;
    const words = this.localize;
    if (this.loading)
      return html`<button class="ctc plain" part="base" type="button" aria-busy="true" aria-disabled="true">
        <span class="spinner" part="spinner"></span>${words.term('gettingReady')}
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
      ${sign ? icon(dockIcon(sign), { size: 'm' }) : nothing}${content}
    </button>`;
  }

  #ended(call: Ended): TemplateResult {
    const words = this.localize;
    if (call.cause === 'busy') return this.#button(html`${words.term('busyTryAgain')}`, 'rotate-ccw', 'plain');
    const outcome = this.#outcome(call);
    // The space is in the same text: one by itself is not in the accessible name in Chromium.
    const more = outcome ? html`<span class="muted" part="text">${` ${outcome}`}</span>` : nothing;
    return this.#button(html`<span>${words.term('callAgain')}${more}</span>`, 'rotate-ccw', 'plain');
  }

  #live(call: CallState): TemplateResult {
    const words = this.localize;
    const up = isInCall(call);
    const line = up
      ? html`<time dir="ltr">${formatDuration(this.ticker.secondsSince(call.answeredAt))}</time>`
      : this.#progress(call);
    const bars = call.status === 'active' && call.quality ? qualityBars(call.quality.bars) : nothing;
    return html`<span
      class="live"
      part="base"
      role="group"
      aria-label=${up ? words.term('inCall') : this.#progress(call)}
      @keydown=${this.#keydown}
      >${bars}<span class="state" part="state">${line}</span>${up ? this.#inCall(call) : nothing}
      ${endButton(call, this.access, words)}
    </span>`;
  }

  #inCall(call: CallState): TemplateResult {
    const { localize: words, keypad } = this;
    const open = keypad !== 'closed';
    const pad = pillButton({
      icon: 'grip',
      label: words.term('keypad'),
      place: 'pad',
      expanded: open,
      press: () => (open ? this.#closeKeypad() : this.#placeKeypad()),
    });
    return html`${muteButton(call, this.access, words)}${pad}
    ${open ? html`<span class="pad ${keypad}" part="pad"><sip-dialpad .phone=${this.access?.phone} mode="dtmf"></sip-dialpad></span>` : nothing}`;
  }

  /** Below the middle of the call, or above it, and inside of the window. */
  readonly #placeKeypad = (): void => {
    const live = this.renderRoot.querySelector<HTMLElement>('.live')!;
    const { top, bottom, left, width } = live.getBoundingClientRect();
    const { clientWidth } = this.ownerDocument.documentElement;
    const below = this.ownerDocument.defaultView!.innerHeight - bottom;
    const padWidth = Math.min(PAD_WIDTH, clientWidth - 2 * PAD_EDGE);
    const farthest = clientWidth - padWidth - PAD_EDGE;
    const place = Math.max(PAD_EDGE, Math.min(left + (width - padWidth) / 2, farthest));
    live.style.setProperty('--pad-width', `${padWidth}px`);
    live.style.setProperty('--pad-left', `${place - left}px`);
    live.style.setProperty('--pad-height', `${Math.max(top, below) - 2 * PAD_EDGE}px`);
    this.keypad = top > below ? 'above' : 'below';
  };

  #closeKeypad(): void {
    this.keypad = 'closed';
    this.renderRoot.querySelector<HTMLElement>('[data-place=pad]')?.focus();
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.keypad === 'closed') return;
    event.preventDefault();
    this.#closeKeypad();
  }

  protected override get place(): Element {
    return this.button ?? this;
  }

  /** Creates the own phone if there is no other, without connecting it. */
  prepare(): void {
    if (!this.access && !this.disabled) void this.#ownProvider();
  }

  /** Calls the target; `press` is the click on the button. */
  readonly dial = async (press: MouseEvent): Promise<void> => {
    const { target } = this;
    if (!target) return;
    try {
      this.loading = !this.access;
      // An own phone uses the account of the page; that of an enclosing provider belongs to the user, who has to agree.
      const address = this.access && !this.phone ? await this.#agreed(target, press) : pageAddress(target);
      if (address === undefined) return;
      if (!this.access) await this.#connect();
      const call = this.access?.dial(address);
      this.callId = call?.id ?? this.callId;
    } finally {
      this.loading = false;
    }
  };

  #agreed(number: string, press: MouseEvent): Promise<string | undefined> {
    return agreedAddress({
      number,
      source: this.button ?? this,
      press,
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
    // As an attribute, of which the provider warns and which it removes too.
    if (this.password) provider.setAttribute('password', this.password);
    this.renderRoot.append(provider);
    await provider.updateComplete;
    return provider;
  }
}
