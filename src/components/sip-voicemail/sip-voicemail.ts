/**
 * `<sip-voicemail>`: the number of new messages in the mailbox (RFC 3842); a press calls the mailbox.
 * Subjects: <sip-voicemail>; voicemail button; 99+ messages.
 */

import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneState, Voicemail } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import { badgeStyles } from '../shared/styles/badge.styles.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { badgeText } from '../shared/text/badge-text.js';
import { PeopleLocalizer } from '../shared/text/people.js';

const styles = css`
  .card {
    display: flex;
    align-items: center;
    gap: 12px;
    padding-block: 10px;
    padding-inline: 12px 8px;
    border-radius: var(--_radius);
    background: var(--_color-sunken);
  }
  .mark {
    --mark: 40px;
    flex: none;
    position: relative;
    background: var(--_color-raised);
    --tone: var(--_color-text);
  }
  .count {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
  }
  .icon-button .count {
    inset: 0 0 auto auto;
    inset-inline: auto 0;
  }
  .button:not(:hover) {
    background: var(--_color-raised);
  }
  button:disabled {
    cursor: default;
    color: var(--_color-text-muted);
    background: var(--_other-surface, none);
    box-shadow: inset 0 0 0 1px var(--_color-line);
  }
  @media (forced-colors: active) {
    .card {
      border: 1px solid CanvasText;
    }
    button:disabled {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;

const STATES = {
  waiting: (voicemail) => voicemail?.status === 'known' && hasNew(voicemail),
  urgent: (voicemail) => voicemail?.status === 'known' && voicemail.urgent > 0,
  unavailable: (voicemail) => voicemail?.status === 'unavailable',
} satisfies StateTable<Voicemail | undefined>;

/** Whether there are new messages; a server can report them without a number (RFC 3842 §5.2). */
const hasNew = ({ waiting, newMessages }: Voicemail): boolean => waiting || newMessages > 0;

/**
 * The mailbox.
 *
 * @tag sip-voicemail
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {'icon'} layout - `icon`: shows a button with the count only.
 * @slot - Replaces the label "Voicemail".
 * @slot icon - Replaces the icon.
 * @csspart base - The container.
 * @csspart mark - The icon.
 * @csspart count - The count on the icon.
 * @csspart line - The second line.
 * @csspart listen - The button that calls the mailbox.
 * @csspart icon - Each icon.
 * @cssstate waiting - There are new messages.
 * @cssstate urgent - There are urgent messages.
 * @cssstate unavailable - The server offers no message waiting for this account.
 */
export class SipVoicemail extends PhoneElement {
  static readonly tagName: string = 'sip-voicemail';
  protected static override readonly laterSlots = [''];
  static override styles = [SipElement.styles, badgeStyles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property({ reflect: true }) accessor layout: 'icon' | undefined = undefined;

  protected override select(state: PhoneState): unknown {
    return state.voicemail;
  }

  protected override render(): TemplateResult {
    const voicemail = this.phoneState?.voicemail;
    this.reflectStates(STATES, voicemail);
    const word = this.localize.term('voicemail');
    const line = this.#line(voicemail);
    const canCall = voicemail?.account !== undefined && this.access?.phone.callVoicemail !== undefined;
    if (this.layout === 'icon')
      return html`<button
        class="icon-button"
        part="base"
        type="button"
        aria-label=${this.hostLabel ?? `${word}. ${line}`}
        ?disabled=${!canCall}
        @click=${this.#call}
      >
        <slot name="icon">${icon('voicemail', { size: 'm' })}</slot>${this.#count(voicemail)}
      </button>`;
    return html`
      <div class="card" part="base" role="group" aria-label=${this.hostLabel ?? word}>
        <span class="mark" part="mark"
          ><slot name="icon">${icon('voicemail', { size: 'm' })}</slot>${this.#count(voicemail)}</span
        >
        <div class="grow">
          <b class="strong"><slot>${word}</slot></b>
          <p class="small muted" part="line">${line}</p>
        </div>
        <button class="button low" part="listen" type="button" ?disabled=${!canCall} @click=${this.#call}>
          <span>${this.localize.term('listen')}<span class="visually-hidden">: ${word}</span></span>
        </button>
      </div>
    `;
  }

  #count(voicemail: Voicemail | undefined): TemplateResult | typeof nothing {
    if (voicemail?.status !== 'known' || !hasNew(voicemail)) return nothing;
    const { newMessages } = voicemail;
    const shown = newMessages > 0 ? badgeText(newMessages) : '!';
    return html`<span class="count" part="count" aria-hidden="true">${shown}</span>`;
  }

  #line(voicemail: Voicemail | undefined): string {
    const words = this.localize;
    if (!voicemail || voicemail.status === 'off' || voicemail.status === 'unavailable')
      return words.term('voicemailUnavailable');
    if (voicemail.status === 'waiting') return words.term('connecting');
    const { newMessages, urgent } = voicemail;
    if (newMessages === 0) return words.term(hasNew(voicemail) ? 'somethingNew' : 'nothingNew');
    const parts = [words.term('newMessages', newMessages), urgent > 0 ? words.term('urgentMessages', urgent) : ''];
    return parts.filter(Boolean).join(' · ');
  }

  #call(): void {
    this.access?.callVoicemail().catch(() => {}); // the state of the call has the result
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-voicemail': SipVoicemail;
  }
}
