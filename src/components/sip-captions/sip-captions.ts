/**
 * `<sip-captions>`: what the parties of a call say, as text (WCAG 1.2.4).
 * Subjects: <sip-captions>; captions, shown.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallState, Caption } from '../../phone/state.js';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { PeopleLocalizer } from '../shared/text/people.js';
import { plainNameOf } from '../shared/text/party.js';

const styles = css`
  :host {
    display: block;
    overflow-y: auto;
    max-block-size: 12em;
  }
  :host(:not(:state(shown))) {
    display: none;
  }
  p {
    margin: 0;
    padding-block: 2px;
  }
  b {
    color: var(--_color-text-muted);
    font-weight: inherit;
    font-size: var(--_text-s);
  }
  .guess {
    font-style: italic;
  }
`;

/**
 * Shows the captions that a recogniser of the page gives to the call (`call.addCaption()`), or the browser's own, and announces final
 * ones politely. Hidden while there are none.
 *
 * @tag sip-captions
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @attr {boolean} silent - Does not announce the captions.
 * @attr {boolean} recognize - Starts the speech recognition of the browser for each active call, where there is one that works on the
 *   device. Its language is that of the element (`lang`).
 * @csspart base - The log of the captions.
 * @csspart caption - One caption.
 * @csspart party - The name of the party.
 * @csspart guess - The text that is being recognised; it is not announced.
 * @cssstate shown - There are captions.
 * @cssstate recognizing - The speech recognition of the browser is on.
 */
export class SipCaptions extends CallElement {
  static readonly tagName: string = 'sip-captions';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property({ type: Boolean }) accessor silent = false;
  @property({ type: Boolean }) accessor recognize = false;

  /** The call whose speech is recognised. */
  #recognized: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { call } = this;
    this.toggleState('shown', this.#captions.length > 0);
    this.#follow(this.recognize && this.isConnected && call?.status === 'active' ? call.id : undefined);
  }

  protected override updated(): void {
    this.scrollTop = this.scrollHeight;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call } = this;
    if (!call) return nothing;
    const guesses = this.#captions.filter(({ final }) => !final);
    return html`
      <div
        part="base"
        role="log"
        aria-live=${this.silent ? 'off' : 'polite'}
        aria-label=${this.hostLabel ?? this.localize.term('captions')}
      >
        ${repeat(
          this.#captions.filter(({ final }) => final),
          ({ id }) => id,
          (caption) => this.#line(call, caption),
        )}
      </div>
      <div class="guess" part="guess">${guesses.map((caption) => this.#line(call, caption))}</div>
    `;
  }

  get #captions(): readonly Caption[] {
    return (this.call?.status === 'active' && this.call.captions) || [];
  }

  #line({ peer }: CallState, { party, text }: Caption): TemplateResult {
    const words = this.localize;
    const name = party === 'local' ? words.term('you') : plainNameOf(peer, words.term('privateNumber'));
    return html`<p part="caption">
      <b part="party"><bdi>${name}</bdi>: </b><span dir="auto">${text}</span>
    </p>`;
  }

  /** Recognises the speech of this call, and of no other one. */
  #follow(id: string | undefined): void {
    if (id === this.#recognized) return;
    const phone = this.access?.phone;
    const before = this.#recognized === undefined ? undefined : phone?.getCall(this.#recognized);
    void before?.recognizeSpeech(false).catch(() => undefined);
    this.#recognized = id;
    this.toggleState('recognizing', false);
    const lang = this.closest('[lang]')?.getAttribute('lang') || navigator.language;
    phone
      ?.getCall(id ?? '')
      ?.recognizeSpeech(true, lang)
      .then(
        () => this.toggleState('recognizing', this.#recognized === id),
        // The page may have a recogniser of its own.
        () => undefined,
      );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-captions': SipCaptions;
  }
}
