/**
 * `<sip-permission>`: visible while the microphone cannot be used; explains the reason and the remedy (Media Capture §10.2).
 * Subjects: <sip-permission>.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { MicrophoneState, PhoneState } from '../../phone/state.js';
import { deniedHelp } from './denied-card.js';
import { deniedCard, microphoneCard, microphoneNeeds } from './microphone-card.js';
import { cardStyles } from './microphone-card.styles.js';
import { badgeStyles } from '../shared/styles/badge.styles.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';

const styles = css`
  :host(:not(:state(needed))) {
    display: none;
  }
  .card {
    inline-size: 320px;
    max-inline-size: 100%;
    min-block-size: 320px;
    display: flex;
    flex-direction: column;
    background: var(--_color-surface);
    border-radius: var(--_radius-l);
    box-shadow: 0 0 0 1px var(--_color-line);
  }
  .card-body {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 16px;
    padding: 16px;
  }
`;

/**
 * The microphone permission: the reason before the browser asks, the remedy after a denial, or listening only.
 *
 * @tag sip-permission
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @slot icon - The icon above the title.
 * @slot title - The title.
 * @slot text - The sentence below the title.
 * @slot continue - The label of the button that asks for the microphone, or tries again.
 * @slot listen - The label of the button that continues without a microphone.
 * @slot later - The label of the button that hides the card.
 * @csspart base - The card.
 * @csspart card - Its content.
 * @csspart button - Each button.
 * @csspart icon - Each icon.
 * @csspart mark - The round mark with an icon.
 * @csspart picture - The drawing of the browser.
 * @csspart picture-line - Each line of it.
 * @csspart step - Each step.
 * @csspart switch - Each switch.
 * @csspart text - The sentence below the title.
 * @csspart title - The title.
 * @cssstate needed - The user has to act; without this state the element is hidden.
 */
export class SipPermission extends PhoneElement {
  static readonly tagName: string = 'sip-permission';
  protected static override readonly laterSlots = ['icon', 'title', 'text', 'continue', 'listen', 'later'];
  static override styles = [SipElement.styles, badgeStyles, cardStyles, styles];

  /** The state that the user has dismissed; another state is shown again. */
  #later: MicrophoneState | undefined;

  protected override select(state: PhoneState): unknown {
    return state.microphone;
  }

  get #needed(): boolean {
    const microphone = this.phoneState?.microphone;
    if (microphone === undefined || microphone === this.#later) return false;
    return microphone === 'unknown' || microphone === 'asking' || microphoneNeeds(microphone);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const microphone = this.phoneState?.microphone;
    if (microphone !== this.#later) this.#later = undefined;
    this.toggleState('needed', this.#needed);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { access } = this;
    if (!access || !this.#needed) return nothing;
    const { phone } = access;
    const { microphone } = phone.state;
    const listen = (): void => {
      phone.configure({ listenOnly: true });
      this.#leave();
    };
    const actions = {
      ask: () => void phone.requestMicrophone().catch(() => {}), // the state has the result
      leave: () => this.#leave(),
      ...(microphoneNeeds(microphone) ? { listen } : {}),
    };
    const words = this.localize;
    const card =
      microphone === 'denied'
        ? deniedCard(words, actions, (title) => deniedHelp(words, title))
        : microphoneCard(microphone, words, actions);
    return html`<section class="card" part="base" aria-label=${this.localize.term('microphone', 'unknown')}>
      ${card}
    </section>`;
  }

  #leave(): void {
    this.#later = this.phoneState?.microphone;
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-permission': SipPermission;
  }
}
