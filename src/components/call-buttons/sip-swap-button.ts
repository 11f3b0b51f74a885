/** `<sip-swap-button>`: goes to the call that waits, and puts the one that is heard on hold. */

import type { CallState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';
import { currentCall, waitingCall } from '../shared/commands/phone-access.js';

/**
 * Swaps two calls.
 *
 * @tag sip-swap-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate disabled
 */
export class SipSwapButton extends ActionButton {
  static readonly tagName: string = 'sip-swap-button';

  /** The call to go to: this one where it waits itself, else the one that does. */
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
