/**
 * `<sip-click-to-call>`: a button that calls one target and expands into the call. The code of the phone is loaded when it is
 * used.
 * Subjects: <sip-click-to-call>; click-to-call button; phone loaded at the first press.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { BareElement } from '../shared/base/bare-element.js';
import { LateCode } from '../../phone/late-code.js';
import { phoneIcon } from '../shared/icons/phone-icon.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { buttonBase } from '../shared/styles/button-base.styles.js';
import { buttonTokens } from '../shared/styles/button-tokens.styles.js';
import { LanguageController } from '../shared/text/languages.js';
import { buttonStyles } from './button.styles.js';
import type { LiveCall } from './live-call.js';

/** The texts before the code is loaded, where no language is registered that has them. */
const ENGLISH = {
  callUs: 'Call us',
  gettingReady: 'Getting ready…',
  couldNotLoad: 'This could not be loaded.',
  tryAgain: 'Try again',
} as const;

const code = new LateCode(() => import('./live-chunk.js'));

/**
 * A button that calls one target. With `for`, or inside a provider, it uses that phone, and asks the user if its label does
 * not show the number (RFC 3966 §11); else it creates a phone from its own attributes. It refuses service codes (`*`, `#`). The code of
 * the phone is loaded when the pointer or the focus is on the button; where that fails, it says so, and a press tries again.
 *
 * @tag sip-click-to-call
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} target - The number or SIP URI to call.
 * @attr {string} label - The label. Default "Call us".
 * @attr {'filled' | 'outline'} appearance - `outline`: a border instead of a filled background. Default `filled`.
 * @attr {boolean} disabled - Disables the button.
 * @attr {string} password - Password of the own phone, for tests; `credentials-src` keeps it out of the page. Removed from the DOM when it was read.
 * @attr {string} credentials-src - URL of the document of the account.
 * @slot - The label. A link in it works without scripts.
 * @slot icon - Replaces the icon of a telephone.
 * @csspart base - The button, or the controls of the call.
 * @csspart bars - The bars of the quality.
 * @csspart call - What takes the place of the button from the first press on.
 * @csspart icon - Each icon.
 * @csspart pad - The keypad.
 * @csspart spinner - The sign of loading.
 * @csspart state - The line of state.
 * @csspart text - The duration, or the cause of a failure.
 * @cssstate loading - The code of the phone is being loaded.
 * @cssstate ringing - The callee is being alerted, or early media is received.
 * @cssstate in-call - The call is answered.
 * @cssstate ended - The call has ended.
 */
export class SipClickToCall extends BareElement {
  static readonly tagName: string = 'sip-click-to-call';
  protected static override readonly laterSlots = ['icon'];
  static override styles = [buttonTokens, buttonBase, buttonStyles];

  /** Id of the provider. */
  @property({ attribute: 'for' }) accessor htmlFor: string | undefined = undefined;
  /** The phone; overrides `for`. */
  @property({ attribute: false }) accessor phone: PhoneLike | undefined = undefined;
  @property() accessor target: string | undefined = undefined;
  @property() accessor label: string | undefined = undefined;
  @property({ reflect: true }) accessor appearance: 'filled' | 'outline' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;
  @property() accessor password: string | undefined = undefined;

  /** `ready`: the code is loaded; `used`: the button was pressed since, and the call takes its place. */
  @state() private accessor stage: 'idle' | 'loading' | 'failed' | 'ready' | 'used' = 'idle';

  readonly #localize = new LanguageController(this);

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    // Taken out of the DOM, where scripts, extensions and screenshots of the inspector can read it.
    if (name !== 'password') return super.attributeChangedCallback(name, old, value);
    if (value === null) return;
    this.password = value;
    this.removeAttribute(name);
  }

  protected override render(): TemplateResult {
    const isUsed = this.stage === 'used';
    return html`${isUsed ? nothing : this.#button()} ${isUsed || this.stage === 'ready' ? this.#live(isUsed) : nothing}`;
  }

  #button(): TemplateResult {
    const loads = this.stage === 'loading';
    const said = loads
      ? this.#text('gettingReady')
      : this.stage === 'failed'
        ? `${this.#text('couldNotLoad')} ${this.#text('tryAgain')}`
        : '';
    return html`<span
      class="frame"
      dir=${this.#localize.dir()}
      @pointerenter=${this.#prepare}
      @pointerdown=${this.#prepare}
      @focusin=${this.#prepare}
      ><button
        class="ctc ${said ? 'plain' : ''}"
        part="base"
        type="button"
        aria-busy=${loads}
        ?disabled=${this.disabled || !this.target}
        @click=${this.#press}
      >
        ${loads ? html`<span class="spinner" part="spinner"></span>` : html`<slot name="icon">${phoneIcon()}</slot>`}${said}<span
          ?hidden=${said}
          ><slot>${this.label ?? this.#text('callUs')}</slot></span
        ></button
      ><span class="visually-hidden" role="status">${said}</span></span
    >`;
  }

  #live(visible: boolean): TemplateResult {
    return html`<sip-click-to-call-live
      part="call"
      exportparts="base, bars, pad, state, text, spinner, icon"
      ?hidden=${!visible}
      .button=${this}
      .reflect=${this.#reflect}
      .phone=${this.phone}
      .password=${this.password}
      .htmlFor=${this.htmlFor}
      .target=${this.target}
      .appearance=${this.appearance}
      .disabled=${this.disabled}
      ><slot name="icon" slot="icon">${phoneIcon()}</slot
      ><slot>${this.label ?? this.#text('callUs')}</slot></sip-click-to-call-live
    >`;
  }

  #text(name: keyof typeof ENGLISH): string {
    return this.#localize.exists(name, { includeFallback: true }) ? this.#localize.term(name) : ENGLISH[name];
  }

  readonly #reflect = (state: string, on: boolean): void => this.toggleState(state, on);

  get #liveCall(): LiveCall | null {
    return this.renderRoot.querySelector<LiveCall>('sip-click-to-call-live');
  }

  /** Loads the code when the user is about to press, without connecting. */
  readonly #prepare = async (): Promise<void> => {
    if (this.stage !== 'idle' || this.disabled || !(await code.load()) || this.stage !== 'idle') return;
    this.stage = 'ready';
    await this.updateComplete;
    this.#liveCall?.prepare();
  };

  /** Calls, as soon as the code is loaded. */
  readonly #press = async (press: MouseEvent): Promise<void> => {
    if (this.stage === 'loading') return;
    this.#become('loading');
    if (!(await code.load())) return this.#become('failed');
    const hadFocus = this.shadowRoot?.activeElement != null;
    this.#become('used');
    await this.updateComplete;
    const live = this.#liveCall;
    await live?.updateComplete;
    if (hadFocus) live?.focus();
    await live?.dial(press);
  };

  #become(stage: typeof this.stage): void {
    this.stage = stage;
    this.toggleState('loading', stage === 'loading');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-click-to-call': SipClickToCall;
  }
}
