/** `<sip-dnd-toggle>`: do not disturb. While it is on, callers are told busy and nothing rings. */

import { css, html, type TemplateResult } from 'lit';
import type { PhoneState } from '../phone/state.js';
import { PhoneElement } from './internal/phone-element.js';
import { SipElement } from './internal/sip-element.js';

const styles = css`
  button {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 48px;
    inline-size: 100%;
  }
  .switch {
    flex: none;
    position: relative;
    inline-size: 36px;
    block-size: 22px;
    border-radius: 11px;
    background: var(--_color-line-control);
    transition: background var(--_time-fast) var(--_ease);
  }
  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: #fff;
  }
  [aria-checked='true'] .switch {
    background: var(--_color-accent);
  }
  [aria-checked='true'] .switch::after {
    inset-inline-start: 17px;
    background: var(--_color-on-accent);
  }
  button:disabled {
    cursor: default;
    color: var(--_color-text-muted);
  }
  @media (forced-colors: active) {
    .switch {
      border: 1px solid ButtonText;
      background: ButtonFace;
    }
    .switch::after {
      background: ButtonText;
      inset-block-start: 2px;
    }
    [aria-checked='true'] .switch {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;

/**
 * Do not disturb.
 *
 * @tag sip-dnd-toggle
 * @attr {string} for - Id of the provider, where the element stands outside of it.
 * @slot - The words.
 * @csspart base - The switch with its words.
 * @csspart switch - The switch.
 * @cssstate on
 */
export class SipDndToggle extends PhoneElement {
  static readonly tagName: string = 'sip-dnd-toggle';
  static override styles = [SipElement.styles, styles];

  protected override select(state: PhoneState): unknown {
    return state.doNotDisturb;
  }

  protected override render(): TemplateResult {
    const on = this.phoneState?.doNotDisturb ?? false;
    this.toggleState('on', on);
    return html`
      <button
        part="base"
        type="button"
        role="switch"
        aria-checked=${on}
        ?disabled=${!this.access}
        @click=${() => this.access?.phone.setDoNotDisturb(!on)}
      >
        <span class="grow"><slot>${this.localize.term('doNotDisturb')}</slot></span>
        <span class="switch" part="switch"></span>
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-dnd-toggle': SipDndToggle;
  }
}
