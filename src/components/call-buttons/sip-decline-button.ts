/** `<sip-decline-button>`: declines an incoming call (603, RFC 3261 §21.6.2). */

import type { CallState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';
import { ringingCall } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

/**
 * Declines the incoming call. Disabled while no call rings.
 *
 * @tag sip-decline-button
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate disabled - The button has no effect now.
 */
export class SipDeclineButton extends ActionButton {
  static readonly tagName: string = 'sip-decline-button';

  protected override impliedCall(phone: PhoneLike): CallState | undefined {
    return ringingCall(phone);
  }

  protected override view(): ActionView {
    return {
      icon: 'phone',
      iconOptions: { fill: true, down: true },
      label: this.localize.term('decline'),
      kind: 'end',
      keys: 'Escape',
      disabled: this.call?.status !== 'incoming',
    };
  }

  protected override perform(): unknown {
    return this.access?.decline(this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-decline-button': SipDeclineButton;
  }
}
