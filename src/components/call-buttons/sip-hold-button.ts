/**
 * `<sip-hold-button>`: holds and resumes a call (RFC 3264 §8.4).
 * Subjects: <sip-hold-button>; hold button.
 */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Holds and resumes the call. A toggle button.
 *
 * @tag sip-hold-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate pressed - The call is held by this phone.
 * @cssstate disabled - The button has no effect now.
 */
export class SipHoldButton extends CommandButton {
  static readonly tagName: string = 'sip-hold-button';

  protected override readonly command = 'hold';

  protected override view(): ActionView {
    const call = this.call;
    const held = call?.status === 'active' && call.hold.local;
    return {
      icon: held ? 'play' : 'pause',
      iconOptions: { fill: true },
      label: this.localize.term(held ? 'resume' : 'hold'),
      on: held,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-hold-button': SipHoldButton;
  }
}
