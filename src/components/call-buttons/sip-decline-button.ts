/**
 * `<sip-decline-button>`: declines an incoming call (603, RFC 3261 §21.6.2).
 * Subjects: <sip-decline-button>; decline button.
 */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Declines the incoming call. Disabled while no call rings.
 *
 * @tag sip-decline-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate disabled - The button has no effect now.
 */
export class SipDeclineButton extends CommandButton {
  static readonly tagName: string = 'sip-decline-button';

  protected override readonly command = 'decline';

  protected override view(): ActionView {
    return {
      icon: 'phone',
      iconOptions: { fill: true, down: true },
      label: this.localize.term('decline'),
      kind: 'end',
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-decline-button': SipDeclineButton;
  }
}
