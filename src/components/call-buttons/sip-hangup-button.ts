/**
 * `<sip-hangup-button>`: ends the call in any state; before the answer its label is "Cancel" (RFC 3261 §9, §15).
 * Subjects: <sip-hangup-button>; hang-up button; Cancel, label of the hang-up button.
 */

import { property } from 'lit/decorators.js';
import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Ends the call.
 *
 * @tag sip-hangup-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate disabled - The button has no effect now.
 */
export class SipHangupButton extends CommandButton {
  static readonly tagName: string = 'sip-hangup-button';

  /** The label instead of "Hang up", such as one with the name of the peer. */
  @property() accessor label: string | undefined = undefined;

  protected override readonly command = 'hangUp';

  protected override view(): ActionView {
    const status = this.call?.status;
    const early = status === 'dialing' || status === 'ringing' || status === 'early';
    return {
      icon: 'phone',
      iconOptions: { fill: true, down: true },
      label: this.label ?? this.localize.term(early ? 'cancel' : 'hangUp'),
      kind: 'end',
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-hangup-button': SipHangupButton;
  }
}
