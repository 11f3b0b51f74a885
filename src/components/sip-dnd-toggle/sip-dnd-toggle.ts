/**
 * `<sip-dnd-toggle>`: do not disturb. While it is on, callers receive a busy response (486) and no call rings.
 * Subjects: <sip-dnd-toggle>; do not disturb switch.
 */

import { html, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { switchStyles } from '../shared/styles/switch.styles.js';

/**
 * Do not disturb.
 *
 * @tag sip-dnd-toggle
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @slot - The label.
 * @slot icon - An icon before the label. Default: none.
 * @csspart base - The switch with its label.
 * @csspart switch - The switch.
 * @cssstate on - Do not disturb is on.
 */
export class SipDndToggle extends PhoneElement {
  static readonly tagName: string = 'sip-dnd-toggle';
  static override styles = [SipElement.styles, switchStyles];

  protected override select(state: PhoneState): unknown {
    return state.doNotDisturb;
  }

  protected override render(): TemplateResult {
    const on = this.phoneState?.doNotDisturb ?? false;
    this.toggleState('on', on);
    return html`
      <button
        class="toggle"
        part="base"
        type="button"
        role="switch"
        aria-checked=${on}
        ?disabled=${!this.access}
        @click=${() => void this.access?.setDoNotDisturb(!on).catch(() => undefined)}
      >
        <slot name="icon"></slot><span class="grow"><slot>${this.localize.term('doNotDisturb')}</slot></span>
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
