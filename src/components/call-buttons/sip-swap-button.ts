/** `<sip-swap-button>`: resumes the held call and holds the active one. */

import type { CallState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';
import { currentCall, waitingCall } from '../shared/commands/phone-access.js';

/**
 * Swaps two calls. Disabled while no call is held.
 *
 * @tag sip-swap-button
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate disabled - The button has no effect now.
 */
export class SipSwapButton extends ActionButton {
  static readonly tagName: string = 'sip-swap-button';

  /** The call to resume: the call of this element if it is held, else the newest held call. */
  get #target(): CallState | undefined {
    const phone = this.access?.phone;
    const { call } = this;
    if (!phone || !call) return undefined;
    const waits = call.status === 'active' && !call.merged && currentCall(phone)?.id !== call.id;
    return waits ? call : waitingCall(phone);
  }

  protected override select(): unknown {
    return [this.phoneState?.calls, this.phoneState?.activeCallId];
  }

  protected override view(): ActionView {
    const target = this.#target;
    return { icon: 'arrow-left-right', label: this.localize.term('swap'), disabled: target === undefined };
  }

  protected override perform(): unknown {
    return this.access?.swap(this.#target?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-swap-button': SipSwapButton;
  }
}
