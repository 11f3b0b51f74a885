/**
 * `<sip-swap-button>`: resumes the held call and holds the active one.
 * Subjects: <sip-swap-button>; swap button.
 */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Swaps two calls. Disabled while no call is held.
 *
 * @tag sip-swap-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate disabled - The button has no effect now.
 */
export class SipSwapButton extends CommandButton {
  static readonly tagName: string = 'sip-swap-button';

  protected override readonly command = 'swap';

  protected override select(): unknown {
    return [this.phoneState?.calls, this.phoneState?.activeCallId];
  }

  protected override view(): ActionView {
    return { icon: 'arrow-left-right', label: this.localize.term('swap') };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-swap-button': SipSwapButton;
  }
}
