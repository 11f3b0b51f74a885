/** `<sip-answer-button>`: answers an incoming call (RFC 3261 §13.3.1.4). */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Answers the incoming call. Disabled while no call rings.
 *
 * @tag sip-answer-button
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate disabled - The button has no effect now.
 */
export class SipAnswerButton extends CommandButton {
  static readonly tagName: string = 'sip-answer-button';

  protected override readonly command = 'answer';

  protected override view(): ActionView {
    return {
      icon: 'phone',
      iconOptions: { fill: true },
      label: this.localize.term('answer'),
      kind: 'call',
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-answer-button': SipAnswerButton;
  }
}
