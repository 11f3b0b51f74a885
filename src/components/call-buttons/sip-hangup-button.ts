/** `<sip-hangup-button>`: ends the call in whatever state it is; before an answer it reads "Cancel". */

import { property } from 'lit/decorators.js';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Hangs up.
 *
 * @tag sip-hangup-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate disabled
 */
export class SipHangupButton extends ActionButton {
  static readonly tagName: string = 'sip-hangup-button';

  /** The word instead of "Hang up", such as whose call ends. */
  @property() accessor label: string | undefined = undefined;

  protected override view(): ActionView {
    const status = this.call?.status;
    const early = status === 'dialing' || status === 'ringing' || status === 'early';
    return {
      icon: 'phone',
      iconOptions: { fill: true, down: true },
      label: this.label ?? this.localize.term(early ? 'cancel' : 'hangUp'),
      kind: 'end',
      keys: 'Shift+Escape',
      disabled: status === undefined || status === 'ended' || status === 'ending',
    };
  }

  protected override perform(): unknown {
    return this.access?.hangUp(this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-hangup-button': SipHangupButton;
  }
}
